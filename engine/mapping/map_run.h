#pragma once

#include "engine/mapping/tsne.h"

#include <limits>
#include <memory>
#include <optional>

namespace engine {

// What a run shows of itself. Never changed once it is given out.
struct MapState {
    enum class Phase { Pca, Neighbours, Moving, Paused, Finished, Stopped, Failed };

    Phase phase = Phase::Pca;
    double progress = 0; // of the phase, 0 to 1; of all iterations while Moving and after
    int iteration = 0, iterations = 0; // done, wanted
    double kl = std::numeric_limits<double>::quiet_NaN(); // newest known divergence, of iteration klIteration
    int klIteration = 0;
    int dimensions = 2;
    std::shared_ptr<const std::vector<float>>
        positions; // count x dimensions; null before the first components
    std::string method; // what "auto" became; empty before
    double perplexity = 0; // what is used
    Problem note = {}; // what was done otherwise than wished, in a sentence; empty pattern: nothing
    double seconds = 0; // of work so far, pauses not counted
    double secondsLeft = std::numeric_limits<double>::quiet_NaN(); // until Finished; NaN: not known yet
    Problem problem = {}; // when Failed

    bool isOver() const { return phase >= Phase::Finished; }
};

// Makes a map on a thread of its own. Every call returns at once; destruction stops and waits. All may be
// called from any thread.
class MapRun {
public:
    // points [n, d], on the host. Given start positions (n x settings.dimensions) are taken as they are. The
    // device does all but the principal components; where it fails, so does the run.
    MapRun(Tensor points, TsneSettings settings, std::optional<std::vector<float>> start = {},
           Device device = Device::Cpu);
    ~MapRun();
    MapRun(const MapRun&) = delete;
    MapRun& operator=(const MapRun&) = delete;

    void pause(); // within one iteration, or one piece of the search for neighbours
    void resume();
    void stop(); // for good; the map so far stays
    void setIterations(int count); // more of them wake a finished run; fewer than done finish it

    std::shared_ptr<const MapState> newest() const; // never null; asking costs the run nothing
    void wait() const; // until it is over; for tests and the command line

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace engine

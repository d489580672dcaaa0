#pragma once

#include "engine/mapping/map_channel.h"

#include <chrono>

namespace engine {

// What the thread of a MapRun does, from the components to the last iteration.
class MapLoop {
public:
    MapLoop(Tensor points, TsneSettings settings, std::optional<std::vector<float>> start, Device device,
            MapChannel& channel);
    void run();

private:
    using Clock = std::chrono::steady_clock;
    using Phase = MapState::Phase;

    void make();
    Result<void> check();
    void findComponents();
    bool findNeighbours(); // false: stop
    void move();
    bool moveOn();
    void finish(Phase phase);

    bool obey(); // false: stop
    void pauseUntilWished();
    void enter(Phase phase);
    void showPositions(const Tensor& positions);
    void measure(bool whenDue);
    void publishWhenDue();
    void publish();

    Tensor m_points;
    TsneSettings m_settings;
    std::optional<std::vector<float>> m_given;
    Device m_device;
    MapChannel& m_channel;
    MapState m_state;
    Tensor m_searched; // what neighbours are looked for among
    Tensor m_start;
    Affinities m_affinities;
    std::optional<Tsne> m_tsne;
    double m_stepSeconds = 0; // of late
    Clock::time_point m_tick = Clock::now(); // when m_state.seconds was counted last
    Clock::time_point m_published = {};
};

} // namespace engine

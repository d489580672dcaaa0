#pragma once

#include "engine/mapping/map_run.h"

#include <condition_variable>
#include <mutex>

namespace engine {

// All that the thread of a MapRun and its consumers share.
class MapChannel {
public:
    explicit MapChannel(int iterations) : m_iterations(iterations) {}

    // Called by consumers.
    void pause();
    void resume();
    void stop();
    void setIterations(int count);
    std::shared_ptr<const MapState> newest() const;
    void wait() const;

    // Called by the thread.
    struct Orders {
        bool stop = false, pause = false;
        int iterations = 0;
    };
    Orders orders() const;
    void awaitResume(); // or stop, or another number of iterations
    void awaitMore(int done); // more iterations than done, or stop
    void publish(const MapState& state);

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    bool m_pause = false, m_stop = false;
    int m_iterations;
    std::shared_ptr<const MapState> m_newest = std::make_shared<MapState>();
};

} // namespace engine

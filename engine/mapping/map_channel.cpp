#include "engine/mapping/map_channel.h"

namespace engine {

void MapChannel::pause()
{
    const std::lock_guard lock(m_mutex);
    m_pause = true;
}

void MapChannel::resume()
{
    const std::lock_guard lock(m_mutex);
    m_pause = false;
    m_changed.notify_all();
}

void MapChannel::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_changed.notify_all();
}

// A finished run is shown as moving at once: whoever waits for its end now means the new one.
void MapChannel::setIterations(int count)
{
    const std::lock_guard lock(m_mutex);
    m_iterations = count;
    if (m_newest->phase == MapState::Phase::Finished && count > m_newest->iteration && !m_stop) {
        MapState state = *m_newest;
        state.phase = MapState::Phase::Moving;
        state.iterations = count;
        m_newest = std::make_shared<const MapState>(std::move(state));
    }
    m_changed.notify_all();
}

std::shared_ptr<const MapState> MapChannel::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_newest;
}

void MapChannel::wait() const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_newest->isOver(); });
}

MapChannel::Orders MapChannel::orders() const
{
    const std::lock_guard lock(m_mutex);
    return {m_stop, m_pause, m_iterations};
}

void MapChannel::awaitResume()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock,
                   [this, before = m_iterations] { return m_stop || !m_pause || m_iterations != before; });
}

void MapChannel::awaitMore(int done)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this, done] { return m_stop || m_iterations > done; });
}

void MapChannel::publish(const MapState& state)
{
    auto newest = std::make_shared<const MapState>(state);
    const std::lock_guard lock(m_mutex);
    m_newest.swap(newest);
    m_changed.notify_all();
}

} // namespace engine

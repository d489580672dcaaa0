#include "engine/training/trainer_channel.h"

namespace engine {

namespace {

constexpr std::size_t mostWaitingPoints = 4'000'000; // 96 MB; then training waits for its consumer

} // namespace

bool TrainerChannel::isOver(State state)
{
    return state == State::Finished || state == State::Stopped || state == State::Failed;
}

void TrainerChannel::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    m_steps = 0;
}

void TrainerChannel::resume()
{
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_steps = 0;
    if (m_state == State::Paused)
        m_state = State::Running;
    m_changed.notify_all();
}

void TrainerChannel::stepOnce()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    ++m_steps;
    if (m_state == State::Paused)
        m_state = State::Running;
    m_changed.notify_all();
}

void TrainerChannel::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_changed.notify_all();
}

void TrainerChannel::setLearningRate(double rate)
{
    const std::lock_guard lock(m_mutex);
    m_learningRate = rate;
    m_changed.notify_all();
}

void TrainerChannel::resetState()
{
    const std::lock_guard lock(m_mutex);
    m_reset = true;
    m_changed.notify_all();
}

void TrainerChannel::setProbes(ProbeChoice choice)
{
    const std::lock_guard lock(m_mutex);
    m_probes = std::move(choice);
    m_picture = true;
    m_changed.notify_all();
}

void TrainerChannel::wantWeights()
{
    const std::lock_guard lock(m_mutex);
    m_weights = true;
    m_picture = true;
    m_changed.notify_all();
}

TrainerChannel::State TrainerChannel::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

Result<void> TrainerChannel::outcome() const
{
    const std::lock_guard lock(m_mutex);
    return m_outcome;
}

std::int64_t TrainerChannel::stepsPerEpoch() const
{
    const std::lock_guard lock(m_mutex);
    return m_stepsPerEpoch;
}

std::vector<BatchPoint> TrainerChannel::takeBatches()
{
    const std::lock_guard lock(m_mutex);
    m_changed.notify_all();
    return std::exchange(m_batches, {});
}

std::vector<EpochResult> TrainerChannel::takeEpochs()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_epochs, {});
}

// The wish for weights holds until a picture with them was fetched: one that nobody saw does not count.
Snapshot* TrainerChannel::latest()
{
    Snapshot* const snapshot = m_snapshots.fetch();
    if (snapshot && !snapshot->weights.empty()) {
        const std::lock_guard lock(m_mutex);
        m_weights = false;
    }
    return snapshot;
}

std::shared_ptr<const Checkpoint> TrainerChannel::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

std::shared_ptr<const Checkpoint> TrainerChannel::best() const
{
    const std::lock_guard lock(m_mutex);
    return m_best;
}

void TrainerChannel::wait()
{
    std::unique_lock lock(m_mutex);
    m_waited = true;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return isOver(m_state); });
    m_waited = false;
}

TrainerChannel::Orders TrainerChannel::takeLocked(bool takesStep)
{
    Orders orders;
    orders.stop = m_stop;
    orders.pause = m_paused && m_steps == 0;
    if (m_paused && m_steps > 0 && takesStep)
        --m_steps;
    orders.picture = std::exchange(m_picture, false);
    orders.resetState = std::exchange(m_reset, false);
    orders.weights = m_weights;
    orders.learningRate = std::exchange(m_learningRate, {});
    orders.probes = std::exchange(m_probes, {});
    return orders;
}

TrainerChannel::Orders TrainerChannel::take(bool takesStep)
{
    const std::lock_guard lock(m_mutex);
    return takeLocked(takesStep);
}

TrainerChannel::Orders TrainerChannel::waitAndTake(bool takesStep)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] {
        return m_stop || !m_paused || m_steps > 0 || m_picture || m_reset || m_learningRate || m_probes;
    });
    return takeLocked(takesStep);
}

bool TrainerChannel::weightsWanted() const
{
    const std::lock_guard lock(m_mutex);
    return m_weights;
}

void TrainerChannel::started(std::int64_t stepsPerEpoch)
{
    const std::lock_guard lock(m_mutex);
    m_stepsPerEpoch = stepsPerEpoch;
    m_state = State::Running;
}

void TrainerChannel::paused()
{
    const std::lock_guard lock(m_mutex);
    if (m_paused && m_steps == 0 && !m_stop)
        m_state = State::Paused;
}

void TrainerChannel::ended(State state, Result<void> outcome)
{
    const std::lock_guard lock(m_mutex);
    m_state = state;
    m_outcome = std::move(outcome);
    m_changed.notify_all();
}

bool TrainerChannel::put(const BatchPoint& point)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_batches.size() < mostWaitingPoints || m_stop || m_waited; });
    m_batches.push_back(point);
    return !m_stop;
}

void TrainerChannel::put(EpochResult result)
{
    const std::lock_guard lock(m_mutex);
    m_epochs.push_back(std::move(result));
}

void TrainerChannel::publish(Snapshot snapshot)
{
    m_snapshots.draft() = std::move(snapshot);
    m_snapshots.publish();
}

void TrainerChannel::setLast(std::shared_ptr<const Checkpoint> checkpoint)
{
    const std::lock_guard lock(m_mutex);
    m_last = std::move(checkpoint);
}

void TrainerChannel::setBest(std::shared_ptr<const Checkpoint> checkpoint)
{
    const std::lock_guard lock(m_mutex);
    m_best = std::move(checkpoint);
}

} // namespace engine

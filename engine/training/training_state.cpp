// What a TrainingLoop keeps to go on exactly where it was.
#include "engine/training/training_loop.h"

namespace engine {

namespace {

NamedTensors copied(const NamedTensors& tensors)
{
    NamedTensors copies;
    for (const auto& [name, tensor] : tensors)
        copies[name] = tensor.clone();
    return copies;
}

std::optional<double> kept(const std::map<std::string, double>& sums, const std::string& name)
{
    const auto found = sums.find(name);
    return found == sums.end() ? std::nullopt : std::optional(found->second);
}

const std::string metricPrefix = "metric ";

std::string scheduleKey(std::size_t i)
{
    return "schedule " + number(static_cast<std::int64_t>(i));
}

} // namespace

Checkpoint deepCopy(const Checkpoint& checkpoint)
{
    Checkpoint copy = checkpoint;
    copy.weights = copied(checkpoint.weights);
    copy.optimizer = copied(checkpoint.optimizer);
    copy.state = copied(checkpoint.state);
    return copy;
}

std::shared_ptr<const Checkpoint> TrainingLoop::makeCheckpoint() const
{
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->weights = m_network->copyWeights();
    checkpoint->optimizer = m_updater->copySlots();
    checkpoint->state = m_network->copyState();
    checkpoint->step = m_step;
    checkpoint->epoch = m_epoch;
    checkpoint->batchInEpoch = m_batch;
    std::map<std::string, double>& sums = checkpoint->sums;
    for (const auto& [name, sum] : m_sums->state())
        sums[metricPrefix + name] = sum;
    const std::vector<double> schedule = m_schedule->state();
    for (std::size_t i = 0; i < schedule.size(); ++i)
        sums[scheduleKey(i)] = schedule[i];
    m_watch.save(sums);
    sums["learning rate"] = m_baseRate;
    sums["learning rate in settings"] = m_settings.learningRate;
    sums["batch size"] = m_settings.batchSize;
    sums["seconds"] = m_seconds;
    return checkpoint;
}

Result<void> TrainingLoop::restore(const Checkpoint& checkpoint)
{
    if (Result<void> fits = m_network->setWeights(checkpoint.weights); !fits)
        return fits;
    m_updater->setSlots(checkpoint.optimizer);
    m_network->setState(checkpoint.state);
    m_step = checkpoint.step;
    m_epoch = checkpoint.epoch;
    const std::map<std::string, double>& sums = checkpoint.sums;
    if (kept(sums, "batch size").value_or(m_settings.batchSize) ==
        m_settings.batchSize) { // else the epoch starts anew
        m_batch = std::min(checkpoint.batchInEpoch, m_stepsPerEpoch);
        m_seconds = kept(sums, "seconds").value_or(0);
        std::map<std::string, double> metrics;
        for (const auto& [name, sum] : sums)
            if (name.starts_with(metricPrefix))
                metrics[name.substr(metricPrefix.size())] = sum;
        m_sums->restore(metrics);
    }
    std::vector<double> schedule;
    while (const auto value = kept(sums, scheduleKey(schedule.size())))
        schedule.push_back(*value);
    if (schedule.size() == m_schedule->state().size()) // else another schedule was chosen since
        m_schedule->restore(schedule);
    m_watch.restore(sums);
    // A rate that was changed while it ran holds on, unless the settings were changed since.
    if (kept(sums, "learning rate in settings") == m_settings.learningRate)
        m_baseRate = kept(sums, "learning rate").value_or(m_baseRate);
    m_best = m_job.best;
    m_channel.setBest(m_best);
    m_channel.setLast(std::make_shared<Checkpoint>(*m_job.resume));
    return {};
}

void TrainingLoop::keepBest(bool best)
{
    const bool due = m_settings.checkpointEvery > 0 && m_epoch % m_settings.checkpointEvery == 0;
    if (!best && !due)
        return;
    const std::shared_ptr<const Checkpoint> checkpoint = makeCheckpoint();
    m_channel.setLast(checkpoint);
    if (best) {
        m_best = checkpoint;
        m_channel.setBest(checkpoint);
    }
}

} // namespace engine

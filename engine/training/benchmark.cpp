#include "engine/training/benchmark.h"

#include "engine/base/parallel.h"
#include "engine/training/training_device.h"
#include "engine/training/updater.h"

#include <algorithm>
#include <chrono>

namespace engine {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t mostBatches = 50; // kept in memory
constexpr double chunkSeconds = 0.03;
constexpr int warmUpSteps = 5;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Training steps on batches that are taken in turn.
class Stepper {
public:
    Stepper(Network& network, Updater& updater, const TrainingJob& job)
        : m_network(network), m_updater(updater), m_settings(job.settings)
    {
        const Dataset data = limited(job.data, m_settings.limit);
        const Rows& rows = data.train;
        const auto size = std::min(static_cast<std::size_t>(m_settings.batchSize), rows.size());
        const auto count = std::min<std::size_t>(mostBatches, rows.size() / size);
        for (std::size_t i = 0; i < count; ++i) {
            m_batches.push_back(gather(data, network.columns(), rows.list(i * size, size)));
            for (auto& [name, values] : m_batches.back())
                values = values.to(network.device());
        }
        m_batchSize = static_cast<int>(size);
    }

    void step()
    {
        const Batch& batch = m_batches[static_cast<std::size_t>(m_step) % m_batches.size()];
        ++m_step;
        DeviceStep deviceStep(m_network.device());
        m_network.forward(batch, {.training = true, .key = stepKey(m_settings.seed, m_step)});
        m_network.startLoss(batch, true);
        m_terms = ScalarFetch(m_network.lossTerms());
        m_updater.step(m_settings.learningRate, m_step);
        deviceStep.finish();
    }

    // Seconds per step, of `steps` steps.
    double timed(std::int64_t steps)
    {
        const auto start = Clock::now();
        for (std::int64_t i = 0; i < steps; ++i)
            step();
        m_loss = m_network.loss(m_terms.values()); // waits for the device
        return secondsSince(start) / static_cast<double>(steps);
    }

    std::int64_t steps() const { return m_step; }
    int batchSize() const { return m_batchSize; }
    double loss() const { return m_loss; }

private:
    Network& m_network;
    Updater& m_updater;
    TrainingSettings m_settings;
    std::vector<Batch> m_batches;
    int m_batchSize = 1;
    std::int64_t m_step = 0;
    ScalarFetch m_terms;
    double m_loss = 0;
};

} // namespace

Result<BenchmarkResult> benchmark(const TrainingJob& job, double seconds,
                                  const std::function<bool(double)>& keepOn)
{
    setThreads(job.settings.threads);
    const Result<Device> device = trainingDevice(job.settings);
    if (!device)
        return device.problem();
    auto network = Network::build(job.graph, job.columns, {.seed = job.settings.seed, .device = *device});
    if (!network)
        return network.problem();
    Result<Updater> updater = Updater::build(**network, job.settings);
    if (!updater)
        return updater.problem();
    if (job.data.size(Dataset::Part::Train) == 0)
        return Problem{TR("The data set has no training samples; choose another one.")};
    Stepper stepper(**network, *updater, job);
    const double once = stepper.timed(warmUpSteps);
    const auto chunk = std::max<std::int64_t>(1, static_cast<std::int64_t>(chunkSeconds / once));
    stepper.timed(chunk);
    std::vector<double> times;
    const auto start = Clock::now();
    do
        times.push_back(stepper.timed(chunk));
    while (secondsSince(start) < seconds && (!keepOn || keepOn(secondsSince(start) / seconds)));
    std::ranges::sort(times);
    const auto samples = static_cast<double>(stepper.batchSize());
    return BenchmarkResult{samples / times[times.size() / 2],
                           samples / times[times.size() / 20],
                           stepper.steps(),
                           stepper.batchSize(),
                           stepper.loss(),
                           (*network)->analysis().parameters,
                           hardwareOf(job.settings)};
}

} // namespace engine

#include "engine/training/training_loop.h"

#include "engine/base/parallel.h"
#include "engine/devices/cuda_device.h"
#include "engine/tensor/device_memory.h"
#include "engine/training/training_device.h"

#include <cmath>
#include <new>

namespace engine {

namespace {

// A device may be so many steps behind: enough that it never waits, few enough that a stop is obeyed at once.
constexpr std::size_t stepsAhead = 8;
constexpr double shareOfMemory = 0.5; // of what is free, for data

double secondsBetween(std::chrono::steady_clock::time_point a, std::chrono::steady_clock::time_point b)
{
    return std::chrono::duration<double>(b - a).count();
}

Problem outOfMemory(Device device)
{
    if (device == Device::Cuda)
        return {TR("The graphics card has not enough memory for this training; make the batch or the network "
                   "smaller, or choose Processor as device.")};
    return {TR("There is not enough memory for this training; make the batch or the network smaller.")};
}

} // namespace

TrainingLoop::TrainingLoop(TrainingJob job, TrainerChannel& channel)
    : m_job(std::move(job)), m_channel(channel), m_settings(m_job.settings),
      m_data(limited(m_job.data, m_settings.limit)), m_watch(m_settings), m_baseRate(m_settings.learningRate)
{
}

void TrainingLoop::run()
{
    try {
        if (Result<void> ready = prepare(); !ready)
            m_channel.ended(Trainer::State::Failed, ready);
        else
            train();
    } catch (const std::bad_alloc&) {
        m_channel.ended(Trainer::State::Failed, outOfMemory(m_device));
    } catch (const DeviceFailure& failure) {
        m_channel.ended(Trainer::State::Failed, failure.problem());
    }
}

Result<void> TrainingLoop::prepare()
{
    if (threads() != (m_settings.threads > 0 ? m_settings.threads : int(std::thread::hardware_concurrency())))
        setThreads(m_settings.threads);
    const Result<Device> device = trainingDevice(m_settings);
    if (!device)
        return device.problem();
    m_device = *device;
    auto network = Network::build(m_job.graph, m_job.columns, {.seed = m_settings.seed, .device = m_device});
    if (!network)
        return network.problem();
    m_network = *std::move(network);
    if (Result<void> complete = checkData(); !complete)
        return complete;
    if (Result<void> ordered = checkOrder(); !ordered)
        return ordered;
    Result<Updater> updater = Updater::build(*m_network, m_settings);
    if (!updater)
        return updater.problem();
    m_updater = *std::move(updater);
    if (Result<void> ready = prepareSchedule(); !ready)
        return ready;
    if (m_device == Device::Cuda)
        m_resident.emplace(m_data, m_network->columns(), m_device,
                           static_cast<std::int64_t>(shareOfMemory * static_cast<double>(freeCudaMemory())));
    m_sums.emplace(*m_network);
    m_pictures.emplace(*m_network, m_data);
    m_pictures->choose({m_job.probes, m_job.watched});
    const std::int64_t samples = m_data.size(Dataset::Part::Train);
    m_stepsPerEpoch = (samples + m_settings.batchSize - 1) / m_settings.batchSize;
    return m_job.resume ? restore(*m_job.resume) : Result<void>();
}

Result<void> TrainingLoop::prepareSchedule()
{
    const ScheduleType* schedule = findScheduleType(m_settings.schedule.id);
    if (!schedule)
        return Problem{
            TR("This version does not know the learning-rate schedule \"%1\"; choose another one."),
            {m_settings.schedule.id}};
    if (Result<void> valid = check(schedule->fields, m_settings.schedule.attributes); !valid)
        return valid;
    m_schedule = schedule->build(m_settings.schedule.attributes);
    return {};
}

Result<void> TrainingLoop::checkData() const
{
    if (m_data.size(Dataset::Part::Train) == 0)
        return Problem{TR("The data set has no training samples; choose another one or other parts.")};
    for (const std::string& name : m_network->columns())
        if (!m_data.column(name))
            return Problem{TR("The data set has no column \"%1\", which the network reads."), {name}};
    return {};
}

// A state goes on from one batch to the next, and so must the samples.
Result<void> TrainingLoop::checkOrder() const
{
    const std::vector<NodeId> stateful = m_network->statefulNodes();
    if (stateful.empty() || !m_settings.shuffle)
        return {};
    return Problem{TR("%1 is stateful, so it needs the samples in their order; switch \"Shuffle\" off in the "
                      "training settings, or \"Stateful\" off in the layer."),
                   {m_network->graph().node(stateful.front())->name}};
}

void TrainingLoop::train()
{
    m_channel.started(m_stepsPerEpoch);
    m_tick = Clock::now();
    while (m_epoch < m_settings.epochs && !m_watch.isExhausted()) {
        Next next = trainEpoch();
        if (next == Next::GoOn)
            next = finishEpoch();
        if (next == Next::Fail || m_failed)
            return;
        if (next == Next::Stop) {
            m_channel.setLast(makeCheckpoint());
            return m_channel.ended(Trainer::State::Stopped);
        }
    }
    finish();
}

TrainingLoop::Next TrainingLoop::trainEpoch()
{
    BatchLoader loader(
        m_data, m_network->columns(),
        epochOrder(m_data, Dataset::Part::Train, m_settings.shuffle, shuffleKey(m_settings.seed, m_epoch)),
        m_settings.batchSize, m_batch, m_resident ? &*m_resident : nullptr);
    if (m_batch == 0)
        m_network->beginEpoch();
    while (loader.hasNext()) {
        if (!obey(true))
            return Next::Stop;
        if (const Next next = trainBatch(loader); next != Next::GoOn)
            return next;
        tick();
        if (m_pictures->isDue(m_tick, m_weightsWanted))
            show();
    }
    const Next next = take(0);
    tick();
    return next;
}

void TrainingLoop::tick()
{
    const auto now = Clock::now();
    m_seconds += secondsBetween(m_tick, now);
    m_tick = now;
}

// On a device nothing waits for the figures of a step before the next ones are given to it.
TrainingLoop::Next TrainingLoop::trainBatch(BatchLoader& loader)
{
    const std::int64_t step = m_step + 1;
    DeviceStep deviceStep(m_device);
    const Batch& batch = *loader.next();
    m_rate = m_baseRate * m_schedule->factor({m_step, m_epoch, m_stepsPerEpoch, m_settings.epochs});
    m_network->forward(batch, {.training = true, .key = stepKey(m_settings.seed, step)});
    m_network->startLoss(batch, true);
    ++m_batch;
    m_pending.push_back({step, epochPosition(), m_rate, m_sums->measure(*m_network, batch)});
    Next next = Next::GoOn;
    if (m_device == Device::Cpu) // weights that are no numbers must not be written
        next = take(0);
    if (next == Next::Fail)
        return next;
    m_updater->step(m_rate, step);
    m_network->forget(); // so that every step begins with the same memory and the device sees the same again
    deviceStep.finish();
    m_step = step;
    return m_device == Device::Cpu ? next : take(stepsAhead);
}

// Takes the figures that are here, and waits for them while more are on their way than may be.
TrainingLoop::Next TrainingLoop::take(std::size_t mostOnTheirWay)
{
    while (!m_pending.empty() &&
           (m_pending.size() > mostOnTheirWay || m_pending.front().share.scalars.isHere())) {
        Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        if (const Next next = take(std::move(pending)); next != Next::GoOn)
            return next;
    }
    return Next::GoOn;
}

TrainingLoop::Next TrainingLoop::take(Pending pending)
{
    const double loss = m_sums->add(*m_network, std::move(pending.share));
    if (!std::isfinite(loss))
        return fail(notANumber(pending.step - 1, pending.rate));
    const bool goOn = m_channel.put(BatchPoint{pending.step, pending.epoch, static_cast<float>(loss)});
    return goOn ? Next::GoOn : Next::Stop;
}

// While it evaluates, all batches of the epoch are done but the epoch is not: a stop here resumes here.
TrainingLoop::Next TrainingLoop::finishEpoch()
{
    EpochResult result{.epoch = m_epoch + 1, .training = m_sums->values(), .learningRate = m_rate};
    result.samplesPerSecond =
        m_seconds > 0 ? static_cast<double>(m_data.size(Dataset::Part::Train)) / m_seconds : 0;
    bool stopped = false;
    if (m_data.size(Dataset::Part::Validation) > 0)
        result.validation = evaluate(*m_network, m_data, Dataset::Part::Validation, 500, [&](double) {
                                stopped = !obey(false);
                                return !stopped;
                            }).metrics;
    if (stopped)
        return Next::Stop;
    const double score = m_watch.score(result);
    if (!std::isfinite(score))
        return fail(notANumber(m_step, m_rate));
    result.seconds = m_seconds + secondsBetween(m_tick, Clock::now());
    result.best = m_watch.isBest(score);
    m_schedule->epochEnded(score);
    ++m_epoch;
    m_batch = 0;
    m_seconds = 0;
    m_tick = Clock::now();
    m_sums->clear();
    keepBest(result.best);
    m_channel.put(std::move(result));
    return Next::GoOn;
}

void TrainingLoop::finish()
{
    if (m_watch.isExhausted() && m_settings.restoreBest && m_best && m_network->setWeights(m_best->weights))
        m_updater->setSlots(m_best->optimizer);
    m_channel.setLast(makeCheckpoint());
    show();
    m_channel.ended(Trainer::State::Finished);
}

TrainingLoop::Next TrainingLoop::fail(Problem problem)
{
    m_failed = true;
    m_channel.ended(Trainer::State::Failed, std::move(problem));
    return Next::Fail;
}

Problem TrainingLoop::notANumber(std::int64_t step, double rate) const
{
    return {TR("The loss is no longer a number after step %1: the weights have grown too large. Lower the "
               "learning "
               "rate, which is %2 now, or limit the gradients under Clipping."),
            {grouped(step), number(rate)}};
}

bool TrainingLoop::obey(bool takesStep)
{
    TrainerChannel::Orders orders = m_channel.take(takesStep);
    follow(orders);
    if ((orders.pause || orders.stop) && take(0) == Next::Fail)
        return false;
    if (orders.pause && !orders.stop)
        pauseUntilWished(takesStep, orders);
    return !orders.stop;
}

void TrainingLoop::follow(TrainerChannel::Orders& orders)
{
    m_weightsWanted = orders.weights;
    if (orders.learningRate)
        m_baseRate = *orders.learningRate;
    if (orders.resetState)
        m_network->resetState();
    if (orders.probes)
        m_pictures->choose(*std::move(orders.probes));
}

void TrainingLoop::pauseUntilWished(bool takesStep, TrainerChannel::Orders& orders)
{
    m_seconds += secondsBetween(m_tick, Clock::now());
    m_channel.setLast(makeCheckpoint());
    show();
    while (orders.pause && !orders.stop) {
        m_channel.paused();
        orders = m_channel.waitAndTake(takesStep);
        follow(orders);
        if (orders.resetState)
            m_channel.setLast(makeCheckpoint());
        if (orders.picture)
            show();
    }
    m_tick = Clock::now();
}

void TrainingLoop::show()
{
    Snapshot snapshot = m_pictures->make(m_channel.weightsWanted());
    snapshot.step = m_step;
    snapshot.epoch = epochPosition();
    m_channel.publish(std::move(snapshot));
}

double TrainingLoop::epochPosition() const
{
    return m_epoch + static_cast<double>(m_batch) / static_cast<double>(m_stepsPerEpoch);
}

} // namespace engine

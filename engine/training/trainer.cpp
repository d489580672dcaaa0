#include "engine/training/trainer.h"

#include "engine/training/training_loop.h"

namespace engine {

struct Trainer::Private {
    TrainerChannel channel;
    std::thread thread; // last: it uses the channel
};

Trainer::Trainer(TrainingJob job) : d(new Private{TrainerChannel(job.startPaused), {}})
{
    d->thread = std::thread([channel = &d->channel, job = std::move(job)]() mutable {
        TrainingLoop(std::move(job), *channel).run();
    });
}

Trainer::~Trainer()
{
    d->channel.stop();
    d->thread.join();
}

void Trainer::pause()
{
    d->channel.pause();
}

void Trainer::resume()
{
    d->channel.resume();
}

void Trainer::stepOnce()
{
    d->channel.stepOnce();
}

void Trainer::stop()
{
    d->channel.stop();
}

void Trainer::setLearningRate(double rate)
{
    d->channel.setLearningRate(rate);
}

void Trainer::resetState()
{
    d->channel.resetState();
}

void Trainer::setProbes(std::vector<Probe> probes, std::vector<NodeId> watched)
{
    d->channel.setProbes({std::move(probes), std::move(watched)});
}

void Trainer::wantWeights()
{
    d->channel.wantWeights();
}

Trainer::State Trainer::state() const
{
    return d->channel.state();
}

Result<void> Trainer::outcome() const
{
    return d->channel.outcome();
}

std::int64_t Trainer::stepsPerEpoch() const
{
    return d->channel.stepsPerEpoch();
}

std::vector<BatchPoint> Trainer::takeBatches()
{
    return d->channel.takeBatches();
}

std::vector<EpochResult> Trainer::takeEpochs()
{
    return d->channel.takeEpochs();
}

Snapshot* Trainer::latest()
{
    return d->channel.latest();
}

std::shared_ptr<const Checkpoint> Trainer::lastCheckpoint() const
{
    return d->channel.last();
}

std::shared_ptr<const Checkpoint> Trainer::bestCheckpoint() const
{
    return d->channel.best();
}

void Trainer::wait()
{
    d->channel.wait();
}

} // namespace engine

#pragma once

#include "engine/training/trainer.h"

#include <condition_variable>

namespace engine {

// All that the training thread and its consumer share.
class TrainerChannel {
public:
    using State = Trainer::State;

    struct ProbeChoice {
        std::vector<Probe> probes;
        std::vector<NodeId> watched;
    };
    // What the consumer wants of the thread now.
    struct Orders {
        bool stop = false, pause = false;
        bool picture = false; // of a paused training too
        bool resetState = false;
        bool weights = false; // in the next picture
        std::optional<double> learningRate;
        std::optional<ProbeChoice> probes;
    };

    explicit TrainerChannel(bool paused) : m_paused(paused) {}

    // Called by the consumer.
    void pause();
    void resume();
    void stepOnce();
    void stop();
    void setLearningRate(double rate);
    void resetState();
    void setProbes(ProbeChoice choice);
    void wantWeights();
    State state() const;
    Result<void> outcome() const;
    std::int64_t stepsPerEpoch() const;
    std::vector<BatchPoint> takeBatches();
    std::vector<EpochResult> takeEpochs();
    Snapshot* latest();
    std::shared_ptr<const Checkpoint> last() const;
    std::shared_ptr<const Checkpoint> best() const;
    void wait();

    // Called by the thread. takesStep: a step that was asked for begins now.
    Orders take(bool takesStep);
    Orders waitAndTake(bool takesStep); // until there is something to do
    bool weightsWanted() const;
    void started(std::int64_t stepsPerEpoch);
    void paused(); // unless it shall go on already
    void ended(State state, Result<void> outcome = {});
    bool put(const BatchPoint& point); // waits while far too many wait; false: stop
    void put(EpochResult result);
    void publish(Snapshot snapshot);
    void setLast(std::shared_ptr<const Checkpoint> checkpoint);
    void setBest(std::shared_ptr<const Checkpoint> checkpoint);

private:
    Orders takeLocked(bool takesStep);
    static bool isOver(State state);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false, m_stop = false, m_picture = false, m_weights = false, m_reset = false;
    bool m_waited = false; // somebody waits for the end and will not fetch points before
    int m_steps = 0;
    std::optional<double> m_learningRate;
    std::optional<ProbeChoice> m_probes;
    State m_state = State::Starting;
    Result<void> m_outcome;
    std::int64_t m_stepsPerEpoch = 0;
    std::vector<BatchPoint> m_batches;
    std::vector<EpochResult> m_epochs;
    std::shared_ptr<const Checkpoint> m_last, m_best;
    Mailbox<Snapshot> m_snapshots;
};

} // namespace engine

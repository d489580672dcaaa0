#pragma once

#include "engine/training/trainer_channel.h"

#include <chrono>

namespace engine {

// Runs the probes through a network and makes the pictures of a snapshot. Spends at most about 3 % of the
// time: the dearer a picture, the rarer it is made.
class ProbePictures {
public:
    using Clock = std::chrono::steady_clock;

    ProbePictures(Network& network, Dataset data);

    void choose(TrainerChannel::ProbeChoice choice);
    // Who wants weights that the last picture did not have need not wait for the next one's turn.
    bool isDue(Clock::time_point now, bool weightsWanted) const
    {
        return now >= m_next || (weightsWanted && !m_hadWeights);
    }
    Snapshot make(bool weights);

private:
    void runProbe(const Batch& batch, Snapshot& snapshot);
    void watchActivity(Snapshot& snapshot);

    Network& m_network;
    Dataset m_data;
    TrainerChannel::ProbeChoice m_choice;
    std::vector<Batch> m_batches; // of the probes
    Batch m_activityBatch;
    std::vector<NodeId> m_layers; // whose activity is shown
    std::vector<NodeId> m_afterWeights; // of these, where a unit can be dead
    Clock::time_point m_next = {};
    bool m_hadWeights = false; // the last picture
};

// Bars and figures of one node's activations [batch, ...]. Only where a unit can be dead, dead ones are
// counted.
Activity activityOf(const Tensor& values, bool canBeDead);

} // namespace engine

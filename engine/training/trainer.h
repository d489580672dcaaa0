#pragma once

#include "engine/base/mailbox.h"
#include "engine/training/metrics.h"
#include "engine/training/settings.h"

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

namespace engine {

// One point of the curves. Every one of them reaches the consumer.
struct BatchPoint {
    std::int64_t step = 0; // from 1
    double epoch = 0; // where on the axis: 1.5 = half through the second epoch
    float loss = 0;
};
struct EpochResult {
    int epoch = 0; // from 1
    Metrics training; // "loss" and metrics over the epoch's batches
    Metrics validation; // empty without a validation part
    double seconds = 0;
    double samplesPerSecond = 0;
    double learningRate = 0;
    bool best = false; // best so far of the watched value
};

// Everything that training needs to go on as if it had never stopped.
struct Checkpoint {
    NamedTensors weights;
    NamedTensors optimizer; // "Dense/kernel/m"
    NamedTensors state; // "LSTM/state": of stateful layers
    std::int64_t step = 0; // done
    int epoch = 0; // finished epochs
    std::int64_t batchInEpoch = 0; // batches done of the next one
    std::map<std::string, double>
        sums; // running sums of the unfinished epoch, best value, patience, schedule state
    bool operator==(const Checkpoint&) const = delete;
};
Checkpoint deepCopy(const Checkpoint& checkpoint);

// Samples whose predictions and activations are wanted live.
struct Probe {
    Dataset::Part part = Dataset::Part::Test;
    std::vector<std::int32_t> rows; // row numbers of the data set
};

// Twenty bars over the range of a node's activations, and what is wrong with them.
struct Activity {
    std::array<float, 20> bars{}; // share of values, tallest = 1
    float low = 0, high = 0;
    float mean = 0, deviation = 0;
    float dead = 0; // share of units that gave exactly 0 for all of 256 samples
    bool exploding = false; // not finite, or deviation above 1e4
};

// The newest state of a run, as pictures show it. May skip states.
struct Snapshot {
    std::int64_t step = 0;
    double epoch = 0;
    NamedTensors weights; // when asked for
    std::vector<Probe> probes;
    std::vector<std::map<NodeId, Tensor>> predictions; // per probe, by Output node
    std::vector<std::map<NodeId, Tensor>> activations; // per probe, by watched node
    std::map<NodeId, Activity> activity;
};

struct TrainingJob {
    Graph graph; // a copy: the user may go on editing
    std::vector<ColumnDescription> columns;
    Dataset data;
    TrainingSettings settings;
    std::optional<Checkpoint> resume;
    std::vector<Probe> probes;
    std::vector<NodeId> watched; // nodes whose activations go into snapshots
    bool startPaused = false;
    std::shared_ptr<const Checkpoint> best = {}; // of the run that is resumed, to go back to
};

// Trains on a thread of its own. Every call returns at once, destruction stops and waits; all may be called
// from one consumer thread.
class Trainer {
public:
    enum class State { Starting, Running, Paused, Finished, Stopped, Failed };

    explicit Trainer(TrainingJob job);
    ~Trainer();

    void pause();
    void resume();
    void stepOnce(); // one batch, then paused
    void stop(); // within one batch
    void setLearningRate(double rate);
    void resetState(); // of stateful layers, before the next batch
    void setProbes(std::vector<Probe> probes, std::vector<NodeId> watched);
    void wantWeights(); // the next snapshot carries them

    State state() const;
    Result<void> outcome() const; // the problem, once Failed
    std::int64_t stepsPerEpoch() const; // 0 while Starting

    std::vector<BatchPoint> takeBatches(); // every point, once
    std::vector<EpochResult> takeEpochs(); // every one, once
    Snapshot* latest(); // newest picture; null when there is none since the last call

    // The newest checkpoint (epoch's end or pause) and the best one so far; null until there is one. The last
    // one is there as soon as the state is Paused, Stopped or Finished. Shared and never changed.
    std::shared_ptr<const Checkpoint> lastCheckpoint() const;
    std::shared_ptr<const Checkpoint> bestCheckpoint() const;

    void wait(); // until Finished, Stopped or Failed; for tests and the command line

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace engine

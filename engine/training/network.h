#pragma once

#include "engine/graph/analysis.h"
#include "engine/losses/loss_type.h"

#include <span>

namespace engine {

// Weights (or slots, gradients ...) by full name: "Dense 2/kernel".
using NamedTensors = std::map<std::string, Tensor>;

// Random numbers of training step `step` (from 1), and those that shuffle epoch `epoch` (from 0).
RandomKey stepKey(std::int64_t seed, std::int64_t step);
RandomKey shuffleKey(std::int64_t seed, std::int64_t epoch);

// A graph made runnable on one device. Not thread-safe: one thread uses it.
class Network {
public:
    struct Options {
        std::int64_t seed = 7; // of the starting weights
        Device device = Device::Cpu;
    };
    // The problem is the first error of the analysis.
    static Result<std::unique_ptr<Network>>
    build(const Graph& graph, const std::vector<ColumnDescription>& columns, const Options& options);
    ~Network();

    const Graph& graph() const;
    const Analysis& analysis() const;
    std::vector<std::string> inputColumns() const; // read by Inputs
    std::vector<std::string> targetColumns() const; // read by Outputs
    std::vector<std::string> columns() const; // both, each once

    // Runs the network on the batch (columns by name; targets may be absent unless losses are wanted later).
    // noise replaces the random numbers of the named nodes.
    // A part runs by itself when values are given or nodes are wanted: a node in `given` is not run, its
    // ports give these values (logits where a loss does the work of its activation); and of the others only
    // those that a node in `wanted` still needs, or an Output where nothing is wanted. Columns that only the
    // rest reads need not be in the batch; computeLoss() needs a whole pass.
    struct Run {
        bool training = false;
        RandomKey key = {}; // this step's
        const std::map<std::string, Tensor>* noise = nullptr;
        const std::map<NodeId, std::vector<Tensor>>* given = nullptr;
        std::span<const NodeId> wanted = {};
        bool keepsState = false; // as training does: stateful layers go on from where the pass before ended
    };
    void forward(const Batch& batch, const Run& run);
    void forget(); // what the last forward() keeps, so that its memory serves the next one

    // The loss of the last forward(): weighted losses of all Outputs, own losses of layers and weight
    // penalties. With gradients, it also runs backward.
    double computeLoss(const Batch& batch, bool gradients);
    // The same without waiting for a device. The loss consists of scalars that lie there until the next one
    // is started; fetched, they give the loss, and that of an Output, unweighted.
    void startLoss(const Batch& batch, bool gradients);
    const std::vector<Tensor>& lossTerms() const;
    double loss(std::span<const float> terms) const;
    double outputLoss(NodeId output, std::span<const float> terms) const;

    // Of the last forward().
    Tensor prediction(NodeId output) const; // what arrived at an Output, activation applied
    // What a node gave. Empty after a whole pass of training where a convolution did its max-pool's work,
    // too.
    Tensor activation(NodeId node, int port = 0) const;
    std::vector<NodeId> outputs() const;
    Device device() const;
    // Which steps counted in the last forward(), [batch, steps]: 0 where one does not; empty where all do.
    const Tensor& mask(NodeId output) const;
    // Of a tensor shaped like a prediction of the Output or its target: the steps that count in the last
    // forward(), [steps, ...]; all of it where no layer masks any.
    Tensor counted(NodeId output, const Tensor& values) const;
    const std::string& targetColumn(NodeId output) const;
    const LossType& lossType(NodeId output) const;

    struct Weight {
        NodeId node;
        std::string name; // "Dense 2/kernel"
        Parameter* parameter;
        bool trained; // trainable, its node not frozen, and on the way to an Output
    };
    const std::vector<Weight>& weights() const;
    // Of the trained weights, after computeLoss() with gradients; penalties included. May share
    // memory.
    NamedTensors gradients() const;
    NamedTensors copyWeights() const; // on the CPU
    Result<void> setWeights(const NamedTensors& weights); // every weight must be there with its shape

    // What stateful layers keep from batch to batch of training, or where a run says so; other passes start
    // with zeros and leave it.
    std::vector<NodeId> statefulNodes() const;
    void resetState();
    void beginEpoch(); // resets those layers that wish so
    NamedTensors copyState() const; // "LSTM/state", on the CPU; none where it is zeros
    void setState(const NamedTensors& state); // what is missing or has no place becomes zeros

private:
    Network();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace engine

#pragma once

#include "engine/layers/activation_choice.h"
#include "engine/layers/describe.h"
#include "engine/layers/initializer.h"
#include "engine/ops/recurrent.h"

namespace engine {

// What the recurrent layers share; some options only some of them have.
struct RecurrentOptions {
    int units = 32;
    ActivationChoice activation{.kind = "tanh"};
    std::string recurrentActivation = "sigmoid"; // of gates
    bool bias = true;
    bool unitForgetBias = true; // LSTM: its forget gate starts open (Jozefowicz et al. 2015)
    bool resetAfter = true; // GRU: as cuDNN has it, as Keras does by default
    bool returnSequences = false;
    bool goBackwards = false;
    bool keepsOrder = false; // of the steps, though it goes backwards: for wrappers
    bool stateful = false, resetsEachEpoch = true;
    double dropout = 0, recurrentDropout = 0;
    Initializer kernelStart, recurrentStart{.kind = "orthogonal"}, biasStart{.kind = "zeros"};
    double kernelL1 = 0, kernelL2 = 0;
};

// A kind of recurrent layer. Where the reset gate works is an option of Cell::Gru.
struct RecurrentKind {
    ops::Cell cell;
    std::string title;

    std::vector<BoundField<RecurrentOptions>> fields() const; // in the order of the inspector
    // From {time, features} and perhaps an initial state: what it gives and the state in the end.
    Result<Signals> infer(const RecurrentOptions& options, const Signals& in) const;
    std::vector<ParameterShape> parameters(const RecurrentOptions& options, const Signals& in) const;
    std::int64_t multiplyAdds(const RecurrentOptions& options, const Signals& in) const;
    std::unique_ptr<Layer> build(const RecurrentOptions& options, const Signals& in) const;
    Shape stateShape(const RecurrentOptions& options) const; // without the batch

    // All that is alike; the layer's file adds id, summary, icon and examples.
    Description<RecurrentOptions> description() const;
};

// "4 units, relu, every step"
std::string recurrentText(const RecurrentOptions& options);
// The random numbers of one sample: one for each feature and one for each unit, the same at every step.
Shape recurrentNoise(const RecurrentOptions& options, const Signals& in);

} // namespace engine

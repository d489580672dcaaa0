#pragma once

#include "engine/base/random.h"
#include "engine/ops/activation.h"
#include "engine/ops/window.h"
#include "engine/tensor/tensor.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

struct Parameter {
    std::string name; // "kernel", "bias", "moving_mean"
    Tensor value;
    Tensor gradient; // overwritten by every backward(); empty when not trainable
    bool trainable = true; // false: state that the layer updates itself (moving averages)
    float l1 = 0, l2 = 0; // weight penalty: l1 * sum |w| + l2 * sum w^2, added to the loss
    // A table of which a batch touches few rows: the gradient holds those alone, [k, ...], and `rows` [k]
    // says which they are, each once. Both are empty where it touched none. Such a table has no penalty.
    bool byRows = false;
    Tensor rows = {};
};

// With zeros where only some rows are held. May share memory.
Tensor wholeGradient(const Parameter& parameter);

// What a layer may know while it computes.
struct Pass {
    bool training = false;
    bool inputGradients = true; // backward: false when nobody needs the gradients of the inputs
    bool frozen = false; // the same in forward and backward: weights and moving averages stay as they
                         // are, gradients of parameters are not computed, batch normalisation
                         // uses its moving statistics (as Keras does)
    RandomKey key = {}; // its own for every step and node
    const Tensor* noise = nullptr; // given random numbers instead of drawn ones (for checking)
    const Tensor* mask = nullptr; // of the first input, [batch, time]: 0 where a step is missing
    bool pools = false; // after poolsItself(): pool in this pass
    bool keepsState = false; // stateful layers go on from where the pass before ended; so they do in training
};

// What a layer keeps from one batch of training to the next, until it is reset: made empty, which stands for
// zeros.
struct KeptState {
    std::string name; // "state"
    bool resetsEachEpoch = true; // where it begins
    Tensor value; // with the batch
};

// A layer at work: it owns its weights and remembers from forward() what backward() needs. Tensors carry
// the batch as their first axis.
class Layer {
public:
    virtual ~Layer() = default;

    // Writes every output. Inputs may be kept (tensors share memory) but never written to.
    virtual void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) = 0;

    // Writes the parameters' gradients, whatever they held before (so nobody needs to zero them), and, where
    // pass.inputGradients, the gradient of every input (left empty for inputs of ids). The gradient of an
    // unused output is empty; with no used output it is not called at all. Follows a forward() in training
    // with the same pass. Output gradients may be overwritten, and an input's gradient may share memory with
    // an output's gradient, but never with another input's gradient.
    virtual void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                          const Pass& pass) = 0;

    virtual std::span<Parameter> parameters() { return {}; }

    // Read and written by passes of training only; a batch of another size begins with zeros.
    virtual std::span<KeptState> state() { return {}; }

    // The layer's own term of the loss after forward(), a scalar averaged over the batch (KL term, activity
    // penalty), or empty. backward() already includes its gradient.
    virtual Tensor ownLoss() const { return {}; }

    // Which steps of its output are there, [batch, time] of 0 and 1, after forward(): of a layer that decides
    // that itself (Masking, an Embedding of padded ids). Empty of all others, which leave it as it arrived.
    virtual Tensor mask() const { return {}; }

    // The activation that forward() ends with and can leave out, if there is one. After skipActivation(true)
    // forward() writes what would enter the activation (logits), and backward() takes the gradient of that:
    // for a loss that computes softmax or sigmoid itself (Loss::absorbs).
    virtual std::optional<ops::ActivationSpec> lastActivation() const { return {}; }
    virtual void skipActivation(bool) {}

    // The max-pooling that this layer is, if it is one. It can be left to the layer before it, which then, in
    // passes that say so, writes what the pool would give and takes the gradient of that, without a
    // difference in any bit. False where it cannot.
    virtual std::optional<ops::Window> maxPool() const { return {}; }
    virtual bool poolsItself(const ops::Window&) { return false; }

    // Fills trainable parameters with starting values; key is the node's own.
    virtual void initialize(RandomKey) {}
};

} // namespace engine

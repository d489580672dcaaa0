#pragma once

#include "engine/base/random.h"
#include "engine/tensor/tensor.h"

#include <span>
#include <string>
#include <vector>

namespace engine {

struct Parameter {
    std::string name;         // "kernel", "bias", "moving_mean"
    Tensor value;
    Tensor gradient;          // empty when not trainable
    bool trainable = true;    // false: state that the layer updates itself (moving averages)
    float l1 = 0, l2 = 0;     // weight penalty: l1 * sum |w| + l2 * sum w^2, added to the loss
};

// What a layer may know while it computes.
struct Pass {
    bool training = false;
    bool inputGradients = true;        // backward: false when nobody needs the gradients of the inputs
    RandomKey key = {};                // its own for every step and node
    const Tensor* noise = nullptr;     // given random numbers instead of drawn ones (for checking)
};

// A layer at work: it owns its weights and remembers from forward() what backward() needs. Tensors carry
// the batch as their first axis.
class Layer {
public:
    virtual ~Layer() = default;

    // Writes every output. Inputs may be kept (tensors share memory) but never written to.
    virtual void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) = 0;

    // Adds to the parameters' gradients and, where pass.inputGradients, writes the gradient of every input
    // (left empty for inputs of ids). The gradient of an unused output is empty. Follows a forward() in training;
    // output gradients may be overwritten.
    virtual void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients, const Pass& pass) = 0;

    virtual std::span<Parameter> parameters() { return {}; }

    // The layer's own term of the loss after forward(), a scalar averaged over the batch (KL term, activity
    // penalty), or empty. backward() already includes its gradient.
    virtual Tensor ownLoss() const { return {}; }

    // Fills trainable parameters with starting values; key is the node's own.
    virtual void initialize(RandomKey) {}
};

} // namespace engine

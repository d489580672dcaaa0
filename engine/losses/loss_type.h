#pragma once

#include "engine/base/fields.h"
#include "engine/layers/layer_type.h"

#include <memory>

namespace engine {

// A loss at work. Values follow Keras 3: sum over a sample's elements or mean over them as the loss says,
// then the mean over the batch.
class Loss {
public:
    virtual ~Loss() = default;

    // prediction: [batch, ...]; target: the same number of elements, or ids [batch, ...] where the loss takes
    // them. Writes the scalar loss (times weight; made when empty) and, unless null, the gradient of it for
    // the prediction (made when empty).
    virtual void compute(const Tensor& prediction, const Tensor& target, float weight, Tensor& loss,
                         Tensor* gradient) = 0;

    // The activation whose work this loss can do itself, more exactly than in two steps: Softmax, Sigmoid.
    // When the layer before offers it (Layer::lastActivation) and only this loss reads that layer, skip the
    // activation and call computeFromLogits, whose gradient is that of the logits. The result is
    // compute(activation(logits)).
    virtual std::optional<ops::Activation> absorbs() const { return {}; }
    virtual void computeFromLogits(const Tensor& logits, const Tensor& target, float weight, Tensor& loss,
                                   Tensor* gradient)
    {
        compute(logits, target, weight, loss, gradient);
    }

    // Of losses that own weights and draw random numbers. begin() comes before every compute(): the numbers
    // of this pass, and whether compute() is to write the gradients of the weights, too.
    virtual std::span<Parameter> parameters() { return {}; }
    virtual void initialize(RandomKey) {}
    virtual void begin(RandomKey, bool) {}
};

// What a loss is built for.
struct LossInputs {
    Signal prediction = {};
    std::vector<std::int64_t> classCounts =
        {}; // how often the data has each class of the target, where known
};

// What the loss wants of the layer before it: numbers, probabilities that sum to 1, each in [0, 1], or
// logits.
struct LossType {
    std::string id; // "mean_squared_error"
    std::string title;
    std::string summary;
    bool idTarget = false; // the target is a class id, not a vector
    std::string range = {}; // "probabilities", "unit" or "": what predictions must lie in; analysis warns
    std::vector<Field> fields =
        {}; // shown and kept by the Output node beside its own; build() reads them there
    std::function<Result<void>(const Attributes&, const Signal& prediction, const Signal& target)> accepts =
        {};
    std::function<std::unique_ptr<Loss>(const Attributes&, const LossInputs&)> build = {};
    // The weights that it owns; null: none. What arrives is then no prediction by itself.
    std::function<std::vector<ParameterShape>(const Attributes&, const Signal& prediction)> parameters = {};
    std::function<bool(const Attributes&)> needsClassCounts = {}; // null: never
};

const std::vector<LossType>& lossTypes();
const LossType* findLossType(const std::string& id);

} // namespace engine

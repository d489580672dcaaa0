#pragma once

#include "engine/layers/layer_type.h"

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

// A layer with inputs, weights and a made-up loss, for tests that ask every layer the same questions.
namespace engine::trial {

// A shuffled ladder of distinct values in (low, high), none near 0, so that no small step crosses a kink
// there.
inline Tensor ladder(const Shape& shape, float low, float high, unsigned seed)
{
    std::vector<float> values(static_cast<std::size_t>(shape.elements()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float value = low + (high - low) * (float(i) + 0.5f) / float(values.size());
        values[i] = std::abs(value) < 0.06f ? std::copysign(0.06f + 0.2f * std::abs(value), value) : value;
    }
    std::shuffle(values.begin(), values.end(), std::mt19937(seed));
    return Tensor::of(shape, values);
}

inline Tensor idLadder(const Shape& shape)
{
    std::vector<std::int32_t> ids(static_cast<std::size_t>(shape.elements()));
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = std::int32_t(i * 7 % 5);
    return Tensor::ofIds(shape, ids);
}

struct Trial {
    const LayerType* type;
    LayerType::Example example;
    Signals outputSignals;
    std::unique_ptr<Layer> layer;
    std::vector<Tensor> inputs;
    std::vector<Tensor> outputWeights; // of the made-up loss: sum of weight * output
    Pass pass{.training = true, .key = {77}};
};

inline Trial makeTrial(const LayerType& type, const LayerType::Example& example, int batch, unsigned seed = 1)
{
    Trial t{&type, example, *type.infer(example.attributes, example.inputs), {}, {}, {}};
    t.layer = type.build(example.attributes, example.inputs);
    t.layer->initialize(RandomKey{seed});
    // Bias, gamma and moving averages start at 0 and 1, which would hide mistakes.
    for (Parameter& p : t.layer->parameters())
        if (p.value.shape().rank() == 1)
            p.value.copyFrom(
                ladder(p.value.shape(), p.name == "moving_variance" ? 0.5f : -0.6f, 1.4f, seed + 3));
    const bool sparse = example.attributes.contains("sparsity"); // wants activities between 0 and 1
    for (const Signal& signal : example.inputs)
        t.inputs.push_back(signal.type == ElementType::Int32
                               ? idLadder(signal.shape.withBatch(batch))
                               : ladder(signal.shape.withBatch(batch), sparse ? 0.2f : -1.7f,
                                        sparse ? 0.8f : 1.9f, seed + unsigned(t.inputs.size())));
    for (const Signal& signal : t.outputSignals)
        t.outputWeights.push_back(ladder(signal.shape.withBatch(batch), -0.9f, 1.3f, seed + 9));
    return t;
}

inline std::vector<Tensor> forward(Trial& t)
{
    std::vector<Tensor> outputs(t.outputSignals.size());
    for (KeptState& kept : t.layer->state())
        kept.value = {};
    t.layer->forward(t.inputs, outputs, t.pass);
    return outputs;
}

inline std::vector<Tensor> backward(Trial& t)
{
    std::vector<Tensor> gradients, inputGradients(t.inputs.size());
    for (const Tensor& weights : t.outputWeights)
        gradients.push_back(weights.clone()); // may be overwritten
    t.layer->backward(gradients, inputGradients, t.pass);
    return inputGradients;
}

inline double lossOf(Trial& t)
{
    double loss = 0;
    const auto outputs = forward(t);
    for (std::size_t o = 0; o < outputs.size(); ++o)
        for (std::size_t i = 0; i < outputs[o].values().size(); ++i)
            loss += double(outputs[o].values()[i]) * double(t.outputWeights[o].values()[i]);
    if (const Tensor own = t.layer->ownLoss(); !own.empty())
        loss += double(own.item());
    return loss;
}

// The slope of the loss along one value, by differences that cancel the error of second order (Richardson);
// NaN where two step sizes disagree, which happens at a kink.
template <class Loss>
double slopeByDifferences(float& value, const Loss& loss)
{
    const float before = value;
    const auto slope = [&](float h) {
        value = before + h;
        const double up = loss();
        const float high = value;
        value = before - h;
        const double down = loss();
        const double width = double(high) - double(value);
        value = before;
        return (up - down) / width;
    };
    const double wide = slope(0.02f), narrow = slope(0.01f);
    if (std::abs(wide - narrow) > 0.02 * (1 + std::abs(narrow)))
        return std::nan("");
    return (4 * narrow - wide) / 3;
}

inline std::string describeExample(const LayerType& type, std::size_t index)
{
    std::string text = type.id + " " + std::to_string(index);
    for (const auto& [key, value] : type.examples[index].attributes)
        text += " " + key + "=" + toText(value);
    return text;
}

inline bool sameBits(const Tensor& a, const Tensor& b)
{
    return a.shape() == b.shape() && a.size() == b.size() &&
        std::memcmp(a.data(), b.data(), std::size_t(a.size()) * 4) == 0;
}

} // namespace engine::trial

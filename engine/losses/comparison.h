#pragma once

#include "engine/losses/describe.h"

namespace engine {

// How a sample's elements become one figure; the batch always counts by its mean.
inline Limits reductionLimits()
{
    return {.choices = {"mean", "sum"}, .choiceTitles = {TR("Mean"), TR("Sum")}};
}

template <class Options>
BoundField<Options> reductionField(std::string Options::*member)
{
    return field(
        "reduction", member, TR("Over the elements"), reductionLimits(), {},
        TR("Whether the values of one sample are averaged or added up; the batch is always averaged."));
}

template <class Options>
BoundField<Options> fromLogitsField(bool Options::*member)
{
    return field("from_logits", member, TR("From logits"), {}, {},
                 TR("The layer before gives raw scores; the loss turns them into probabilities itself."));
}

template <class Options>
BoundField<Options> smoothingField(double Options::*member)
{
    return field("label_smoothing", member, TR("Label smoothing"), {.min = 0, .max = 1, .step = 0.05}, {},
                 TR("How much of each target is spread evenly over all classes."));
}

// weight over what the sum is divided by.
float elementFactor(const Tensor& prediction, const std::string& reduction, float weight);
float rowFactor(const Tensor& prediction, float weight); // rows run over the last axis

// The tensors a loss writes: makes those that are missing. The gradient is empty when nobody wants it.
Tensor prepared(const Tensor& prediction, Tensor& loss, Tensor* gradient);

// A target that is compared with the prediction value by value: numbers in the same shape, up to axes of size
// 1, or either of them flat.
Result<void> acceptsSameShape(const std::string& title, const Signal& prediction, const Signal& target);
// One class id for each row of the prediction.
Result<void> acceptsClassIds(const std::string& title, const Signal& prediction, const Signal& target);

} // namespace engine

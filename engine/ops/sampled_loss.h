#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// The classes that each sample of a batch is compared with: its own and some drawn at random.
struct SampledClasses {
    Tensor targets; // ids, one for each sample; an id beyond the classes takes its sample out
    Tensor negatives; // ids: [count], all different, for the whole batch, or [batch, count] for each sample
    Tensor targetShift, negativeShift; // subtracted from the scores; shaped like the ids, or empty
    bool skipsHits = false; // a negative that is the target does not count
};

// What sampledLogistic() writes besides the loss. Only rows of classes that were compared get a gradient.
struct SampledGradients {
    bool wantsInput = false, wantsWeights = false;
    Tensor x; // shaped like x
    Tensor rows; // ids [k], all different; empty: none
    Tensor kernel, bias; // [k, features], [k]
    Tensor seen; // scratch, kept from call to call
};

// Scores z = x kernel[class] + bias[class] - shift of the sample's target and of its negatives;
// loss = factor * the sum over samples of softplus(-z target) + the sum of softplus(z negative): logistic
// regression of true against drawn classes (Gutmann, Hyvarinen 2010; Mikolov et al. 2013). x is [batch,
// features], kernel [classes, features], bias [classes]. Sums are added in a fixed order.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Tensor& bias, const SampledClasses& chosen,
                     float factor, Tensor& loss, SampledGradients& gradients)>
    sampledLogistic;

} // namespace engine::ops

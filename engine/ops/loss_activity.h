#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// A price on what a layer gives: l1 |x| + l2 x^2 summed over a sample's elements, and sparsity * KL(target ||
// mean) summed over the units, where mean is a unit's mean over the batch, clipped to [1e-7, 1 - 1e-7] (Ng
// 2011).
struct ActivityPenalty {
    float l1 = 0, l2 = 0, sparsity = 0, target = 0.05f;
    bool empty() const { return l1 == 0 && l2 == 0 && sparsity == 0; }
};

// Writes the price, averaged over the batch (first axis), to the scalar loss. slopes, one value a unit, keeps
// what the way back needs.
extern const Op<void(const Tensor& x, const ActivityPenalty& penalty, Tensor& slopes, Tensor& loss)>
    activityPenalty;
// gradX = gradY + the price's gradient; gradX may be gradY.
extern const Op<void(const Tensor& x, const ActivityPenalty& penalty, const Tensor& slopes,
                     const Tensor& gradY, Tensor& gradX)>
    activityPenaltyBackward;

} // namespace engine::ops

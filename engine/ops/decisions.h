#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// How often predictions say what is true, counted where they lie.

// Rows of a prediction [..., classes]: hits = {rows whose likeliest class is the true one, rows whose true
// class is among the five likeliest, sum of -ln max(1e-7, chance of the true class)}. The target names a
// row's class by its id, by the largest of as many values as there are classes, or, of a single value, as 0
// or 1 (beyond 0.5). Of equal values the first is the largest; a class beyond the row is never hit and gives
// no third part.
extern const Op<void(const Tensor& prediction, const Tensor& target, Tensor& hits)> classHits;

// Scalar: elements of the prediction that are beyond 0.5 where the target (numbers or ids) is, and not where
// it is not.
extern const Op<void(const Tensor& prediction, const Tensor& target, Tensor& hits)> yesNoHits;

} // namespace engine::ops

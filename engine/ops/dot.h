#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// products[row] = a[row] . b[row], over the last axis.
extern const Op<void(const Tensor& a, const Tensor& b, Tensor& products)> dotRows;
// gradA[row] = gradient[row] * b[row], gradB[row] = gradient[row] * a[row]
extern const Op<void(const Tensor& a, const Tensor& b, const Tensor& gradient, Tensor& gradA, Tensor& gradB)>
    dotRowsBackward;

// Rows divided by their lengths over the last axis, as Keras does: a shorter length counts as the shortest.
// One factor a row is kept for the way back.
constexpr float shortestLength = 1e-7f;
extern const Op<void(const Tensor& x, Tensor& factors, Tensor& y)> unitRows;
// gradX = factor * (gradY - y (y . gradY)); without the second part where the length did not count.
extern const Op<void(const Tensor& y, const Tensor& factors, const Tensor& gradY, Tensor& gradX)>
    unitRowsBackward;

} // namespace engine::ops

#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

extern const Op<void(Tensor& out, float value)> fill;
extern const Op<void(const Tensor& a, const Tensor& b, Tensor& sum)> add; // sum may be a or b
extern const Op<void(const Tensor& a, const Tensor& b, Tensor& product)> multiply; // product may be a or b
// out += scale * a
extern const Op<void(const Tensor& a, float scale, Tensor& out)> accumulate;
// out = scale * a + shift; out may be a
extern const Op<void(const Tensor& a, float scale, float shift, Tensor& out)> affine;
// out += a * b, element by element
extern const Op<void(const Tensor& a, const Tensor& b, Tensor& out)> accumulateProduct;

// sums[c] = scale * sums[c] + sum over all rows of x[row, c], where the last axis of x is c.
extern const Op<void(const Tensor& x, float scale, Tensor& sums)> sumRows;

// Scalars: out = scale * out + factor * sum of x (of x squared, of |x|). Summed in a fixed order.
extern const Op<void(const Tensor& x, float factor, float scale, Tensor& out)> sum;
extern const Op<void(const Tensor& x, float factor, float scale, Tensor& out)> sumSquares;
extern const Op<void(const Tensor& x, float factor, float scale, Tensor& out)> sumAbsolute;
// out += scale * sign(x), with sign(0) = 0
extern const Op<void(const Tensor& x, float scale, Tensor& out)> accumulateSign;

// Copies `count` columns of source (as [rows, columns], last axis = columns) from column `from` to column
// `to` of target, scaling what is there first: target = scale * target + source.
extern const Op<void(const Tensor& source, int from, int count, float scale, Tensor& target, int to)>
    copyColumns;

// Scalar: how many values of x are infinite or no number.
extern const Op<void(const Tensor& x, Tensor& count)> countUnfinite;
// True when there are none (a synchronising check, once per epoch or on request).
bool allFinite(const Tensor& x);

} // namespace engine::ops

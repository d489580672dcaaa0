#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// out = x, limited to [-limit, limit]; out may be x.
extern const Op<void(const Tensor& x, float limit, Tensor& out)> clip;

// From a scalar sum of squares: what shortens a vector of that length to `limit`, or 1 when it is no longer
// (Pascanu, Mikolov, Bengio 2013).
extern const Op<void(const Tensor& sumOfSquares, float limit, Tensor& scale)> clippingScale;

} // namespace engine::ops

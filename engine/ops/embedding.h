#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// out[..., :] = table[ids[...], :]; zeros where the table has no such row.
extern const Op<void(const Tensor& table, const Tensor& ids, Tensor& out)> lookUp;

// The gradient of the table: zeros, and in every row that was looked up the sum of what arrives at its
// places, added in their order.
extern const Op<void(const Tensor& gradOut, const Tensor& ids, Tensor& gradTable)> lookUpBackward;

// mask = 1 where an id is not 0, else 0.
extern const Op<void(const Tensor& ids, Tensor& mask)> maskOfIds;

} // namespace engine::ops

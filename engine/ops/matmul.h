#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// out = scale * out + op(a) * op(b), where op transposes on request. All tensors count as matrices: leading
// axes folded, last axis as columns. out must not overlap a or b. With scale 0 old values of out are ignored.
extern const Op<void(const Tensor& a, bool transposeA, const Tensor& b, bool transposeB, float scale,
                     Tensor& out)>
    matmul;

// The same, computed with Eigen: the plain path that matmul is tested and measured against.
void matmulPlain(const Tensor& a, bool transposeA, const Tensor& b, bool transposeB, float scale,
                 Tensor& out);

} // namespace engine::ops

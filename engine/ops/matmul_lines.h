#pragma once

#include "engine/ops/matmul_kernel.h"

namespace engine::ops {

// out = scale * out + left * right for parts of matrices: the general product that matmul is made of.
void multiplyLines(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block);

} // namespace engine::ops

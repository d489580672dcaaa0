#pragma once

#include "engine/ops/op.h"

#include <cstdint>
#include <span>

namespace engine::ops {

// out[i] = source[rows[i]] along the first axis; values or ids. Host memory only.
void gatherRows(const Tensor& source, std::span<const std::int32_t> rows, Tensor& out);

} // namespace engine::ops

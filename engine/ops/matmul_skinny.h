#pragma once

#include "engine/ops/matmul_kernel.h"

// Products that do not repay packing: every value of the right side is used only a few times.
namespace engine::ops {

// At most so many rows on the left count as few.
constexpr std::int64_t fewRows = 4;
void multiplyFewRows(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block);

// For results too small to set anything up.
void multiplyPlainly(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block);

} // namespace engine::ops

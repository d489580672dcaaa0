#pragma once

#include "engine/ops/op.h"

#include <cstdint>
#include <span>

// Takes samples out of a data set in host memory into a batch, in parallel.
namespace engine::ops {

// out[i] = scale * source[rows[i]], where source holds rows of rowSize bytes one after another and out is
// [rows.size(), ... rowSize values in all].
void gatherBytes(const std::uint8_t* source, std::int64_t rowSize, std::span<const std::int32_t> rows,
                 float scale, Tensor& out);

// out[i] = source[rows[i]] along the first axis; values or ids.
void gatherRows(const Tensor& source, std::span<const std::int32_t> rows, Tensor& out);

} // namespace engine::ops

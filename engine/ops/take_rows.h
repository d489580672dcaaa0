#pragma once

#include "engine/ops/op.h"

#include <span>

// Takes samples out of a column of a data set into a batch.
namespace engine::ops {

// How the rows of a column lie in memory, and what becomes of their values.
struct ColumnLayout {
    enum class Values : std::uint8_t {
        Bytes, // pixels: read as value / 255
        Floats, // as they are
        Ids, // as they are
        IdsAsNumbers, // the same numbers as floats
        OneHot // each id spread to `oneHot` floats, of which its own is 1; an id beyond them is all zeros
    };
    Values values = Values::Floats;
    std::int64_t first = 0, stride = 0; // row r begins at first + r * stride
    std::int64_t size = 0; // values that a row takes of the column
    int oneHot = 0;

    std::int64_t sizeInBatch() const { return values == Values::OneHot ? size * oneHot : size; }
};

// out[i] = row rows[i] of the column, whose values are kept in `data`: bytes four to an element.
extern const Op<void(const Tensor& data, const Tensor& rows, const ColumnLayout& layout, Tensor& out)>
    takeRows;

// The same for values in host memory that no tensor holds; by one thread where the batch is small, so that a
// thread that prepares batches never waits for those that train.
void takeRowsFrom(const void* data, std::span<const std::int32_t> rows, const ColumnLayout& layout,
                  Tensor& out);

} // namespace engine::ops

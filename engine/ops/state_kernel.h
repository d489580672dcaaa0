#pragma once

#include "engine/ops/matmul_kernel.h"
#include "engine/tensor/tensor.h"

namespace engine::ops {

// Rows of a matrix, `step` floats apart.
template <class Value>
struct Rows {
    Value* data;
    std::int64_t step;
};

// The right side of a product that few rows meet again and again, step after step: laid out once for the
// tiles, small enough in pieces to stay near the processor.
class StateKernel {
public:
    StateKernel() = default;
    // Line i is column i of the right side. For so few uses (rows in all) it may stay where it is.
    StateKernel(const Lines& columns, std::int64_t depth, std::int64_t uses);

    // out += left * right, for `count` rows.
    void add(int count, Rows<const float> left, Rows<float> out) const;

private:
    struct Panel {
        const float* values;
        std::int64_t step; // from depth to depth
        int columns, width;
    };
    Panel panel(std::int64_t chunk, std::int64_t i) const;
    std::int64_t panels() const;
    std::int64_t depthOf(std::int64_t chunk) const;
    void pack(std::int64_t chunk, std::int64_t i);

    Lines m_columns{};
    std::int64_t m_depth = 0, m_chunks = 0, m_chunkDepth = 0, m_slot = 0;
    bool m_inPlace = false; // all but the last panel, when that is narrow
    Tensor m_packed;
};

} // namespace engine::ops

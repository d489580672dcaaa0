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

// The right side of products whose left rows come a few at a time, and stay as they lie: laid out once for
// the tiles, in pieces that fit beside them into the first-level cache.
class PackedKernel {
public:
    PackedKernel() = default;
    // Line i is column i of the right side. For so few uses (rows in all) it may stay where it is.
    PackedKernel(const Lines& columns, std::int64_t depth, std::int64_t uses);

    // For `count` rows, out += left * right, and out = left * right.
    void add(int count, Rows<const float> left, Rows<float> out) const { multiply(count, left, out, true); }
    void set(int count, Rows<const float> left, Rows<float> out) const { multiply(count, left, out, false); }

private:
    struct Panel {
        const float* values;
        std::int64_t step; // from depth to depth
        std::int64_t depth;
        int columns, width;
    };
    void multiply(int count, Rows<const float> left, Rows<float> out, bool adds) const;
    static void multiplyTile(const Panel& right, int rows, Rows<const float> left, Rows<float> out,
                             bool adds);
    Panel panel(std::int64_t chunk, std::int64_t i) const;
    std::int64_t panels() const;
    std::int64_t slot(std::int64_t chunk, std::int64_t panel) const; // where it is packed
    std::int64_t depthOf(std::int64_t chunk) const;
    void pack(std::int64_t chunk, std::int64_t i);

    Lines m_columns{};
    std::int64_t m_depth = 0, m_chunks = 0, m_chunkDepth = 0, m_slot = 0;
    std::int64_t m_firstPacked = 0; // panels before it are read where they lie
    Tensor m_packed;
};

} // namespace engine::ops

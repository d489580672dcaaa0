#pragma once

#include "engine/ops/vector.h"

#include <algorithm>
#include <array>

// The inner part of a matrix product: a block of the result stays in registers while one column of a panel of
// the left matrix after the other meets one row of a panel of the right (Goto, van de Geijn 2008).
namespace engine::ops {

#if defined(__AVX512F__)
constexpr int maxTileRows = 14; // 28 of 32 registers add up
#elif defined(__AVX__)
constexpr int maxTileRows = 6; // 12 of 16
#else
constexpr int maxTileRows = 4; // 8 of 16: without fused multiply-add products need registers, too
#endif
constexpr int tileVectors = 2;
constexpr int tileColumns = tileVectors * vectorLanes;

// One side of a product as lines: rows of the left matrix or columns of the right one, each as long as the
// product is deep. One of the two steps is 1.
struct Lines {
    const float* data;
    std::int64_t count;
    std::int64_t lineStep;
    std::int64_t depthStep;
    std::int64_t extent; // values from data to the end of the matrix

    Lines from(std::int64_t line, std::int64_t depth) const
    {
        const std::int64_t offset = line * lineStep + depth * depthStep;
        return {data + offset, count - line, lineStep, depthStep, extent - offset};
    }
};

// Where a block of the result goes: `step` floats from row to row, added to `scale` times what is there (0
// ignores it).
struct OutBlock {
    float* out;
    std::int64_t step;
    float scale;
};

// out = scale * out + left * right, where left is [depth][rows] and right has rows `rightStep` floats apart.
template <int rows, int vectors>
void multiplyTile(std::int64_t depth, const float* left, const float* right, std::int64_t rightStep,
                  OutBlock block)
{
    Vector sums[rows][vectors] = {};
    for (std::int64_t k = 0; k < depth; ++k) {
        Vector row[vectors];
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
            row[v] = load(right + v * vectorLanes);
#pragma GCC unroll 16
        for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
            for (int v = 0; v < vectors; ++v)
                sums[r][v] += left[r] * row[v];
        left += rows;
        right += rightStep;
    }

#pragma GCC unroll 16
    for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            float* const to = block.out + r * block.step + v * vectorLanes;
            store(to, block.scale == 0.0f ? sums[r][v] : block.scale * load(to) + sums[r][v]);
        }
}

using TileFunction = void (*)(std::int64_t, const float*, const float*, std::int64_t, OutBlock);

// multiplyTile for a number of rows from 1 to maxTileRows.
template <int vectors>
inline TileFunction tileFunction(int rows)
{
    static constexpr auto table = []<int... row>(std::integer_sequence<int, row...>)
    {
        return std::array<TileFunction, maxTileRows>{multiplyTile<row + 1, vectors>...};
    }
    (std::make_integer_sequence<int, maxTileRows>());
    return table[std::size_t(rows - 1)];
}

// Vectors are written whole, so a packed panel needs this much room behind it.
constexpr std::int64_t panelSlack = 2 * vectorLanes;

// panel[k * width + i] = line i at depth k, for i < count <= width; the rest of the width is zero.
void packPanel(const Lines& lines, int count, int width, std::int64_t depth, float* panel);

} // namespace engine::ops

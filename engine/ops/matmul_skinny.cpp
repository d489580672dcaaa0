#include "engine/ops/matmul_skinny.h"

#include "engine/ops/loops.h"

namespace engine::ops {

namespace {

constexpr int stripVectors = 4;
constexpr int stripColumns = stripVectors * vectorLanes;
constexpr std::int64_t pieceValues = 65536; // of the right side; worth waking a thread for

// Columns lie side by side: a strip of the result stays in registers while the right side is read once, in
// place.
template <int rows>
void multiplyStrips(const float* left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    const std::int64_t grain = std::max<std::int64_t>(1, pieceValues / (depth * stripColumns)) * stripColumns;
    parallelRanges(right.count, grain, [&](std::int64_t first, std::int64_t last) {
        std::int64_t j = first;
        const auto at = [&] { return OutBlock{block.out + j, block.step, block.scale}; };
        for (; j + stripColumns <= last; j += stripColumns)
            multiplyTile<rows, stripVectors>(depth, left, right.data + j, right.depthStep, at());
        for (; j + vectorLanes <= last; j += vectorLanes)
            multiplyTile<rows, 1>(depth, left, right.data + j, right.depthStep, at());
        Lines rest = right.from(j, 0);
        rest.count = last - j;
        multiplyPlainly({left, rows, 1, rows, depth * rows}, rest, depth, at());
    });
}

float laneSum(Vector v)
{
    for (int width = vectorLanes / 2; width > 0; width /= 2)
        for (int lane = 0; lane < width; ++lane)
            v[lane] += v[lane + width];
    return v[0];
}

// Dot products of all rows with `lines` neighbouring columns that each lie in one piece.
template <int rows, int lines>
void multiplyDots(const float* left, const float* right, std::int64_t lineStep, std::int64_t depth,
                  const OutBlock& block)
{
    Vector sums[rows][lines] = {};
    std::int64_t k = 0;
    for (; k + vectorLanes <= depth; k += vectorLanes) {
        Vector row[rows];
#pragma GCC unroll 4
        for (int r = 0; r < rows; ++r)
            row[r] = load(left + r * depth + k);
#pragma GCC unroll 4
        for (int line = 0; line < lines; ++line) {
            const Vector column = load(right + line * lineStep + k);
#pragma GCC unroll 4
            for (int r = 0; r < rows; ++r)
                sums[r][line] += row[r] * column;
        }
    }
    for (int r = 0; r < rows; ++r)
        for (int line = 0; line < lines; ++line) {
            float sum = laneSum(sums[r][line]);
            for (std::int64_t i = k; i < depth; ++i)
                sum += left[r * depth + i] * right[line * lineStep + i];
            float& to = block.out[r * block.step + line];
            to = block.scale == 0.0f ? sum : block.scale * to + sum;
        }
}

template <int rows>
void multiplyLongLines(const float* left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    constexpr int together = 4;
    const std::int64_t grain = std::max<std::int64_t>(1, pieceValues / (depth * together)) * together;
    parallelRanges(right.count, grain, [&](std::int64_t first, std::int64_t last) {
        std::int64_t j = first;
        const auto at = [&] { return OutBlock{block.out + j, block.step, block.scale}; };
        for (; j + together <= last; j += together)
            multiplyDots<rows, together>(left, right.data + j * right.lineStep, right.lineStep, depth, at());
        for (; j < last; ++j)
            multiplyDots<rows, 1>(left, right.data + j * right.lineStep, right.lineStep, depth, at());
    });
}

template <int rows>
void multiplyRows(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    Tensor copy({int(depth * rows + panelSlack)});
    if (right.depthStep == 1) {
        for (int r = 0; r < rows; ++r)
            for (std::int64_t k = 0; k < depth; ++k)
                copy.data()[r * depth + k] = left.data[r * left.lineStep + k * left.depthStep];
        multiplyLongLines<rows>(copy.data(), right, depth, block);
    } else {
        packPanel(left, rows, rows, depth, copy.data());
        multiplyStrips<rows>(copy.data(), right, depth, block);
    }
}

} // namespace

void multiplyPlainly(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    for (std::int64_t i = 0; i < left.count; ++i)
        for (std::int64_t j = 0; j < right.count; ++j) {
            const float* const a = left.data + i * left.lineStep;
            const float* const b = right.data + j * right.lineStep;
            float sum = 0;
            for (std::int64_t k = 0; k < depth; ++k)
                sum += a[k * left.depthStep] * b[k * right.depthStep];
            float& to = block.out[i * block.step + j];
            to = block.scale == 0.0f ? sum : block.scale * to + sum;
        }
}

void multiplyFewRows(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    switch (left.count) {
    case 1:
        return multiplyRows<1>(left, right, depth, block);
    case 2:
        return multiplyRows<2>(left, right, depth, block);
    case 3:
        return multiplyRows<3>(left, right, depth, block);
    default:
        return multiplyRows<4>(left, right, depth, block);
    }
}

} // namespace engine::ops

#pragma once

#include "engine/base/parallel.h"
#include "engine/tensor/tensor.h"

#include <algorithm>
#include <array>
#include <cstdint>

// Shared by the CPU implementations of the operations. Pieces depend on sizes only, never on the number of
// threads.
namespace engine::ops {

// So many elements keep one core busy for a few microseconds, which is what waking a second one costs.
constexpr std::int64_t elementGrain = 16384;

inline std::int64_t divideUp(std::int64_t a, std::int64_t b)
{
    return (a + b - 1) / b;
}

// All axes but the last, folded.
inline std::int64_t rowCount(const Tensor& x)
{
    std::int64_t rows = 1;
    for (int axis = 0; axis + 1 < x.shape().rank(); ++axis)
        rows *= x.shape()[axis];
    return rows;
}

// body(i) for every i in [0, count); must not depend on other elements it writes.
template <class Body>
void forElements(std::int64_t count, const Body& body)
{
    parallelRanges(count, elementGrain, [&body](std::int64_t first, std::int64_t last) {
        const Body local = body; // scalars it captured stay in registers
#pragma GCC ivdep
        for (std::int64_t i = first; i < last; ++i)
            local(i);
    });
}

// body(row) for every row of a [rows, columns] matrix.
template <class Body>
void forRows(std::int64_t rows, std::int64_t columns, const Body& body)
{
    const std::int64_t grain = std::max<std::int64_t>(1, elementGrain / std::max<std::int64_t>(1, columns));
    parallelRanges(rows, grain, [&body](std::int64_t first, std::int64_t last) {
        for (std::int64_t row = first; row < last; ++row)
            body(row);
    });
}

// Sum of value(i) over [first, last), in eight interleaved lanes of doubles.
template <class Value>
double sumRange(std::int64_t first, std::int64_t last, const Value& value)
{
    constexpr int lanes = 8;
    std::array<double, lanes> sums{};
    std::int64_t i = first;
    for (; i + lanes <= last; i += lanes)
        for (int lane = 0; lane < lanes; ++lane)
            sums[std::size_t(lane)] += double(value(i + lane));
    for (; i < last; ++i)
        sums[0] += double(value(i));
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

// Sum of value(i) over [0, count): at most 256 pieces, added in order.
template <class Value>
double sumElements(std::int64_t count, const Value& value)
{
    constexpr std::int64_t maxPieces = 256;
    const std::int64_t piece = std::max(elementGrain, divideUp(count, maxPieces));
    std::array<double, maxPieces> partial{};
    parallelRanges(count, piece, [&](std::int64_t first, std::int64_t last) {
        partial[std::size_t(first / piece)] = sumRange(first, last, value);
    });
    double total = 0;
    for (double part : partial)
        total += part;
    return total;
}

// finish(column, sum of value(row, column) over all rows) for every column. Long columns are cut into at most
// 64 pieces of rows whose sums are added in order.
template <class Value, class Finish>
void reduceColumns(std::int64_t rows, std::int64_t columns, const Value& value, const Finish& finish)
{
    constexpr std::int64_t width = 256;
    const std::int64_t blocks = divideUp(columns, width);
    const std::int64_t height =
        std::max({std::int64_t{128}, divideUp(rows, 64), elementGrain / std::max<std::int64_t>(1, columns)});
    const std::int64_t pieces = std::max<std::int64_t>(1, divideUp(rows, height));
    Tensor partial = pieces > 1 ? Tensor({int(pieces), int(columns)}) : Tensor();
    float* const parts = partial.data();

    const auto sumBlock = [&](std::int64_t task) {
        const std::int64_t left = task % blocks * width;
        const std::int64_t count = std::min(width, columns - left);
        const std::int64_t top = task / blocks * height;
        const std::int64_t bottom = std::min(rows, top + height);
        std::array<float, width> sums;
        std::fill_n(sums.begin(), count, 0.0f);
        const Value local = value;
        for (std::int64_t row = top; row < bottom; ++row)
            for (std::int64_t i = 0; i < count; ++i)
                sums[std::size_t(i)] += local(row, left + i);
        for (std::int64_t i = 0; i < count; ++i)
            if (pieces > 1)
                parts[task / blocks * columns + left + i] = sums[std::size_t(i)];
            else
                finish(left + i, sums[std::size_t(i)]);
    };
    if (rows * columns < 2 * elementGrain) {
        for (std::int64_t task = 0; task < blocks * pieces; ++task)
            sumBlock(task);
    } else {
        parallel(blocks * pieces, sumBlock);
    }
    if (pieces > 1)
        for (std::int64_t column = 0; column < columns; ++column) {
            float sum = 0;
            for (std::int64_t piece = 0; piece < pieces; ++piece)
                sum += parts[piece * columns + column];
            finish(column, sum);
        }
}

} // namespace engine::ops

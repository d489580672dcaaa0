#include "engine/ops/convolution_gradient.h"

#include "engine/ops/loops.h"

#include <array>

namespace engine::ops {

namespace {

// Values of the windows of one picture, and the gradients beside them.
struct GradientTask {
    int rows, columns;
    std::int64_t rowStep, pixelStep; // of windows
    std::int64_t gradStep; // of pixels of the gradient
    std::int64_t sumStep; // of rows of the sums
};

// sums[value][filter] += sum over all pixels of window[value] * gradient[filter], for a block of both that
// stays in registers.
template <int values, int vectors>
void gradientTile(const GradientTask& task, const float* picture, const float* gradient, float* sums)
{
    Vector block[values][vectors];
#pragma GCC unroll 16
    for (int i = 0; i < values; ++i)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
            block[i][v] = load(sums + i * task.sumStep + v * vectorLanes);
    for (int y = 0; y < task.rows; ++y) {
        const float* window = picture + y * task.rowStep;
        for (int x = 0; x < task.columns; ++x, window += task.pixelStep, gradient += task.gradStep) {
            Vector row[vectors];
#pragma GCC unroll 4
            for (int v = 0; v < vectors; ++v)
                row[v] = load(gradient + v * vectorLanes);
#pragma GCC unroll 16
            for (int i = 0; i < values; ++i)
#pragma GCC unroll 4
                for (int v = 0; v < vectors; ++v)
                    block[i][v] += window[i] * row[v];
        }
    }
#pragma GCC unroll 16
    for (int i = 0; i < values; ++i)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
            store(sums + i * task.sumStep + v * vectorLanes, block[i][v]);
}

using GradientTile = void (*)(const GradientTask&, const float*, const float*, float*);

template <int vectors>
GradientTile gradientTileOf(int values)
{
    static constexpr auto table = []<int... value>(std::integer_sequence<int, value...>)
    {
        return std::array<GradientTile, maxTileRows>{gradientTile<value + 1, vectors>...};
    }
    (std::make_integer_sequence<int, maxTileRows>());
    return table[std::size_t(values - 1)];
}

} // namespace

void addKernelGradient(const Sweep& sweep, const float* picture, const float* gradY, std::int64_t step,
                       float* sums)
{
    const GradientTask task{sweep.rows, sweep.columns, sweep.rowStep, sweep.pixelStep, step, step};
    std::int64_t first = 0; // value of the window
    for (const Stretch& stretch : sweep.stretches) {
        const std::int64_t tiles = divideUp(stretch.length, maxTileRows);
        for (std::int64_t tile = 0; tile < tiles; ++tile) {
            const std::int64_t begin = tile * stretch.length / tiles;
            const int values = int((tile + 1) * stretch.length / tiles - begin);
            const float* const windows = picture + sweep.from + stretch.offset + begin;
            for (std::int64_t filter = 0; filter < step; filter += tileColumns) {
                const bool half = step - filter < tileColumns;
                const GradientTile add =
                    half ? gradientTileOf<1>(values) : gradientTileOf<tileVectors>(values);
                add(task, windows, gradY + filter, sums + (first + begin) * step + filter);
            }
        }
        first += stretch.length;
    }
}

} // namespace engine::ops

#pragma once

#include "engine/ops/matmul_kernel.h"

#include <array>
#include <span>

// The inner part of a convolution: a block of pixels times filters stays in registers while the pixels'
// windows are read straight from the picture, without unrolling them first.
namespace engine::ops {

// Values that a window covers in a row: `length` of them, `offset` behind the window's first one.
struct Stretch {
    std::int64_t offset = 0;
    std::int64_t length = 0;
};

// A block of pixels is made of runs: pixels in a row, so that few addresses are needed.
constexpr int maxRunWidth = std::min(7, maxTileRows);
constexpr int maxRuns = 4;

// What all tiles of a sweep have in common.
struct TileTask {
    std::span<const Stretch> stretches; // in the order of the panel
    std::int64_t pixelStep; // floats between the windows of neighbouring pixels
    std::int64_t outStep; // floats between neighbouring pixels of the result
    const float* start; // what sums begin with, a value per filter of the panel; null: zero
    float floor; // smaller results become this
};

// to[run][pixel * outStep + filter] = start[filter] + sum of window values * panel[value][filter], for `runs`
// runs of `width` pixels, where from[run] is the window of a run's first pixel.
template <int width, int runs, int vectors>
void convolveTile(const TileTask& task, const float* const* from, float* const* to, const float* panel)
{
    Vector sums[runs * width][vectors];
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v) {
        const Vector start = task.start ? load(task.start + v * vectorLanes) : Vector{};
#pragma GCC unroll 16
        for (int i = 0; i < runs * width; ++i)
            sums[i][v] = start;
    }

    const std::int64_t step = task.pixelStep;
    for (const Stretch& stretch : task.stretches) {
        const float* windows[runs];
#pragma GCC unroll 4
        for (int r = 0; r < runs; ++r)
            windows[r] = from[r] + stretch.offset;
        for (std::int64_t k = 0; k < stretch.length; ++k) {
            Vector row[vectors];
#pragma GCC unroll 4
            for (int v = 0; v < vectors; ++v)
                row[v] = load(panel + v * vectorLanes);
#pragma GCC unroll 4
            for (int r = 0; r < runs; ++r)
#pragma GCC unroll 8
                for (int i = 0; i < width; ++i)
#pragma GCC unroll 4
                    for (int v = 0; v < vectors; ++v)
                        sums[r * width + i][v] += windows[r][i * step + k] * row[v];
            panel += vectors * vectorLanes;
        }
    }

#pragma GCC unroll 4
    for (int r = 0; r < runs; ++r)
#pragma GCC unroll 8
        for (int i = 0; i < width; ++i)
#pragma GCC unroll 4
            for (int v = 0; v < vectors; ++v) {
                const Vector sum = sums[r * width + i][v];
                store(to[r] + i * task.outStep + v * vectorLanes,
                      sum < task.floor ? task.floor - Vector{} : sum);
            }
}

using ConvolutionTile = void (*)(const TileTask&, const float* const*, float* const*, const float*);

// The tile of that size; null where it would not fit into the registers.
ConvolutionTile convolutionTile(int width, int runs, int vectors);

} // namespace engine::ops

#include "engine/ops/matmul_kernel.h"

namespace engine::ops {

namespace {

void packPlainly(const Lines& lines, int count, int width, std::int64_t first, std::int64_t depth,
                 float* panel)
{
    for (std::int64_t k = first; k < depth; ++k)
        for (int i = 0; i < width; ++i)
            panel[k * width + i] = i < count ? lines.data[i * lines.lineStep + k * lines.depthStep] : 0.0f;
}

// Lines lie side by side: copies one depth after the other. What a store writes past the width, the next
// overwrites.
void packAdjacent(const Lines& lines, int width, std::int64_t depth, float* panel)
{
    const int covered = (width + vectorLanes - 1) / vectorLanes * vectorLanes;
    const std::int64_t room = lines.extent - covered;
    const std::int64_t safe = room < 0 ? 0 : std::min(depth, room / lines.depthStep + 1);
    const float* from = lines.data;
    float* to = panel;
    if (covered == vectorLanes) {
        for (std::int64_t k = 0; k < safe; ++k, from += lines.depthStep, to += width)
            store(to, load(from));
    } else {
        for (std::int64_t k = 0; k < safe; ++k, from += lines.depthStep, to += width)
            for (int i = 0; i < width; i += vectorLanes)
                store(to + i, load(from + i));
    }
    packPlainly(lines, width, width, safe, depth, panel);
}

// Lines lie one after the other: transposes squares of values. The columns are written in order, as above.
void packTransposing(const Lines& lines, int count, int width, std::int64_t depth, float* panel)
{
    const std::int64_t whole = depth / vectorLanes * vectorLanes;
    for (std::int64_t k = 0; k < whole; k += vectorLanes)
        for (int first = 0; first < width; first += vectorLanes) {
            Vector square[vectorLanes];
#pragma GCC unroll 16
            for (int i = 0; i < vectorLanes; ++i)
                square[i] =
                    first + i < count ? load(lines.data + (first + i) * lines.lineStep + k) : Vector{};
            transpose(square);
#pragma GCC unroll 16
            for (int i = 0; i < vectorLanes; ++i)
                store(panel + (k + i) * width + first, square[i]);
        }
    packPlainly(lines, count, width, whole, depth, panel);
}

} // namespace

void packPanel(const Lines& lines, int count, int width, std::int64_t depth, float* panel)
{
    if (lines.depthStep == 1 && lines.lineStep != 1)
        packTransposing(lines, count, width, depth, panel);
    else if (lines.lineStep == 1 && count == width)
        packAdjacent(lines, width, depth, panel);
    else
        packPlainly(lines, count, width, 0, depth, panel);
}

} // namespace engine::ops

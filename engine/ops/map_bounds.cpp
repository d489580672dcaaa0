#include "engine/ops/map_bounds.h"

#include "engine/ops/loops.h"

#include <limits>
#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t piece = 8192;

template <int dimensions>
MapBounds boundsBetween(const float* y, std::int64_t first, std::int64_t last)
{
    MapBounds box;
    box.low.fill(std::numeric_limits<float>::infinity());
    box.high.fill(-std::numeric_limits<float>::infinity());
    for (std::int64_t i = first; i < last; ++i)
        for (std::size_t c = 0; c < dimensions; ++c) {
            const float v = y[i * dimensions + std::int64_t(c)];
            box.low[c] = v < box.low[c] ? v : box.low[c];
            box.high[c] = v > box.high[c] ? v : box.high[c];
        }
    return box;
}

} // namespace

float MapBounds::span() const
{
    float longest = 0;
    for (std::size_t c = 0; c < 3; ++c)
        if (high[c] > low[c])
            longest = std::max(longest, high[c] - low[c]);
    return longest;
}

MapBounds boundsOf(const Tensor& positions)
{
    const std::int64_t n = positions.rows();
    const float* const y = positions.data();
    std::vector<MapBounds> boxes(std::size_t(divideUp(n, piece)));
    parallelRanges(n, piece, [&](std::int64_t first, std::int64_t last) {
        boxes[std::size_t(first / piece)] =
            positions.columns() == 2 ? boundsBetween<2>(y, first, last) : boundsBetween<3>(y, first, last);
    });
    MapBounds all = boxes.front();
    for (const MapBounds& box : boxes)
        for (std::size_t c = 0; c < 3; ++c) {
            all.low[c] = std::min(all.low[c], box.low[c]);
            all.high[c] = std::max(all.high[c], box.high[c]);
        }
    return all;
}

} // namespace engine::ops

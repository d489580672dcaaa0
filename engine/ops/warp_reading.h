#pragma once

#include "engine/base/device_code.h"
#include "engine/ops/warp.h"

#include <algorithm>
#include <cmath>

// Where the pixels of a warped picture come from.
namespace engine::ops {

LOOM_DEVICE inline int reflected(int at, int size)
{
    const int period = 2 * size;
    at = (at % period + period) % period;
    return at < size ? at : period - 1 - at;
}

// A pixel on one axis and the share that is taken of it.
struct Neighbour {
    int pixel;
    float share;
};

// Beyond the border another pixel stands in, or pixel 0, of which nothing is taken.
LOOM_DEVICE inline Neighbour settled(Neighbour n, int size, const Warp& warp)
{
    if (n.pixel >= 0 && n.pixel < size) [[likely]]
        return n;
    if (warp.beyond == Beyond::Constant)
        return {0, 0};
    return {warp.beyond == Beyond::Nearest ? std::clamp(n.pixel, 0, size - 1) : reflected(n.pixel, size),
            n.share};
}

// The two pixels around a place on one axis.
struct Neighbours {
    Neighbour before, behind;
};

LOOM_DEVICE inline Neighbours around(float place, int size, const Warp& warp)
{
    constexpr float far = 1e8f; // no picture is as wide, and it fits an int
    place = std::clamp(warp.bilinear ? place : std::floor(place + 0.5f), -far, far);
    const float before = std::floor(place), share = place - before;
    const int at = static_cast<int>(before);
    return {settled({at, 1 - share}, size, warp), settled({at + 1, share}, size, warp)};
}

// Where one pixel of the warped picture reads: four places in the sample and the share of each.
struct Reading {
    std::int64_t at[4];
    float share[4];
    LOOM_DEVICE float missing() const { return 1 - ((share[0] + share[1]) + (share[2] + share[3])); }
};

struct PictureSizes {
    int samples, height, width, channels;
    explicit PictureSizes(const Shape& shape)
        : samples(shape[0]), height(shape[1]), width(shape[2]), channels(shape[3])
    {
    }
    LOOM_DEVICE std::int64_t rowSize() const { return std::int64_t{width} * channels; }
    LOOM_DEVICE std::int64_t size() const { return height * rowSize(); }
};

LOOM_DEVICE inline Reading readingOf(const float* map, int row, int column, const PictureSizes& p,
                                     const Warp& warp)
{
    const float r = float(row), c = float(column);
    const auto [above, below] = around(map[0] * r + map[1] * c + map[2], p.height, warp);
    const auto [left, right] = around(map[3] * r + map[4] * c + map[5], p.width, warp);
    const std::int64_t top = above.pixel * p.rowSize(), low = below.pixel * p.rowSize();
    const std::int64_t a = std::int64_t{left.pixel} * p.channels, b = std::int64_t{right.pixel} * p.channels;
    return {{top + a, top + b, low + a, low + b},
            {above.share * left.share, above.share * right.share, below.share * left.share,
             below.share * right.share}};
}

} // namespace engine::ops

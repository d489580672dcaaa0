#include "engine/ops/warp.h"

#include "engine/ops/pool_loops.h"

#include <cmath>

namespace engine::ops {

namespace {

int reflected(int at, int size)
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
inline Neighbour settled(Neighbour n, int size, const Warp& warp)
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

inline Neighbours around(float place, int size, const Warp& warp)
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
    float missing() const { return 1 - ((share[0] + share[1]) + (share[2] + share[3])); }
};

struct Pictures {
    int samples, height, width, channels;
    explicit Pictures(const Shape& shape)
        : samples(shape[0]), height(shape[1]), width(shape[2]), channels(shape[3])
    {
    }
    std::int64_t rowSize() const { return std::int64_t{width} * channels; }
    std::int64_t size() const { return height * rowSize(); }
};

inline Reading readingOf(const float* map, int row, int column, const Pictures& p, const Warp& warp)
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

void warpPictureOnCpu(const Tensor& x, const Tensor& maps, const Warp& warp, Tensor& y)
{
    assert(x.shape().rank() == 4 && maps.size() == 6 * std::int64_t{x.rows()} && x.size() == y.size());
    const Pictures p(x.shape());
    const float* const map = maps.data();
    const float* const from = x.data();
    float* const to = y.data();
    forPictureRows(p.samples, p.height, 8 * p.rowSize(), [=](std::int64_t sample, int row) {
        const float* const in = from + sample * p.size();
        float* out = to + sample * p.size() + row * p.rowSize();
        for (int column = 0; column < p.width; ++column, out += p.channels) {
            const Reading reading = readingOf(map + 6 * sample, row, column, p, warp);
            const float rest = warp.beyond == Beyond::Constant ? reading.missing() * warp.value : 0.0f;
            forChannels(p.channels, [&]<class Value>(int channel, Value) {
                const auto part = [&](int i) {
                    return read<Value>(in + reading.at[i] + channel) * reading.share[i];
                };
                write<Value>(out + channel, (part(0) + part(1)) + (part(2) + part(3)) + rest);
            });
        }
    });
}

// One piece is a sample's picture, because many pixels may have read the same one.
void warpPictureBackwardOnCpu(const Tensor& gradY, const Tensor& maps, const Warp& warp, Tensor& gradX)
{
    const Pictures p(gradX.shape());
    const float* const map = maps.data();
    const float* const from = gradY.data();
    float* const to = gradX.data();
    forRows(p.samples, 8 * p.size(), [=](std::int64_t sample) {
        const float* in = from + sample * p.size();
        float* const out = to + sample * p.size();
        std::fill(out, out + p.size(), 0.0f);
        for (int row = 0; row < p.height; ++row)
            for (int column = 0; column < p.width; ++column, in += p.channels) {
                const Reading reading = readingOf(map + 6 * sample, row, column, p, warp);
                for (int i = 0; i < 4; ++i)
                    for (int c = 0; c < p.channels; ++c)
                        out[reading.at[i] + c] += in[c] * reading.share[i];
            }
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Warp&, Tensor&)> warpPicture{"warpPicture",
                                                                               warpPictureOnCpu};
const Op<void(const Tensor&, const Tensor&, const Warp&, Tensor&)> warpPictureBackward{
    "warpPictureBackward", warpPictureBackwardOnCpu};

} // namespace engine::ops

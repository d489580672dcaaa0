#include "engine/ops/warp.h"

#include "engine/ops/pool_loops.h"

#include <cmath>

namespace engine::ops {

namespace {

// A place on one axis: the two pixels around it and how much of each it takes. A pixel beyond the border
// counts as pixel 0, of which nothing is taken.
struct Neighbours {
    int pixel[2];
    float share[2];
};

int reflected(int at, int size)
{
    const int period = 2 * size;
    at = (at % period + period) % period;
    return at < size ? at : period - 1 - at;
}

Neighbours around(float place, int size, const Warp& warp)
{
    constexpr float far = 1e8f; // no picture is as wide, and the next integer is still exact enough
    place = std::clamp(warp.bilinear ? place : std::floor(place + 0.5f), -far, far);
    const float before = std::floor(place);
    const int at = static_cast<int>(before);
    Neighbours found{{at, at + 1}, {1 - (place - before), place - before}};
    for (int i = 0; i < 2; ++i) {
        int& pixel = found.pixel[i];
        if (pixel >= 0 && pixel < size)
            continue;
        if (warp.beyond == Beyond::Constant)
            pixel = 0, found.share[i] = 0;
        else
            pixel = warp.beyond == Beyond::Nearest ? std::clamp(pixel, 0, size - 1) : reflected(pixel, size);
    }
    return found;
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

Reading readingOf(const float* map, int row, int column, const Pictures& p, const Warp& warp)
{
    const float r = float(row), c = float(column);
    const Neighbours rows = around(map[0] * r + map[1] * c + map[2], p.height, warp);
    const Neighbours columns = around(map[3] * r + map[4] * c + map[5], p.width, warp);
    Reading reading;
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) {
            reading.at[2 * i + j] = rows.pixel[i] * p.rowSize() + std::int64_t{columns.pixel[j]} * p.channels;
            reading.share[2 * i + j] = rows.share[i] * columns.share[j];
        }
    return reading;
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
            for (int c = 0; c < p.channels; ++c)
                out[c] = rest +
                    ((in[reading.at[0] + c] * reading.share[0] + in[reading.at[1] + c] * reading.share[1]) +
                     (in[reading.at[2] + c] * reading.share[2] + in[reading.at[3] + c] * reading.share[3]));
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

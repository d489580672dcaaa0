#include "engine/ops/warp.h"

#include "engine/ops/pool_loops.h"
#include "engine/ops/warp_reading.h"

namespace engine::ops {

namespace {

void warpPictureOnCpu(const Tensor& x, const Tensor& maps, const Warp& warp, Tensor& y)
{
    assert(x.shape().rank() == 4 && maps.size() == 6 * std::int64_t{x.rows()} && x.size() == y.size());
    const PictureSizes p(x.shape());
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
    const PictureSizes p(gradX.shape());
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

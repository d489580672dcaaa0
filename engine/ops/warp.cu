#include "engine/ops/warp.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/pictures.h"
#include "engine/ops/warp_reading.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void warpPictureCuda(const Tensor& x, const Tensor& maps, const Warp& warp, Tensor& y)
{
    const float* const map = maps.data();
    const float* const values = x.data();
    float* const out = y.data();
    const PictureSizes p(x.shape());
    cuda::forPictures(x.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const Reading reading = readingOf(map + 6 * std::int64_t{sample}, row, column, p, warp);
        const float* const picture = values + sample * p.size() + channel;
        const auto part = [&](int i) { return picture[reading.at[i]] * reading.share[i]; };
        const float rest = warp.beyond == Beyond::Constant ? reading.missing() * warp.value : 0.0f;
        const std::int64_t to = (std::int64_t{sample} * p.height + row) * p.width + column;
        out[to * p.channels + channel] = (part(0) + part(1)) + (part(2) + part(3)) + rest;
    });
}

constexpr int readingsAtOnce = 128; // by as many threads

// Of one pixel, with the bands of rows that its neighbours above and below belong to.
struct BandedReading {
    Reading reading;
    int bands[2];
};

// A block does a sample, because many pixels may have read the same one. Its threads work out what some
// pixels read; then each adds, in the order of pixels, what comes to its own channels and band (every so many
// rows).
static __global__ void warpBackwardKernel(const float* gradY, const float* maps, Warp warp, PictureSizes p,
                                          float* gradX)
{
    __shared__ BandedReading readings[readingsAtOnce];
    const int thread = int(threadIdx.x), pixels = p.height * p.width;
    const int together = std::min(p.channels, int(readingsAtOnce)), bands = readingsAtOnce / together;
    const std::int64_t sample = blockIdx.x;
    const float* gradient = gradY + sample * p.size();
    float* const sums = gradX + sample * p.size();
    for (std::int64_t i = thread; i < p.size(); i += readingsAtOnce)
        sums[i] = 0;
    for (int first = 0; first < pixels; first += readingsAtOnce) {
        if (const int pixel = first + thread; pixel < pixels) {
            const Reading reading = readingOf(maps + 6 * sample, pixel / p.width, pixel % p.width, p, warp);
            const auto bandOf = [&](std::int64_t at) { return int(at / p.rowSize() % bands); };
            readings[thread] = {reading, {bandOf(reading.at[0]), bandOf(reading.at[2])}};
        }
        __syncthreads();
        const int count = std::min(int(readingsAtOnce), pixels - first);
        for (int i = 0; i < count; ++i, gradient += p.channels)
            for (int part = 0; part < 4; ++part)
                if (readings[i].bands[part / 2] == thread / together)
                    for (int c = thread % together; c < p.channels; c += together)
                        sums[readings[i].reading.at[part] + c] +=
                            gradient[c] * readings[i].reading.share[part];
        __syncthreads();
    }
}

static void warpPictureBackwardCuda(const Tensor& gradY, const Tensor& maps, const Warp& warp, Tensor& gradX)
{
    const PictureSizes p(gradX.shape());
    cuda::launch(warpBackwardKernel, {dim3(unsigned(p.samples)), dim3(readingsAtOnce)}, gradY.data(),
                 maps.data(), warp, p, gradX.data());
}

static const cuda::OnCuda attachWarpPicture(warpPicture, warpPictureCuda);
static const cuda::OnCuda attachWarpPictureBackward(warpPictureBackward, warpPictureBackwardCuda);

} // namespace engine::ops

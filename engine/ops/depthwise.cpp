#include "engine/ops/depthwise.h"

#include "engine/ops/loops.h"

namespace engine::ops {

namespace {

constexpr std::int64_t mostSlots = 16; // pictures whose kernel gradients one thread adds up

// Sizes of one picture in floats.
struct Sizes {
    std::int64_t channels, multiplier, outputs, picture, maps;

    Sizes(const Tensor& x, const Tensor& kernel, const Window& window)
        : channels(x.columns()), multiplier(kernel.columns()), outputs(channels * multiplier),
          picture(std::int64_t{window.rows.input} * window.columns.input * channels),
          maps(std::int64_t{window.rows.output} * window.columns.output * outputs)
    {
    }
};

// body(offset in y, offset in the kernel, offset in x) for every pixel of y and every tap inside the picture.
template <class Body>
void forTaps(const Window& window, const Sizes& sizes, const Body& body)
{
    const WindowAxis& down = window.rows;
    const WindowAxis& across = window.columns;
    std::int64_t out = 0;
    for (int i = 0; i < down.output; ++i)
        for (int j = 0; j < across.output; ++j, out += sizes.outputs)
            for (int t = 0; t < down.size; ++t) {
                const int y = down.start(i) + t * down.dilation;
                if (y < 0 || y >= down.input)
                    continue;
                for (int u = 0; u < across.size; ++u)
                    if (const int x = across.start(j) + u * across.dilation; x >= 0 && x < across.input)
                        body(out, (std::int64_t{t} * across.size + u) * sizes.outputs,
                             (std::int64_t{y} * across.input + x) * sizes.channels);
            }
}

void depthwiseOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y)
{
    const Sizes sizes(x, kernel, window);
    parallel(x.rows(), [&](std::int64_t b) {
        const float* const picture = x.data() + b * sizes.picture;
        float* const maps = y.data() + b * sizes.maps;
        std::fill_n(maps, sizes.maps, 0.0f);
        forTaps(window, sizes, [&](std::int64_t out, std::int64_t tap, std::int64_t in) {
            const float* const from = picture + in;
            const float* const weights = kernel.data() + tap;
            float* const to = maps + out;
            if (sizes.multiplier == 1) {
#pragma GCC ivdep
                for (std::int64_t c = 0; c < sizes.channels; ++c)
                    to[c] += from[c] * weights[c];
            } else {
                for (std::int64_t c = 0; c < sizes.channels; ++c)
                    for (std::int64_t m = c * sizes.multiplier; m < (c + 1) * sizes.multiplier; ++m)
                        to[m] += from[c] * weights[m];
            }
        });
    });
}

void addKernelGradient(const Window& window, const Sizes& sizes, const float* picture, const float* gradY,
                       float* sums)
{
    forTaps(window, sizes, [&](std::int64_t out, std::int64_t tap, std::int64_t in) {
        const float* const from = picture + in;
        const float* const gradient = gradY + out;
        float* const to = sums + tap;
        if (sizes.multiplier == 1) {
#pragma GCC ivdep
            for (std::int64_t c = 0; c < sizes.channels; ++c)
                to[c] += from[c] * gradient[c];
        } else {
            for (std::int64_t c = 0; c < sizes.channels; ++c)
                for (std::int64_t m = c * sizes.multiplier; m < (c + 1) * sizes.multiplier; ++m)
                    to[m] += from[c] * gradient[m];
        }
    });
}

void sendBack(const Window& window, const Sizes& sizes, const float* kernel, const float* gradY, float* gradX)
{
    std::fill_n(gradX, sizes.picture, 0.0f);
    forTaps(window, sizes, [&](std::int64_t out, std::int64_t tap, std::int64_t in) {
        const float* const weights = kernel + tap;
        const float* const gradient = gradY + out;
        float* const to = gradX + in;
        if (sizes.multiplier == 1) {
#pragma GCC ivdep
            for (std::int64_t c = 0; c < sizes.channels; ++c)
                to[c] += gradient[c] * weights[c];
        } else {
            for (std::int64_t c = 0; c < sizes.channels; ++c)
                for (std::int64_t m = c * sizes.multiplier; m < (c + 1) * sizes.multiplier; ++m)
                    to[c] += gradient[m] * weights[m];
        }
    });
}

void depthwiseBackwardOnCpu(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& gradY,
                            Tensor& gradKernel, Tensor& gradX)
{
    const Sizes sizes(x, kernel, window);
    const std::int64_t pictures = x.rows(), slots = std::min(pictures, mostSlots);
    Tensor sums = gradKernel.empty() ? Tensor() : Tensor::zeros({int(slots), int(kernel.size())});
    parallel(slots, [&](std::int64_t slot) {
        for (std::int64_t b = slot * pictures / slots; b < (slot + 1) * pictures / slots; ++b) {
            const float* const gradient = gradY.data() + b * sizes.maps;
            if (!gradKernel.empty())
                addKernelGradient(window, sizes, x.data() + b * sizes.picture, gradient,
                                  sums.data() + slot * kernel.size());
            if (!gradX.empty())
                sendBack(window, sizes, kernel.data(), gradient, gradX.data() + b * sizes.picture);
        }
    });
    if (!gradKernel.empty())
        reduceColumns(
            slots, kernel.size(),
            [from = sums.data(), size = kernel.size()](std::int64_t slot, std::int64_t i) {
                return from[slot * size + i];
            },
            [to = gradKernel.data()](std::int64_t i, float sum) { to[i] = sum; });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Window&, Tensor&)> depthwise{"depthwise", depthwiseOnCpu};
const Op<void(const Tensor&, const Tensor&, const Window&, const Tensor&, Tensor&, Tensor&)>
    depthwiseBackward{"depthwiseBackward", depthwiseBackwardOnCpu};

} // namespace engine::ops

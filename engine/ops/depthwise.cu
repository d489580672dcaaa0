#include "engine/ops/depthwise.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/divider.h"
#include "engine/cuda/pictures.h"
#include "engine/cuda/reduce.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void depthwiseCuda(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y)
{
    const float* const values = x.data();
    const float* const weights = kernel.data();
    float* const out = y.data();
    const int channels = x.columns(), multiplier = kernel.columns(), outputs = channels * multiplier;
    cuda::forPictures(
        {x.rows(), window.rows.output, window.columns.output, outputs},
        [=] __device__(int sample, int row, int column, int output) {
            const WindowAxis &down = window.rows, &across = window.columns;
            const int channel = output / multiplier;
            float sum = 0;
            for (int t = 0; t < down.size; ++t) {
                const int i = down.start(row) + t * down.dilation;
                if (i < 0 || i >= down.input)
                    continue;
                const std::int64_t line = (std::int64_t{sample} * down.input + i) * across.input;
                for (int u = 0; u < across.size; ++u)
                    if (const int j = across.start(column) + u * across.dilation; j >= 0 && j < across.input)
                        sum += values[(line + j) * channels + channel] *
                            weights[(t * across.size + u) * outputs + output];
            }
            const std::int64_t line = std::int64_t{sample} * down.output + row;
            out[(line * across.output + column) * outputs + output] = sum;
        });
}

static void sendBackCuda(const Tensor& kernel, const Window& window, const Tensor& gradY, Tensor& gradX)
{
    const float* const weights = kernel.data();
    const float* const gradient = gradY.data();
    float* const out = gradX.data();
    const int channels = gradX.columns(), multiplier = kernel.columns(), outputs = channels * multiplier;
    cuda::forPictures(gradX.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const WindowAxis &down = window.rows, &across = window.columns;
        float sum = 0;
        for (int t = down.size - 1; t >= 0; --t) { // so that windows come in order
            const int i = down.windowAt(row, t);
            for (int u = across.size - 1; i >= 0 && u >= 0; --u) {
                const int j = across.windowAt(column, u);
                if (j < 0)
                    continue;
                const std::int64_t line = std::int64_t{sample} * down.output + i;
                const float* const from =
                    gradient + (line * across.output + j) * outputs + channel * multiplier;
                const float* const by = weights + (t * across.size + u) * outputs + channel * multiplier;
                for (int m = 0; m < multiplier; ++m)
                    sum += from[m] * by[m];
            }
        }
        const std::int64_t line = std::int64_t{sample} * down.input + row;
        out[(line * across.input + column) * channels + channel] = sum;
    });
}

static void kernelGradientCuda(const Tensor& x, const Window& window, const Tensor& gradY, Tensor& gradKernel)
{
    const float* const values = x.data();
    const float* const gradient = gradY.data();
    float* const out = gradKernel.data();
    const int channels = x.columns(), multiplier = gradKernel.columns(), outputs = channels * multiplier;
    const cuda::Divider byRow(window.columns.output), bySample(window.rows.output), byTap(outputs),
        byTapRow(window.columns.size), byChannel(multiplier);
    const std::int64_t positions = std::int64_t{x.rows()} * window.rows.output * window.columns.output;
    cuda::sumColumns(
        positions, gradKernel.size(),
        [=] __device__(std::int64_t position, std::int64_t weight) {
            const auto [tap, output] = byTap(int(weight));
            const auto [t, u] = byTapRow(tap);
            const auto [line, column] = byRow(int(position));
            const auto [sample, row] = bySample(line);
            const int i = window.rows.start(row) + t * window.rows.dilation;
            const int j = window.columns.start(column) + u * window.columns.dilation;
            if (i < 0 || i >= window.rows.input || j < 0 || j >= window.columns.input)
                return 0.0f;
            const std::int64_t pixel =
                (std::int64_t{sample} * window.rows.input + i) * window.columns.input + j;
            return values[pixel * channels + byChannel(output).quotient] *
                gradient[position * outputs + output];
        },
        [=] __device__(int, std::int64_t weight, float sum) { out[weight] = sum; });
}

static void depthwiseBackwardCuda(const Tensor& x, const Tensor& kernel, const Window& window,
                                  const Tensor& gradY, Tensor& gradKernel, Tensor& gradX)
{
    if (!gradKernel.empty())
        kernelGradientCuda(x, window, gradY, gradKernel);
    if (!gradX.empty())
        sendBackCuda(kernel, window, gradY, gradX);
}

static const cuda::OnCuda attachDepthwise(depthwise, depthwiseCuda);
static const cuda::OnCuda attachDepthwiseBackward(depthwiseBackward, depthwiseBackwardCuda);

} // namespace engine::ops

#include "engine/ops/convolution_columns.h"

#include "engine/cuda/blas.h"
#include "engine/cuda/pictures.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// given [pixels of y, kernel height, kernel width, channels]
static void collect(const Tensor& given, const Window& window, Tensor& x)
{
    const float* const values = given.data();
    float* const out = x.data();
    const int channels = x.columns();
    cuda::forPictures(x.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const WindowAxis &down = window.rows, &across = window.columns;
        float sum = 0;
        for (int t = down.size - 1; t >= 0; --t) { // so that windows come in order
            const int i = down.windowAt(row, t);
            for (int u = across.size - 1; i >= 0 && u >= 0; --u)
                if (const int j = across.windowAt(column, u); j >= 0) {
                    const std::int64_t pixel = (std::int64_t{sample} * down.output + i) * across.output + j;
                    const std::int64_t tap = (pixel * down.size + t) * across.size + u;
                    sum += values[tap * channels + channel];
                }
        }
        const std::int64_t line = std::int64_t{sample} * down.input + row;
        out[(line * across.input + column) * channels + channel] = sum;
    });
}

bool transposedByColumns(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)
{
    constexpr std::int64_t mostValues = std::int64_t{8} << 20;
    const int channels = kernel.columns();
    const std::int64_t pixels = y.size() / channels, values = kernel.size() / channels; // of a window
    if (pixels * values > mostValues)
        return false;
    Tensor given = Tensor::like(y, {int(pixels), int(values)});
    cuda::multiply({.a = y.data(),
                    .b = kernel.data(),
                    .out = given.data(),
                    .rows = int(pixels),
                    .columns = int(values),
                    .depth = channels,
                    .strideA = channels,
                    .strideB = channels,
                    .strideOut = int(values),
                    .transposeB = true});
    collect(given, window, x);
    return true;
}

} // namespace engine::ops

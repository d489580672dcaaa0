#include "engine/cuda/blas.h"
#include "engine/cuda/pictures.h"
#include "engine/ops/convolution_ways.h"

namespace engine::ops {

namespace cuda = engine::cuda;

constexpr std::int64_t mostValues = std::int64_t{8} << 20; // that pixels give

// given [pixels, values] = pixels [pixels, channels] * weights' [values, channels]
static Tensor give(const Tensor& pixels, const float* weights, int values)
{
    const int channels = pixels.columns();
    Tensor given = Tensor::like(pixels, {int(pixels.size() / channels), values});
    cuda::multiply({.a = pixels.data(),
                    .b = weights,
                    .out = given.data(),
                    .rows = given.rows(),
                    .columns = values,
                    .depth = channels,
                    .strideA = channels,
                    .strideB = channels,
                    .strideOut = values,
                    .transposeB = true});
    return given;
}

// Of a kernel [taps, channels, filters] the channels last.
static Tensor channelsLast(const Tensor& kernel)
{
    const int channels = kernel.shape()[2], filters = kernel.shape()[3];
    if (channels == 1 || filters == 1)
        return kernel; // they are already, in a way
    Tensor turned = Tensor::like(kernel);
    const float* const from = kernel.data();
    float* const to = turned.data();
    cuda::forElements(kernel.size(), [=] __device__(std::int64_t i) {
        const std::int64_t line = i / channels, tap = line / filters;
        to[i] = from[(tap * channels + i % channels) * filters + line % filters];
    });
    return turned;
}

// given [pixels of x, taps, filters]
static void collectWindows(const Tensor& given, const Window& window, Tensor& y)
{
    const float* const values = given.data();
    float* const out = y.data();
    const int filters = y.columns();
    cuda::forPictures(y.shape(), [=] __device__(int sample, int row, int column, int filter) {
        const WindowAxis &down = window.rows, &across = window.columns;
        float sum = 0;
        for (int t = 0; t < down.size; ++t) {
            const int i = down.start(row) + t * down.dilation;
            if (i < 0 || i >= down.input)
                continue;
            const std::int64_t line = (std::int64_t{sample} * down.input + i) * across.input;
            for (int u = 0; u < across.size; ++u)
                if (const int j = across.start(column) + u * across.dilation; j >= 0 && j < across.input) {
                    const std::int64_t tap = ((line + j) * down.size + t) * across.size + u;
                    sum += values[tap * filters + filter];
                }
        }
        const std::int64_t line = std::int64_t{sample} * down.output + row;
        out[(line * across.output + column) * filters + filter] = sum;
    });
}

bool convolvedByPixels(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y)
{
    const int channels = kernel.shape()[2], filters = kernel.shape()[3];
    const std::int64_t values = std::int64_t{window.area()} * filters;
    const bool everyPixel = window.rows.stride == 1 && window.columns.stride == 1;
    if (filters > 8 || channels < 8 || !everyPixel || x.size() / channels * values > mostValues)
        return false;
    collectWindows(give(x, channelsLast(kernel).data(), int(values)), window, y);
    return true;
}

// given [pixels of y, taps, channels]
static void collectPixels(const Tensor& given, const Window& window, Tensor& x)
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

bool transposedByPixels(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)
{
    const std::int64_t values = kernel.size() / kernel.columns();
    if (y.size() / y.columns() * values > mostValues)
        return false;
    collectPixels(give(y, kernel.data(), int(values)), window, x);
    return true;
}

} // namespace engine::ops

#include "engine/ops/convolution.h"
#include "engine/ops/matmul.h"

#include <algorithm>

namespace engine::ops {

namespace {

// Calls body(window position, kernel position, picture position) for every pair that meets inside the
// picture; positions count pixels of one sample.
template <class Body>
void forMeetings(const Window& window, const Body& body)
{
    const WindowAxis& rows = window.rows;
    const WindowAxis& columns = window.columns;
    for (int i = 0; i < rows.output; ++i)
        for (int j = 0; j < columns.output; ++j)
            for (int t = 0; t < rows.size; ++t)
                for (int u = 0; u < columns.size; ++u) {
                    const int y = rows.start(i) + t * rows.dilation;
                    const int x = columns.start(j) + u * columns.dilation;
                    if (y >= 0 && y < rows.input && x >= 0 && x < columns.input)
                        body(std::int64_t{i} * columns.output + j, std::int64_t{t} * columns.size + u,
                             std::int64_t{y} * columns.input + x);
                }
}

Tensor unrolledShape(const Tensor& like, const Window& window, int channels)
{
    const int positions = window.rows.output * window.columns.output;
    return Tensor::like(like, {like.rows() * positions, window.area() * channels});
}

// One row per window: what it covers.
Tensor unrolled(const Tensor& x, const Window& window)
{
    const std::int64_t channels = x.columns();
    const std::int64_t positions = std::int64_t{window.rows.output} * window.columns.output;
    const std::int64_t pixels = std::int64_t{window.rows.input} * window.columns.input;
    Tensor rows = unrolledShape(x, window, x.columns());
    std::fill_n(rows.data(), rows.size(), 0.0f);
    for (std::int64_t b = 0; b < x.rows(); ++b)
        forMeetings(window, [&](std::int64_t out, std::int64_t tap, std::int64_t in) {
            std::copy_n(x.data() + (b * pixels + in) * channels, channels,
                        rows.data() + ((b * positions + out) * window.area() + tap) * channels);
        });
    return rows;
}

// The opposite: adds every row back to the pixels that its window covers.
void rollUp(const Tensor& rows, const Window& window, Tensor& x)
{
    const std::int64_t channels = x.columns();
    const std::int64_t positions = std::int64_t{window.rows.output} * window.columns.output;
    const std::int64_t pixels = std::int64_t{window.rows.input} * window.columns.input;
    std::fill_n(x.data(), x.size(), 0.0f);
    for (std::int64_t b = 0; b < x.rows(); ++b)
        forMeetings(window, [&](std::int64_t out, std::int64_t tap, std::int64_t in) {
            const float* const from = rows.data() + ((b * positions + out) * window.area() + tap) * channels;
            float* const to = x.data() + (b * pixels + in) * channels;
            for (std::int64_t c = 0; c < channels; ++c)
                to[c] += from[c];
        });
}

} // namespace

void convolvePlain(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y)
{
    matmulPlain(unrolled(x, window), false, kernel.matrix(), false, 0, y);
}

void convolveTransposedPlain(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)
{
    Tensor rows = unrolledShape(y, window, x.columns());
    matmulPlain(y.matrix(), false, kernel.matrix(), true, 0, rows);
    rollUp(rows, window, x);
}

void kernelGradientPlain(const Tensor& x, const Tensor& gradY, const Window& window, Tensor& gradKernel)
{
    matmulPlain(unrolled(x, window), true, gradY.matrix(), false, 0, gradKernel);
}

} // namespace engine::ops

#include "engine/cuda/reduce.h"
#include "engine/cuda/tile_product.h"
#include "engine/ops/convolution_ways.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/window_sides.h"

#include <algorithm>

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

struct KernelGradientPart {
    WindowColumns left;
    MatrixLines right;
    float* sums;
    int rows, columns, first, last;

    LOOM_DEVICE float* rowOf(int row) const { return sums + std::int64_t{row} * columns; }
    LOOM_DEVICE void finish(float* row, int column, float sum) const { row[column] = sum; }
};

// windows' * gradY, in parts of so many positions; with one more row, for the ones, the bias' gradient too.
struct KernelGradient {
    Windows windows;
    const float* gradY;
    float* sums; // [parts, rows, columns]
    int rows, columns, positions;

    LOOM_DEVICE KernelGradientPart part(int i) const
    {
        const int first = i * positions, behind = windows.positions() - first;
        return {{windows},
                {gradY, columns},
                sums + std::int64_t{i} * rows * columns,
                rows,
                columns,
                first,
                first + (behind < positions ? behind : positions)};
    }
};

} // namespace

static std::int64_t tilesOf(std::int64_t rows, std::int64_t columns)
{
    return cuda::divideUp(rows, 64) * cuda::divideUp(columns, columns <= 32 ? 32 : 64);
}

// Parts give all multiprocessors of a large card something to do, but are long enough to be worth it.
static int positionsOfPart(int positions, int rows, int columns)
{
    constexpr std::int64_t enough = 256, least = 128;
    const std::int64_t parts =
        std::clamp(enough / tilesOf(rows, columns), std::int64_t{1}, cuda::divideUp(positions, least));
    return int(cuda::divideUp(positions, parts));
}

// finish(i, sum) for all values of so many rows of the kernel's gradient [taps * channels (+ 1), filters].
template <class Finish>
static void sumParts(const Tensor& x, const Tensor& gradY, const Window& window, int rows,
                     const Finish& finish)
{
    const Windows windows(x.data(), x.rows(), x.columns(), window);
    const int columns = gradY.columns(), positions = positionsOfPart(windows.positions(), rows, columns);
    const auto parts = cuda::divideUp(windows.positions(), positions);
    const std::int64_t size = std::int64_t{rows} * columns;
    Tensor partial = Tensor::like(x, {int(parts), int(size)});
    cuda::multiplyTiles(KernelGradient{windows, gradY.data(), partial.data(), rows, columns, positions},
                        parts, rows, columns);
    const float* const sums = partial.data();
    cuda::sumColumns(
        parts, size, [=] __device__(std::int64_t part, std::int64_t i) { return sums[part * size + i]; },
        [=] __device__(int, std::int64_t i, float sum) { finish(i, sum); });
}

// The convolution that leads from y back to x; with stride 1 it is one.
static Window mirrored(const Window& window)
{
    const auto axis = [](const WindowAxis& a) {
        return WindowAxis{a.output, a.input, a.size, 1, a.dilation, a.reach() - 1 - a.before};
    };
    return {axis(window.rows), axis(window.columns)};
}

// A few filters over many channels fill tiles better the other way round: what the pixels of x multiply are
// then windows over gradY.
static bool fillsBetterMirrored(const Tensor& x, const Tensor& gradKernel, const Window& window)
{
    const int channels = gradKernel.shape()[2], filters = gradKernel.shape()[3];
    return window.rows.stride == 1 && window.columns.stride == 1 &&
        2 * tilesOf(std::int64_t{window.area()} * filters, channels) * (x.size() / channels) <=
        tilesOf(std::int64_t{window.area()} * channels, filters) * x.rows() * window.rows.output *
            window.columns.output;
}

static void kernelGradientMirrored(const Tensor& x, const Tensor& gradY, const Window& window,
                                   Tensor& gradKernel)
{
    const int channels = gradKernel.shape()[2], filters = gradKernel.shape()[3], taps = window.area();
    float* const kernel = gradKernel.data();
    sumParts(gradY, x, mirrored(window), taps * filters, [=] __device__(std::int64_t i, float sum) {
        const std::int64_t line = i / channels, tap = taps - 1 - line / filters;
        kernel[(tap * channels + i % channels) * filters + line % filters] = sum;
    });
}

void kernelGradientByTiles(const Tensor& x, const Tensor& gradY, const Window& window, Tensor& gradKernel,
                           Tensor& gradBias)
{
    if (fillsBetterMirrored(x, gradKernel, window)) {
        kernelGradientMirrored(x, gradY, window, gradKernel);
        if (!gradBias.empty())
            sumRows(gradY, 0, gradBias);
        return;
    }
    const std::int64_t size = gradKernel.size();
    const int rows = int(size / gradKernel.columns()) + (gradBias.empty() ? 0 : 1);
    float* const kernel = gradKernel.data();
    float* const bias = gradBias.data();
    sumParts(x, gradY, window, rows,
             [=] __device__(std::int64_t i, float sum) { (i < size ? kernel[i] : bias[i - size]) = sum; });
}

} // namespace engine::ops

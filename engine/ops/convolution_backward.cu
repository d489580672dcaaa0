#include "engine/ops/convolution.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/dnn.h"
#include "engine/cuda/reduce.h"
#include "engine/cuda/tile_product.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/max_pool_bytes.h"
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

// Parts give all multiprocessors of a large card something to do, but are long enough to be worth it.
static int positionsOfPart(int positions, int rows, int columns)
{
    constexpr std::int64_t enough = 256, least = 128;
    const std::int64_t tiles = cuda::divideUp(rows, 64) * cuda::divideUp(columns, columns <= 32 ? 32 : 64);
    const std::int64_t parts = std::clamp(enough / tiles, std::int64_t{1}, cuda::divideUp(positions, least));
    return int(cuda::divideUp(positions, parts));
}

static void kernelGradientCuda(const Tensor& x, const Tensor& gradY, const Window& window, Tensor& gradKernel,
                               Tensor& gradBias)
{
    const Windows windows(x.data(), x.rows(), x.columns(), window);
    const int columns = gradKernel.columns(), rows = windows.depth() + (gradBias.empty() ? 0 : 1);
    const int positions = positionsOfPart(windows.positions(), rows, columns);
    const auto parts = cuda::divideUp(windows.positions(), positions);
    const std::int64_t size = std::int64_t{rows} * columns, inKernel = gradKernel.size();
    Tensor partial = Tensor::like(x, {int(parts), int(size)});
    cuda::multiplyTiles(KernelGradient{windows, gradY.data(), partial.data(), rows, columns, positions},
                        parts, rows, columns);
    const float* const sums = partial.data();
    float* const kernel = gradKernel.data();
    float* const bias = gradBias.data();
    cuda::sumColumns(
        parts, size, [=] __device__(std::int64_t part, std::int64_t i) { return sums[part * size + i]; },
        [=] __device__(int, std::int64_t i, float sum) {
            (i < inKernel ? kernel[i] : bias[i - inKernel]) = sum;
        });
}

// All gradients, once that of what the convolution itself gave is there.
static void gradientsCuda(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& gradient,
                          ConvolutionGradients& gradients)
{
    Tensor &inKernel = gradients.kernel, &inBias = gradients.bias;
    const bool ours = !inKernel.empty() && !cuda::kernelGradientByLibrary(x, gradient, window, inKernel);
    if (ours)
        kernelGradientCuda(x, gradient, window, inKernel, inBias);
    else if (!inBias.empty())
        sumRows(gradient, 0, inBias);
    if (!gradients.x.empty())
        convolveTransposed(gradient, kernel, window, gradients.x);
}

static void convolveBackwardCuda(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& y,
                                 const ActivationSpec& spec, Tensor& gradY, ConvolutionGradients& gradients)
{
    if (spec.kind != Activation::Linear)
        activateBackward(y, gradY, spec, gradY);
    gradientsCuda(x, kernel, window, gradY, gradients);
}

static void convolveAndPoolBackwardCuda(const Tensor& x, const Tensor& kernel, const Window& window,
                                        const Tensor& y, const ActivationSpec& spec, const Window& pool,
                                        const Tensor& chosen, Tensor& gradY, ConvolutionGradients& gradients)
{
    Tensor maps = Tensor::like(x, {x.rows(), window.rows.output, window.columns.output, kernel.columns()});
    maxPoolBytesBackward(y, spec, pool, chosen, gradY, maps);
    gradientsCuda(x, kernel, window, maps, gradients);
}

static const cuda::OnCuda attachConvolveBackward(convolveBackward, convolveBackwardCuda);
static const cuda::OnCuda attachConvolveAndPoolBackward(convolveAndPoolBackward, convolveAndPoolBackwardCuda);

} // namespace engine::ops

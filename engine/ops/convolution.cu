#include "engine/ops/convolution.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/dnn.h"
#include "engine/cuda/tile_product.h"
#include "engine/ops/activation_function.h"
#include "engine/ops/convolution_ways.h"
#include "engine/ops/max_pool_bytes.h"
#include "engine/ops/window_sides.h"

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

// y = activation(windows * kernel + bias)
struct Convolution {
    WindowRows left;
    MatrixLines right;
    const float* bias; // or null
    float* y;
    ActivationSpec spec;
    int rows, columns, first = 0, last;

    LOOM_DEVICE const Convolution& part(int) const { return *this; }
    LOOM_DEVICE float* rowOf(int row) const { return y + std::int64_t{row} * columns; }
    LOOM_DEVICE void finish(float* row, int column, float sum) const
    {
        row[column] = activated(spec, bias ? sum + bias[column] : sum);
    }
};

} // namespace

static void convolveCuda(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                         const ActivationSpec& spec, Tensor& y)
{
    if (cuda::convolveByLibrary(x, kernel, window, y) || convolvedByPixels(x, kernel, window, y)) {
        if (spec.kind != Activation::Linear || !bias.empty())
            activate(y, bias, spec, y);
        return;
    }
    const bool softmax = spec.kind == Activation::Softmax; // takes whole rows
    const Windows windows(x.data(), x.rows(), x.columns(), window);
    const Convolution convolution{.left = {windows},
                                  .right = {kernel.data(), kernel.columns()},
                                  .bias = bias.data(),
                                  .y = y.data(),
                                  .spec = softmax ? ActivationSpec() : spec,
                                  .rows = windows.positions(),
                                  .columns = kernel.columns(),
                                  .last = windows.depth()};
    cuda::multiplyTiles(convolution, 1, convolution.rows, convolution.columns);
    if (softmax)
        activate(y, {}, spec, y);
}

static void convolveAndPoolCuda(const Tensor& x, const Tensor& kernel, const Window& window,
                                const Tensor& bias, const ActivationSpec& spec, const Window& pool, Tensor& y,
                                Tensor& chosen)
{
    Tensor maps = Tensor::like(x, {x.rows(), window.rows.output, window.columns.output, kernel.columns()});
    convolveCuda(x, kernel, window, bias, spec, maps);
    maxPoolBytes(maps, pool, y, chosen);
}

static const cuda::OnCuda attachConvolve(convolve, convolveCuda);
static const cuda::OnCuda attachConvolveAndPool(convolveAndPool, convolveAndPoolCuda);

} // namespace engine::ops

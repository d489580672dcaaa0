#include "engine/ops/convolution.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/dnn.h"
#include "engine/ops/convolution_ways.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/max_pool_bytes.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// All gradients, once that of what the convolution itself gave is there.
static void gradientsCuda(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& gradient,
                          ConvolutionGradients& gradients)
{
    Tensor &inKernel = gradients.kernel, &inBias = gradients.bias;
    const bool ours = !inKernel.empty() && !cuda::kernelGradientByLibrary(x, gradient, window, inKernel);
    if (ours)
        kernelGradientByTiles(x, gradient, window, inKernel, inBias);
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

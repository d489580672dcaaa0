#pragma once

#include "engine/ops/activation.h"
#include "engine/ops/op.h"
#include "engine/ops/window.h"

namespace engine::ops {

// Convolution of pictures x [batch, height, width, in] with a kernel [kernel height, kernel width, in, out],
// as networks define it (without turning the kernel): y[b, i, j, o] is the sum over t, u, c of x[b, start(i)
// + t * dilation, start(j) + u * dilation, c] * kernel[t, u, c, o]; what lies outside counts 0. y [batch,
// window.rows.output, window.columns.output, out] = activation(x * kernel + bias); an empty bias adds
// nothing.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                     const ActivationSpec& spec, Tensor& y)>
    convolve;

// The transposed map: x[...] = sum of y[b, i, j, o] * kernel[t, u, c, o] over all windows that cover it. The
// gradient of a convolution's input, and the transposed convolution itself.
extern const Op<void(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x)>
    convolveTransposed;

// What a convolution's backward pass computes; an empty tensor is not wanted.
struct ConvolutionGradients {
    Tensor kernel, bias, x;
};

// From the gradient of y, which is overwritten by the gradient before the activation (a linear one leaves it
// alone, and y may be empty). Costs little where most of that is zero, as it is behind a max-pool.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& y,
                     const ActivationSpec& spec, Tensor& gradY, ConvolutionGradients& gradients)>
    convolveBackward;

// The two followed by max pooling with windows that do not overlap, bit for bit as separate operations give
// it; but the maps between them never leave the cache. y and gradY have the pool's shape. `chosen` remembers
// where in its window each maximum stood.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& bias,
                     const ActivationSpec& spec, const Window& pool, Tensor& y, Tensor& chosen)>
    convolveAndPool;
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& y,
                     const ActivationSpec& spec, const Window& pool, const Tensor& chosen, Tensor& gradY,
                     ConvolutionGradients& gradients)>
    convolveAndPoolBackward;
// Whether these do that pool, and a tensor for `chosen` beside y.
bool canConvolveAndPool(const ActivationSpec& spec, const Window& pool);
Tensor chosenByConvolution(const Tensor& y);

// The same by unrolling every window into a row and multiplying with Eigen: the plain path that the
// operations are tested and measured against.
void convolvePlain(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y);
void convolveTransposedPlain(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x);
void kernelGradientPlain(const Tensor& x, const Tensor& gradY, const Window& window, Tensor& gradKernel);

} // namespace engine::ops

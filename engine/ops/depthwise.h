#pragma once

#include "engine/ops/op.h"
#include "engine/ops/window.h"

namespace engine::ops {

// A convolution of every channel by itself: x [batch, height, width, channels], kernel [kernel height, kernel
// width, channels, multiplier], y [batch, height, width, channels * multiplier], where outputs c * multiplier
// + m belong to channel c.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y)> depthwise;

// Gradients of the kernel and of x; an empty tensor is not wanted.
extern const Op<void(const Tensor& x, const Tensor& kernel, const Window& window, const Tensor& gradY,
                     Tensor& gradKernel, Tensor& gradX)>
    depthwiseBackward;

} // namespace engine::ops

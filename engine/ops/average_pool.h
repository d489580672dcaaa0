#pragma once

#include "engine/ops/op.h"
#include "engine/ops/window.h"

namespace engine::ops {

// y = the mean of each window over x [batch, height, width, channels]; padding does not count. y has as many
// elements as windows and channels, in any shape.
extern const Op<void(const Tensor& x, const Window& window, Tensor& y)> averagePool;

// Every input gets its share of the gradients of the windows that it lies in; gradX has the shape of x.
extern const Op<void(const Tensor& gradY, const Window& window, Tensor& gradX)> averagePoolBackward;

} // namespace engine::ops

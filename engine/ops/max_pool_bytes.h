#pragma once

#include "engine/ops/activation.h"
#include "engine/ops/window.h"

// Max pooling on the device for a convolution that does it itself: `chosen` is its own (chosenByConvolution),
// with a row of bytes for every picture.
namespace engine::ops {

void maxPoolBytes(const Tensor& x, const Window& pool, Tensor& y, Tensor& chosen);

// Through the activation, which came before the pool, and then through the pool. gradY is overwritten by what
// it was before the activation. Of windows that do not overlap.
void maxPoolBytesBackward(const Tensor& y, const ActivationSpec& spec, const Window& pool,
                          const Tensor& chosen, Tensor& gradY, Tensor& gradX);

} // namespace engine::ops

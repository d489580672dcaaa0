#pragma once

#include "engine/ops/window.h"
#include "engine/tensor/tensor.h"

// Ways to convolve on the device that the operations choose from.
namespace engine::ops {

// In two steps: what every pixel gives to all windows that it lies in, as one product for cuBLAS, and then
// for every window the sum of what it got. Says whether it has done it: only with a few filters, with which
// the tiles of our own product would be mostly empty, and while all that stays in the card's cache.
bool convolvedByPixels(const Tensor& x, const Tensor& kernel, const Window& window, Tensor& y);
// The same for every pixel of y and what it gives to the pixels of its window.
bool transposedByPixels(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x);

// The gradients of kernel and bias by our own product; an empty bias is not wanted.
void kernelGradientByTiles(const Tensor& x, const Tensor& gradY, const Window& window, Tensor& gradKernel,
                           Tensor& gradBias);

} // namespace engine::ops

#pragma once

#include "engine/ops/window.h"
#include "engine/tensor/tensor.h"

namespace engine::ops {

// A transposed convolution on the device in two steps: what every pixel of y gives to its window, as one
// product for cuBLAS, and then for every pixel of x the sum of what it got. Says whether it has done it: only
// while all that stays in the card's cache.
bool transposedByColumns(const Tensor& y, const Tensor& kernel, const Window& window, Tensor& x);

} // namespace engine::ops

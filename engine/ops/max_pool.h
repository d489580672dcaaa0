#pragma once

#include "engine/ops/op.h"
#include "engine/ops/window.h"

namespace engine::ops {

// y = the largest value of each window over x [batch, height, width, channels], padding left out. chosen
// keeps where in its window each stood (row * window width + column; the first of equals; a NaN wins), or is
// empty where no way back is wanted. y has as many elements as windows and channels, in any shape.
extern const Op<void(const Tensor& x, const Window& window, Tensor& y, Tensor& chosen)> maxPool;

// gradX = each gradY at the input that was chosen, added where windows overlap; gradX has the shape of x.
extern const Op<void(const Tensor& gradY, const Tensor& chosen, const Window& window, Tensor& gradX)>
    maxPoolBackward;

// A tensor for `chosen` beside y: one byte an element while a byte can name every position of the window.
Tensor chosenFor(const Tensor& y, const Window& window);

} // namespace engine::ops

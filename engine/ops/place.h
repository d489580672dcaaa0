#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Lays pictures [batch, height, width, channels] onto others of another height and width, their first row on
// row `top` and their first column on column `left` of y; what lies outside is cut off, what stays free is 0.
// With -top and -left it is its own way back.
extern const Op<void(const Tensor& x, int top, int left, Tensor& y)> placePicture;

} // namespace engine::ops

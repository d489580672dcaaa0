#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// What stands where a warped picture reads beyond its border.
enum class Beyond {
    Constant, // always the same value
    Nearest, // the pixel at the border
    Reflect // the picture mirrored at its border: c b a | a b c | c b a
};

struct Warp {
    Beyond beyond = Beyond::Reflect;
    float value = 0; // of Constant
    bool bilinear = true; // else the nearest pixel
};

// Of each sample its own affine map: y[row, column] = x at row m0 * row + m1 * column + m2 and column
// m3 * row + m4 * column + m5, over pictures [batch, height, width, channels]; maps [batch, 6].
extern const Op<void(const Tensor& x, const Tensor& maps, const Warp& warp, Tensor& y)> warpPicture;
extern const Op<void(const Tensor& gradY, const Tensor& maps, const Warp& warp, Tensor& gradX)>
    warpPictureBackward;

} // namespace engine::ops

#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// How many times higher and wider a picture [batch, height, width, channels] becomes. Nearest repeats each
// pixel; bilinear draws straight lines between the centres of pixels and goes on flat beyond the outer ones
// (TensorFlow's half-pixel centres).
struct Enlargement {
    int rows = 2, columns = 2;
    bool bilinear = false;
};

extern const Op<void(const Tensor& x, const Enlargement& by, Tensor& y)> upsample;
// gradX = what each pixel gave to gradY; gradX has the shape of x.
extern const Op<void(const Tensor& gradY, const Enlargement& by, Tensor& gradX)> upsampleBackward;

} // namespace engine::ops

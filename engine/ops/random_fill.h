#pragma once

#include "engine/base/random.h"
#include "engine/ops/op.h"

namespace engine::ops {

// Element i depends on (key, i) only: the same on every device and with any number of threads.
extern const Op<void(Tensor& out, float low, float high, RandomKey key)> fillUniform; // [low, high)
extern const Op<void(Tensor& out, float mean, float deviation, RandomKey key)>
    fillNormal; // Box and Muller 1958
// Values beyond two deviations are drawn again.
extern const Op<void(Tensor& out, float mean, float deviation, RandomKey key)> fillTruncatedNormal;

// y = x / (1 - rate) where noise >= rate, else 0; noise is uniform in [0, 1). Its own gradient: apply it to
// gradY.
extern const Op<void(const Tensor& x, const Tensor& noise, float rate, Tensor& y)> dropout;

} // namespace engine::ops

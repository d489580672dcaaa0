#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// One pass over a parameter each: w is the value, g its gradient times the scalar gradientScale. Where `rows`
// names rows of the value (all different; -1: none), the gradient holds those alone, and the others stay as
// they are, with their slots.

struct SgdStep {
    float rate = 0.01f, momentum = 0;
    bool nesterov = false;
};
// v = momentum v - rate g; w += v, or w += momentum v - rate g with Nesterov. Without momentum, velocity is
// empty.
extern const Op<void(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                     Tensor& velocity, const SgdStep& step)>
    sgdStep;

// a += g^2; w -= rate g / sqrt(a + epsilon) (Duchi, Hazan, Singer 2011)
extern const Op<void(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                     Tensor& accumulator, float rate, float epsilon)>
    adagradStep;

struct RmspropStep {
    float rate = 0.001f, rho = 0.9f, momentum = 0, epsilon = 1e-7f;
};
// a = rho a + (1 - rho) g^2; d = a, or a - m^2 with the mean gradient m = rho m + (1 - rho) g where `mean` is
// given (centred); u = rate g / sqrt(d + epsilon); with momentum: v = momentum v + u, w -= v; else w -= u
// (Hinton 2012).
extern const Op<void(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                     Tensor& accumulator, Tensor& mean, Tensor& velocity, const RmspropStep& step)>
    rmspropStep;

struct AdamStep {
    float rate = 0.001f; // corrected: learning rate * sqrt(1 - beta2^t) / (1 - beta1^t)
    float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-7f;
    float decay = 0; // learning rate * weight decay: w -= decay w before the step
};
// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= rate m / (sqrt(v) + epsilon) (Kingma, Ba
// 2015, Loshchilov, Hutter 2019). With amsgrad `highest` keeps the largest v, which then divides; else it is
// empty.
extern const Op<void(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                     Tensor& m, Tensor& v, Tensor& highest, const AdamStep& step)>
    adamStep;

} // namespace engine::ops

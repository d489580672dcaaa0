#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Numbers from the normal distributions that mean and log-variance describe, element by element (Kingma,
// Welling 2013): z = mean + e^(logVariance / 2) * noise, noise from N(0, 1). The exponential is exact up to a
// log-variance of 20 and goes on as its tangent beyond, so that it stays finite, and its gradient, which is
// exact for what is computed, leads back.
extern const Op<void(const Tensor& mean, const Tensor& logVariance, const Tensor& noise, Tensor& z)>
    gaussianSample;

// The divergence of those distributions from N(0, 1) as a scalar:
// price * -1/2 * sum(1 + logVariance - mean^2 - e^logVariance) / rows (equation 10 there).
extern const Op<void(const Tensor& mean, const Tensor& logVariance, float price, Tensor& loss)>
    gaussianDivergence;

// Gradients of both: of gradZ through z (an empty noise: z is the mean) and of the divergence.
extern const Op<void(const Tensor& mean, const Tensor& logVariance, const Tensor& noise, float price,
                     const Tensor& gradZ, Tensor& gradMean, Tensor& gradLogVariance)>
    gaussianSampleBackward;

} // namespace engine::ops

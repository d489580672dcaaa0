#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Normalises each column (last axis) of x over all its rows: y = (x - mean) * inverse * gamma + beta with
// inverse = 1 / sqrt(variance + epsilon), biased variance. Writes mean and variance of the batch (Ioffe,
// Szegedy 2015). Empty gamma or beta count as 1 and 0. normalized keeps (x - mean) * inverse for the way
// back.
extern const Op<void(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon, Tensor& mean,
                     Tensor& variance, Tensor& normalized, Tensor& y)>
    batchNorm;
// Adds to gradGamma and gradBeta (may be empty) and writes gradX.
extern const Op<void(const Tensor& normalized, const Tensor& variance, const Tensor& gamma, float epsilon,
                     const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta, Tensor& gradX)>
    batchNormBackward;
// With given statistics (inference): y = (x - mean) / sqrt(variance + epsilon) * gamma + beta.
extern const Op<void(const Tensor& x, const Tensor& mean, const Tensor& variance, const Tensor& gamma,
                     const Tensor& beta, float epsilon, Tensor& y)>
    normalizeColumns;
// old = momentum * old + (1 - momentum) * batch
extern const Op<void(const Tensor& batch, float momentum, Tensor& old)> movingAverage;

// Normalises each row over the last axis (Ba, Kiros, Hinton 2016). inverse: one value a row.
extern const Op<void(const Tensor& x, const Tensor& gamma, const Tensor& beta, float epsilon,
                     Tensor& normalized, Tensor& inverse, Tensor& y)>
    layerNorm;
extern const Op<void(const Tensor& normalized, const Tensor& inverse, const Tensor& gamma,
                     const Tensor& gradY, Tensor& gradGamma, Tensor& gradBeta, Tensor& gradX)>
    layerNormBackward;

} // namespace engine::ops

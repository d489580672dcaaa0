#pragma once

#include "engine/ops/op.h"

#include <span>

// The steps of sequences [batch, time, ...].
namespace engine::ops {

// y[b, t] = x[b] for every step t of y, and its way back: gradX[b] = the sum over t of gradY[b, t].
extern const Op<void(const Tensor& x, Tensor& y)> repeatSteps;
extern const Op<void(const Tensor& gradY, Tensor& gradX)> repeatStepsBackward;

// y[b] = the last step of x[b] whose mask is not 0: zeros where there is none. The mask [batch, time] may be
// empty. The way back puts the gradient there and zeros elsewhere.
extern const Op<void(const Tensor& x, const Tensor& mask, Tensor& y)> lastStep;
extern const Op<void(const Tensor& gradY, const Tensor& mask, Tensor& gradX)> lastStepBackward;

// y[b] = the mean of the steps of x[b] whose mask is not 0: zeros where there is none. The mask may be empty.
extern const Op<void(const Tensor& x, const Tensor& mask, Tensor& y)> meanOfSteps;
extern const Op<void(const Tensor& gradY, const Tensor& mask, Tensor& gradX)> meanOfStepsBackward;

// mask[b, t] = 1 where any number of step t differs from the value, else 0; y = x, with zeros in the other
// steps.
extern const Op<void(const Tensor& x, float value, Tensor& mask, Tensor& y)> maskSteps;
// y = x where the mask is not 0, zeros in the other steps; y may be x.
extern const Op<void(const Tensor& x, const Tensor& mask, Tensor& y)> keepSteps;

// out = zeros, but out[rows[i]] = source[i] along the first axis: the way back of gatherRows. No row comes
// twice. Host memory only.
void scatterRows(const Tensor& source, std::span<const std::int32_t> rows, Tensor& out);

} // namespace engine::ops

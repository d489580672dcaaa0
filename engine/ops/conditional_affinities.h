#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Every row of out is proportional to exp(-b d) over a row of squared distances, sums to 1 and has the
// entropy ln(perplexity); b is found by bisection. Distances from 1e30 on count as infinite.
constexpr float infiniteDistance = 1e30f;
constexpr int mostHalvings = 60;
constexpr double entropyTolerance = 1e-5;
extern const Op<void(const Tensor& squaredDistances, float perplexity, Tensor& out)> conditionalAffinities;

} // namespace engine::ops

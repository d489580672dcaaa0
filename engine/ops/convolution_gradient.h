#pragma once

#include "engine/ops/window_reader.h"

namespace engine::ops {

// Adds one picture's part of a kernel's gradient to sums[value of a window][filter], rows `step` floats
// apart. gradY holds [pixels][step], where step is a multiple of vectorLanes: filters and then anything.
void addKernelGradient(const Sweep& sweep, const float* picture, const float* gradY, std::int64_t step,
                       float* sums);

} // namespace engine::ops

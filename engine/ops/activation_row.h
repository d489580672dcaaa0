#pragma once

#include "engine/ops/activation.h"

#include <cstdint>

// Activations of one row of values, for operations that go through rows anyway.
namespace engine::ops {

// In place.
void activateRow(const ActivationSpec& spec, float* values, std::int64_t count);

// gradX = gradY * activation'(y); gradX may be gradY or y.
void activateRowBackward(const ActivationSpec& spec, const float* y, const float* gradY, float* gradX,
                         std::int64_t count);

} // namespace engine::ops

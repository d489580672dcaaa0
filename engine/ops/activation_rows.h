#pragma once

#include "engine/ops/activation.h"

#include <cstdint>

// Activations of some rows of `columns` values, one after another, for operations that go through rows
// anyway.
namespace engine::ops {

// In place.
void activateRows(const ActivationSpec& spec, float* values, int rows, std::int64_t columns);

// Values y of an activation and the gradients that arrive there.
struct ActiveRows {
    const float* y;
    const float* gradY;
};

// gradX = gradY * activation'(y); gradX may be gradY or y.
void activateRowsBackward(const ActivationSpec& spec, const ActiveRows& from, float* gradX, int rows,
                          std::int64_t columns);

} // namespace engine::ops

#pragma once

#include "engine/tensor/tensor.h"

namespace engine {

// Values [batch, steps, ...] as [batch * steps, ...]: every row is a step.
Tensor foldedSteps(const Tensor& values);

// Those with missing steps filled, and the row that fills them, as missing_rows.h has it: for devices whose
// masks the host should not wait for.
struct FilledSteps {
    Tensor all, first;

    FilledSteps(const Tensor& values, const Tensor& mask);
};

} // namespace engine

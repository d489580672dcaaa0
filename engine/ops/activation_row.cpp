#include "engine/ops/activation_row.h"

#include "engine/ops/activation_function.h"

namespace engine::ops {

void activateRow(const ActivationSpec& spec, float* values, std::int64_t count)
{
    if (spec.kind == Activation::Softmax)
        return softmaxRow(values, count);
    withActivation(spec, [=](const auto& f) {
        const auto local = f; // scalars it captured stay in registers
#pragma GCC ivdep
        for (std::int64_t i = 0; i < count; ++i)
            values[i] = local(values[i]);
    });
}

void activateRowBackward(const ActivationSpec& spec, const float* y, const float* gradY, float* gradX,
                         std::int64_t count)
{
    if (spec.kind == Activation::Softmax)
        return softmaxRowBackward(y, gradY, gradX, count);
    withSlope(spec, [=](const auto& slope) {
        const auto local = slope;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < count; ++i)
            gradX[i] = gradY[i] * local(y[i]);
    });
}

} // namespace engine::ops

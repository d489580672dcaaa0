#include "engine/ops/activation_rows.h"

#include "engine/ops/activation_function.h"

namespace engine::ops {

void activateRows(const ActivationSpec& spec, float* values, int rows, std::int64_t columns)
{
    if (spec.kind == Activation::Softmax)
        for (int row = 0; row < rows; ++row)
            softmaxRow(values + row * columns, columns);
    withActivation(spec, [=, count = rows * columns](const auto& f) {
        const auto local = f; // scalars it captured stay in registers
#pragma GCC ivdep
        for (std::int64_t i = 0; i < count; ++i)
            values[i] = local(values[i]);
    });
}

void activateRowsBackward(const ActivationSpec& spec, const ActiveRows& from, float* gradX, int rows,
                          std::int64_t columns)
{
    const float *const y = from.y, *const gradY = from.gradY;
    if (spec.kind == Activation::Softmax)
        for (std::int64_t row = 0; row < rows * columns; row += columns)
            softmaxRowBackward(y + row, gradY + row, gradX + row, columns);
    withSlope(spec, [=, count = rows * columns](const auto& slope) {
        const auto local = slope;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < count; ++i)
            gradX[i] = gradY[i] * local(y[i]);
    });
}

} // namespace engine::ops

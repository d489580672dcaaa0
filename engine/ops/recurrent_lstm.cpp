#include "engine/ops/activation_rows.h"
#include "engine/ops/recurrent_cell.h"

#include <algorithm>

namespace engine::ops {

namespace {

// The gates i, forget, candidate g and o of a row lie one after another.
class Lstm final : public FusedCell {
public:
    explicit Lstm(const CellTask& task) : FusedCell(task), m_kernel(kernel(0, m_columns)) {}

    void forward(const StepRows& at) const override
    {
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.entering, m_units}, {at.gates, m_columns});
        for (int row = 0; row < at.rows; ++row)
            forwardRow(at, row);
    }

    void backward(const StepRows& at) const override
    {
        for (int row = 0; row < at.rows; ++row)
            backwardRow(at, row);
        std::fill_n(at.gradH, at.rows * m_units, 0.0f);
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.gates, m_columns}, {at.gradEntering, m_units});
    }

private:
    void forwardRow(const StepRows& at, int row) const
    {
        const std::int64_t n = m_units;
        float* const i = at.gates + row * m_columns;
        float *const forget = i + n, *const g = forget + n, *const o = g + n;
        activateRows(recurrentActivation(), i, 2, n);
        activateRows(activation(), g, 1, n);
        activateRows(recurrentActivation(), o, 1, n);
        const float* const c = at.c + row * n;
        float* const newC = at.newC + row * n;
        float* const newH = at.newH + row * n;
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k)
            newH[k] = newC[k] = forget[k] * c[k] + i[k] * g[k];
        activateRows(activation(), newH, 1, n);
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k)
            newH[k] *= o[k];
    }

    void backwardRow(const StepRows& at, int row) const
    {
        const std::int64_t n = m_units;
        float* const gates = at.gates + row * m_columns;
        const float *const i = gates, *const forget = i + n, *const g = forget + n, *const o = g + n;
        const float* const c = at.c + row * n;
        const float* const gradH = at.gradH + row * n;
        float* const gradC = at.gradC + row * n;
        float *const active = at.scratch, *const gradCell = active + n, *const grads = gradCell + n;
        std::copy_n(at.newC + row * n, n, active);
        activateRows(activation(), active, 1, n);
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k) {
            grads[3 * n + k] = gradH[k] * active[k];
            gradCell[k] = gradH[k] * o[k];
        }
        activateRowsBackward(activation(), {active, gradCell}, gradCell, 1, n);
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k) {
            const float grad = gradCell[k] + gradC[k];
            grads[k] = grad * g[k];
            grads[n + k] = grad * c[k];
            grads[2 * n + k] = grad * i[k];
            gradC[k] = grad * forget[k];
        }
        const auto leave = [&](const ActivationSpec& spec, int first, int count) {
            float* const to = gates + first * n;
            activateRowsBackward(spec, {to, grads + first * n}, to, count, n);
        };
        leave(recurrentActivation(), 0, 2);
        leave(activation(), 2, 1);
        leave(recurrentActivation(), 3, 1);
    }

    PackedKernel m_kernel;
};

} // namespace

std::unique_ptr<FusedCell> lstmCell(const CellTask& task)
{
    return std::make_unique<Lstm>(task);
}

} // namespace engine::ops

#include "engine/ops/activation_row.h"
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
        activateRow(recurrentActivation(), i, n);
        activateRow(recurrentActivation(), forget, n);
        activateRow(activation(), g, n);
        activateRow(recurrentActivation(), o, n);
        const float* const c = at.c + row * n;
        float* const newC = at.newC + row * n;
        float* const newH = at.newH + row * n;
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k)
            newH[k] = newC[k] = forget[k] * c[k] + i[k] * g[k];
        activateRow(activation(), newH, n);
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
        activateRow(activation(), active, n);
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k) {
            grads[3 * n + k] = gradH[k] * active[k];
            gradCell[k] = gradH[k] * o[k];
        }
        activateRowBackward(activation(), active, gradCell, gradCell, n);
#pragma GCC ivdep
        for (std::int64_t k = 0; k < n; ++k) {
            const float grad = gradCell[k] + gradC[k];
            grads[k] = grad * g[k];
            grads[n + k] = grad * c[k];
            grads[2 * n + k] = grad * i[k];
            gradC[k] = grad * forget[k];
        }
        for (const int gate : {0, 1, 2, 3})
            activateRowBackward(gate == 2 ? activation() : recurrentActivation(), gates + gate * n,
                                grads + gate * n, gates + gate * n, n);
    }

    StateKernel m_kernel;
};

} // namespace

std::unique_ptr<FusedCell> lstmCell(const CellTask& task)
{
    return std::make_unique<Lstm>(task);
}

} // namespace engine::ops

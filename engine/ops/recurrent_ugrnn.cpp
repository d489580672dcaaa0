#include "engine/ops/recurrent_mixing.h"

namespace engine::ops {

namespace {

// The gates z and candidate g of a row lie one after another.
class Ugrnn final : public FusedCell {
public:
    explicit Ugrnn(const CellTask& task) : FusedCell(task), m_kernel(kernel(0, m_columns)) {}

    void forward(const StepRows& at) const override
    {
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.entering, m_units}, {at.gates, m_columns});
        for (int row = 0; row < at.rows; ++row) {
            float *const z = at.gates + row * m_columns, *const g = z + m_units;
            activateRows(recurrentActivation(), z, 1, m_units);
            activateRows(activation(), g, 1, m_units);
            mixRow(z, at.h + row * m_units, g, at.newH + row * m_units, m_units);
        }
    }

    void backward(const StepRows& at) const override
    {
        for (int row = 0; row < at.rows; ++row) {
            float *const z = at.gates + row * m_columns, *const g = z + m_units;
            float *const gradZ = at.scratch, *const gradG = gradZ + m_units;
            mixRowBackward({z, at.h + row * m_units, g}, at.gradH + row * m_units, gradZ, gradG, m_units);
            activateRowsBackward(recurrentActivation(), {z, gradZ}, z, 1, m_units);
            activateRowsBackward(activation(), {g, gradG}, g, 1, m_units);
        }
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.gates, m_columns}, {at.gradEntering, m_units});
    }

private:
    PackedKernel m_kernel;
};

} // namespace

std::unique_ptr<FusedCell> ugrnnCell(const CellTask& task)
{
    return std::make_unique<Ugrnn>(task);
}

} // namespace engine::ops

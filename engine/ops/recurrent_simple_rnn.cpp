#include "engine/ops/activation_rows.h"
#include "engine/ops/recurrent_cell.h"

#include <algorithm>

namespace engine::ops {

namespace {

class SimpleRnn final : public FusedCell {
public:
    explicit SimpleRnn(const CellTask& task) : FusedCell(task), m_kernel(kernel(0, m_columns)) {}

    void forward(const StepRows& at) const override
    {
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.entering, m_units}, {at.gates, m_units});
        activateRows(activation(), at.gates, at.rows, m_units);
        std::copy_n(at.gates, at.rows * m_units, at.newH);
    }

    void backward(const StepRows& at) const override
    {
        activateRowsBackward(activation(), {at.gates, at.gradH}, at.gates, at.rows, m_units);
        std::fill_n(at.gradH, at.rows * m_units, 0.0f);
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.gates, m_units}, {at.gradEntering, m_units});
    }

private:
    PackedKernel m_kernel;
};

} // namespace

std::unique_ptr<FusedCell> simpleRnnCell(const CellTask& task)
{
    return std::make_unique<SimpleRnn>(task);
}

} // namespace engine::ops

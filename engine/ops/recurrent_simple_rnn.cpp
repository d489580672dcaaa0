#include "engine/ops/activation_row.h"
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
        for (std::int64_t i = 0; i < at.rows * m_units; i += rowSize(at))
            activateRow(activation(), at.gates + i, rowSize(at));
        std::copy_n(at.gates, at.rows * m_units, at.newH);
    }

    void backward(const StepRows& at) const override
    {
        for (std::int64_t i = 0; i < at.rows * m_units; i += rowSize(at))
            activateRowBackward(activation(), at.gates + i, at.gradH + i, at.gates + i, rowSize(at));
        std::fill_n(at.gradH, at.rows * m_units, 0.0f);
        if (!at.fromNothing)
            m_kernel.add(at.rows, {at.gates, m_units}, {at.gradEntering, m_units});
    }

private:
    // All rows count as one where the activation allows it.
    std::int64_t rowSize(const StepRows& at) const
    {
        return activation().kind == Activation::Softmax ? m_units : at.rows * m_units;
    }

    StateKernel m_kernel;
};

} // namespace

std::unique_ptr<FusedCell> simpleRnnCell(const CellTask& task)
{
    return std::make_unique<SimpleRnn>(task);
}

} // namespace engine::ops

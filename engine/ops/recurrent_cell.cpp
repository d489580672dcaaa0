#include "engine/ops/recurrent_cell.h"

namespace engine::ops {

PackedKernel FusedCell::kernel(std::int64_t first, std::int64_t last) const
{
    if (m_task.uses == 0)
        return {};
    const Tensor& whole = m_task.given.recurrentKernel;
    const std::int64_t step = whole.columns(), extent = whole.size() - first;
    if (m_task.back)
        return {{whole.data() + first, m_units, step, 1, extent}, last - first, m_task.uses};
    return {{whole.data() + first, last - first, 1, step, extent}, m_units, m_task.uses};
}

std::unique_ptr<FusedCell> fusedCell(const CellTask& task)
{
    switch (task.given.cell) {
    case Cell::SimpleRnn:
        return simpleRnnCell(task);
    case Cell::Lstm:
        return lstmCell(task);
    case Cell::Gru:
        return gruCell(task);
    case Cell::GruResetAfter:
        return gruResetAfterCell(task);
    case Cell::Ugrnn:
        return ugrnnCell(task);
    }
    return nullptr;
}

} // namespace engine::ops

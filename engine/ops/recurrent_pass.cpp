#include "engine/ops/recurrent_pass.h"

namespace engine::ops {

namespace {

// Pieces of fewer rows read the recurrent kernel too often for what they do with it; those of less work are
// not worth a thread.
constexpr std::int64_t leastRows = 16;
constexpr std::int64_t leastWork = 200'000;
constexpr std::int64_t gateWork = 24; // of a gate's value, in multiplications

// A power of two, so that the usual numbers of threads get equal shares.
std::int64_t pieceCount(std::int64_t batch, std::int64_t work)
{
    std::int64_t pieces = 1;
    while (2 * pieces * leastRows <= batch && 2 * pieces * leastWork <= work)
        pieces *= 2;
    return pieces;
}

} // namespace

FusedPass::FusedPass(const Recurrence& given, RecurrentMemory& memory)
    : m_given(given), m_memory(memory), m_batch(given.batch()), m_steps(given.steps()),
      m_features(given.x.columns()), m_units(given.units()), m_columns(given.recurrentKernel.columns()),
      m_pieces(pieceCount(m_batch, rows() * m_columns * (m_units + gateWork)))
{
    assert(m_columns == gateCount(given.cell) * m_units && given.kernel.columns() == m_columns);
    assert(given.kernel.rows() == m_features);
}

StepRows FusedPass::at(int step, const Range& samples) const
{
    const std::int64_t before = row(samples.first, step) * m_units, after = before + m_batch * m_units;
    const auto in = [](Tensor& tensor, std::int64_t offset) {
        return tensor.empty() ? nullptr : tensor.data() + offset;
    };
    StepRows rows;
    rows.rows = samples.count();
    rows.gates = m_memory.gates.data() + row(samples.first, step) * m_columns;
    rows.h = in(m_memory.states, before);
    rows.c = in(m_memory.cells, before);
    rows.entering = in(m_memory.entering, before);
    rows.newH = in(m_memory.states, after);
    rows.newC = in(m_memory.cells, after);
    rows.product = in(m_memory.products, before);
    return rows;
}

} // namespace engine::ops

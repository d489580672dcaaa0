#include "engine/ops/recurrent_pass.h"

#include "engine/ops/loops.h"
#include "engine/ops/matmul_lines.h"

namespace engine::ops {

namespace {

// Pieces of fewer rows read the recurrent kernel too often for what they do with it; those of less work are
// not worth a thread.
constexpr std::int64_t leastRows = 16;
constexpr std::int64_t leastWork = 200'000;
constexpr std::int64_t gateWork = 24; // of a gate's value, in multiplications

// Rows meet a kernel as they lie until they are so long that they, too, should be cut into pieces that fit
// the cache.
constexpr std::int64_t mostUnpackedDepth = 200;
constexpr std::int64_t rowsTogether = 84; // a multiple of the rows of tiles

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

void FusedPass::multiplyAll(Rows<const float> left, const Lines& right, std::int64_t depth,
                            Rows<float> out) const
{
    if (depth > mostUnpackedDepth) {
        const Lines lines{left.data, rows(), left.step, 1, (rows() - 1) * left.step + depth};
        return multiplyLines(lines, right, depth, {out.data, out.step, 0});
    }
    const PackedKernel kernel(right, depth, rows());
    const std::int64_t worthwhile = divideUp(leastWork, depth * right.count);
    parallelRanges(rows(), divideUp(worthwhile, rowsTogether) * rowsTogether,
                   [&](std::int64_t first, std::int64_t last) {
                       kernel.set(int(last - first), {left.data + first * left.step, left.step},
                                  {out.data + first * out.step, out.step});
                   });
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

#include "engine/ops/elementwise.h"
#include "engine/ops/matmul_lines.h"
#include "engine/ops/recurrent_pass.h"

#include <algorithm>

// The products that end the pass backward: of all steps at once.
namespace engine::ops {

// The kernel's gradient, with that of the bias as a row behind it.
void BackwardPass::writeKernelAndBias() const
{
    if (m_gradients.kernel.empty() && m_gradients.bias.empty())
        return;
    const std::int64_t columns = inputColumns();
    const bool whole = columns == m_features;
    Tensor both = whole ? m_gradients.kernel : Tensor({int(columns), m_columns});
    const Tensor &inputs = m_memory.inputs, &gates = m_memory.gates;
    multiplyLines({inputs.data(), columns, 1, columns, inputs.size()},
                  {gates.data(), m_columns, 1, m_columns, gates.size()}, rows(), {both.data(), m_columns, 0});
    if (whole)
        return;
    const float* const last = both.data() + std::int64_t{m_features} * m_columns;
    if (!m_gradients.kernel.empty())
        std::copy_n(both.data(), m_gradients.kernel.size(), m_gradients.kernel.data());
    if (m_gradients.bias.empty())
        return;
    std::copy_n(last, m_columns, m_gradients.bias.data());
    if (m_given.cell == Cell::GruResetAfter) {
        std::copy_n(last, 2 * m_units, m_gradients.bias.data() + m_columns);
        Tensor second = m_gradients.bias.reshaped({2 * gateCount(m_given.cell), m_units}).slice(5, 1);
        sumRows(m_memory.products, 0, second);
    }
}

void BackwardPass::writeRecurrentKernel() const
{
    Tensor& gradient = m_gradients.recurrentKernel;
    if (gradient.empty())
        return;
    const std::int64_t skipped = startsEmpty() ? m_batch : 0; // rows of zeros
    // Columns `to` to `to + count` of the gradient: of the states, and columns of gates from `from`.
    const auto multiply = [&](const Tensor& states, const Tensor& gates, int from, int to, int count) {
        const std::int64_t step = gates.columns(), first = skipped * step + from;
        const std::int64_t depth = rows() - skipped;
        multiplyLines({states.data() + skipped * m_units, m_units, 1, m_units, depth * m_units},
                      {gates.data() + first, count, 1, step, gates.size() - first}, depth,
                      {gradient.data() + to, m_columns, 0});
    };
    const RecurrentMemory& m = m_memory;
    const int reset = 2 * m_units; // where the candidate of a GRU begins
    switch (m_given.cell) {
    case Cell::Gru:
        multiply(m.entering, m.gates, 0, 0, reset);
        return multiply(m.products, m.gates, reset, reset, m_units);
    case Cell::GruResetAfter:
        multiply(m.entering, m.gates, 0, 0, reset);
        return multiply(m.entering, m.products, 0, reset, m_units);
    default:
        return multiply(m.entering, m.gates, 0, 0, m_columns);
    }
}

void BackwardPass::writeX() const
{
    if (m_gradients.x.empty())
        return;
    const Tensor& factors = m_given.inputFactors;
    const bool direct = sameOrder() && factors.empty();
    Tensor x = direct ? m_gradients.x : Tensor({int(rows()), m_features});
    const Tensor& kernel = m_given.kernel;
    multiplyAll({m_memory.gates.data(), m_columns}, {kernel.data(), m_features, m_columns, 1, kernel.size()},
                m_columns, {x.data(), m_features});
    if (direct)
        return;
    const float *const from = x.data(), *const f = factors.data();
    float* const to = m_gradients.x.data();
    forRowPairs(m_features, [=, this](std::int64_t row, std::int64_t target, int sample) {
        std::copy_n(from + row * m_features, m_features, to + target * m_features);
        if (f)
            for (int i = 0; i < m_features; ++i)
                to[target * m_features + i] *= f[std::int64_t{sample} * m_features + i];
    });
}

} // namespace engine::ops

#include "engine/ops/recurrent_pass.h"

#include <algorithm>

namespace engine::ops {

void ForwardPass::run(RecurrentOutput& output) const
{
    m_memory = {}; // first, so that the same memory is taken again, and may still be in the cache
    readInputs();
    multiplyInputs();
    takeStates();
    const int uses = m_batch * (m_steps - (startsEmpty() ? 1 : 0));
    const std::unique_ptr<FusedCell> cell = fusedCell({m_given, false, uses});
    forPieces([&](const Range& samples) { runPiece(*cell, samples, output); });
}

// x in the order of the pass.
void ForwardPass::readInputs() const
{
    const Tensor& factors = m_given.inputFactors;
    const int columns = inputColumns();
    if (sameOrder() && factors.empty() && columns == m_features) {
        m_memory.inputs = m_given.x.reshaped({int(rows()), columns});
        return;
    }
    m_memory.inputs = Tensor({int(rows()), columns});
    const float *const x = m_given.x.data(), *const f = factors.data();
    float* const inputs = m_memory.inputs.data();
    forRowPairs(columns, [=, this](std::int64_t row, std::int64_t from, int sample) {
        float* const to = inputs + row * columns;
        std::copy_n(x + from * m_features, m_features, to);
        if (f)
            for (int i = 0; i < m_features; ++i)
                to[i] *= f[std::int64_t{sample} * m_features + i];
        if (columns > m_features)
            to[m_features] = 1;
    });
}

// x W + b of all steps and gates; GruResetAfter's b2 is in it where r does not stand before it.
void ForwardPass::multiplyInputs() const
{
    Tensor kernel = m_given.kernel;
    if (!m_given.bias.empty()) {
        kernel = Tensor({m_features + 1, m_columns});
        const float* const bias = m_given.bias.data();
        float* const last = std::copy_n(m_given.kernel.data(), m_given.kernel.size(), kernel.data());
        std::copy_n(bias, m_columns, last);
        if (m_given.cell == Cell::GruResetAfter)
            for (int i = 0; i < 2 * m_units; ++i)
                last[i] += bias[m_columns + i];
    }
    m_memory.gates = Tensor({int(rows()), m_columns});
    multiplyAll({m_memory.inputs.data(), inputColumns()},
                {kernel.data(), m_columns, 1, m_columns, kernel.size()}, inputColumns(),
                {m_memory.gates.data(), m_columns});
}

void ForwardPass::takeStates() const
{
    m_memory.states = Tensor({m_steps + 1, m_batch, m_units});
    if (m_given.cell == Cell::Lstm)
        m_memory.cells = Tensor({m_steps + 1, m_batch, m_units});
    m_memory.entering = m_given.stateFactors.empty() ? m_memory.states : Tensor::like(m_memory.states);
    if (m_given.cell == Cell::Gru || m_given.cell == Cell::GruResetAfter)
        m_memory.products = Tensor({m_steps, m_batch, m_units});
}

void ForwardPass::runPiece(const FusedCell& cell, const Range& samples, RecurrentOutput& output) const
{
    startStates(samples);
    for (int step = 0; step < m_steps; ++step) {
        StepRows rows = at(step, samples);
        rows.fromNothing = step == 0 && startsEmpty();
        cell.forward(rows);
        if (!m_given.mask.empty())
            keepMissing(step, samples);
        if (!m_given.stateFactors.empty())
            enter(step + 1, samples);
        if (output.y.shape().rank() == 3)
            writeOutput(step, samples, output.y);
    }
    writeEnd(samples, output);
}

void ForwardPass::startStates(const Range& samples) const
{
    const int parts = stateCount(m_given.cell);
    for (int part = 0; part < parts; ++part) {
        float* to = (part == 0 ? m_memory.states : m_memory.cells).data() + row(samples.first, 0) * m_units;
        for (int sample = samples.first; sample < samples.last; ++sample, to += m_units)
            if (startsEmpty())
                std::fill_n(to, m_units, 0.0f);
            else
                std::copy_n(m_given.state.data() + (std::int64_t{sample} * parts + part) * m_units, m_units,
                            to);
    }
    if (!m_given.stateFactors.empty())
        enter(0, samples);
}

// The state before that step, times its factors.
void ForwardPass::enter(int step, const Range& samples) const
{
    const std::int64_t first = row(samples.first, step) * m_units;
    const float* const h = m_memory.states.data() + first;
    const float* const factors = m_given.stateFactors.data() + std::int64_t{samples.first} * m_units;
    float* const entering = m_memory.entering.data() + first;
#pragma GCC ivdep
    for (std::int64_t i = 0; i < std::int64_t{samples.count()} * m_units; ++i)
        entering[i] = h[i] * factors[i];
}

void ForwardPass::keepMissing(int step, const Range& samples) const
{
    const std::int64_t size = m_units, distance = m_batch * size;
    for (int sample = samples.first; sample < samples.last; ++sample)
        if (!present(sample, step))
            for (Tensor* states : {&m_memory.states, &m_memory.cells})
                if (!states->empty()) {
                    const float* const before = states->data() + row(sample, step) * size;
                    std::copy_n(before, size, states->data() + row(sample, step) * size + distance);
                }
}

void ForwardPass::writeOutput(int step, const Range& samples, Tensor& y) const
{
    for (int sample = samples.first; sample < samples.last; ++sample) {
        float* const to = y.data() + outputRow(sample, step) * m_units;
        if (present(sample, step))
            std::copy_n(m_memory.states.data() + row(sample, step + 1) * m_units, m_units, to);
        else if (step > 0)
            std::copy_n(y.data() + outputRow(sample, step - 1) * m_units, m_units, to);
        else
            std::fill_n(to, m_units, 0.0f);
    }
}

void ForwardPass::writeEnd(const Range& samples, RecurrentOutput& output) const
{
    const int parts = stateCount(m_given.cell);
    for (int sample = samples.first; sample < samples.last; ++sample) {
        const std::int64_t last = row(sample, m_steps) * m_units;
        if (output.y.shape().rank() == 2) {
            bool any = false;
            for (int step = 0; step < m_steps && !any; ++step)
                any = present(sample, step);
            float* const to = output.y.data() + std::int64_t{sample} * m_units;
            if (any)
                std::copy_n(m_memory.states.data() + last, m_units, to);
            else
                std::fill_n(to, m_units, 0.0f);
        }
        if (output.state.empty())
            continue;
        float* const to = output.state.data() + std::int64_t{sample} * parts * m_units;
        std::copy_n(m_memory.states.data() + last, m_units, to);
        if (parts == 2)
            std::copy_n(m_memory.cells.data() + last, m_units, to + m_units);
    }
}

} // namespace engine::ops

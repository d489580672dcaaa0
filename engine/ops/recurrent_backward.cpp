#include "engine/ops/recurrent_pass.h"

#include <algorithm>

namespace engine::ops {

namespace {

void addRow(const float* from, float* to, std::int64_t count)
{
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += from[i];
}

void addProductRow(const float* from, const float* factors, float* to, std::int64_t count)
{
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += from[i] * factors[i];
}

// Adds `from` to what stands there, and leaves zeros behind.
void moveRow(float* from, float* to, std::int64_t count)
{
    addRow(from, to, count);
    std::fill_n(from, count, 0.0f);
}

} // namespace

void BackwardPass::run()
{
    const bool firstMeets = !startsEmpty() || wantsState();
    {
        const int uses = m_batch * (m_steps - (firstMeets ? 0 : 1));
        const std::unique_ptr<FusedCell> cell = fusedCell({m_given, true, uses});
        forPieces([&](const Range& samples) { runPiece(*cell, samples); });
    }
    writeKernelAndBias();
    writeRecurrentKernel();
    writeX();
}

BackwardPass::Room BackwardPass::room(const Range& samples) const
{
    const std::int64_t size = std::int64_t{samples.count()} * m_units;
    Room room{Tensor({int(7 * size + scratchRows * m_units)}), {}, {}, {}, {}, {}, {}, {}, {}};
    float* next = room.memory.data();
    for (float** part :
         {&room.h, &room.c, &room.carried, &room.heldH, &room.heldC, &room.entering, &room.product})
        *part = next, next += size;
    room.scratch = next;
    std::fill_n(room.memory.data(), 5 * size, 0.0f);
    return room;
}

void BackwardPass::runPiece(const FusedCell& cell, const Range& samples) const
{
    const Room own = room(samples);
    start(own, samples);
    for (int step = m_steps - 1; step >= 0; --step) {
        arrive(step, samples, own);
        stepBack(cell, step, samples, own);
    }
    if (wantsState())
        writeState(own, samples);
}

// What arrives at the state in the end, and at the last output.
void BackwardPass::start(const Room& room, const Range& samples) const
{
    const int parts = stateCount(m_given.cell);
    for (int sample = samples.first; sample < samples.last; ++sample) {
        const std::int64_t to = std::int64_t{sample - samples.first} * m_units;
        if (m_arriving.y.shape().rank() == 2)
            std::copy_n(m_arriving.y.data() + std::int64_t{sample} * m_units, m_units, room.carried + to);
        if (m_arriving.state.empty())
            continue;
        const float* const state = m_arriving.state.data() + std::int64_t{sample} * parts * m_units;
        std::copy_n(state, m_units, room.h + to);
        if (parts == 2)
            std::copy_n(state + m_units, m_units, room.c + to);
    }
}

// Adds what arrives at that step's output. A missing step had no part in its output, nor in the state after
// it: it sees no gradients, and these wait.
void BackwardPass::arrive(int step, const Range& samples, const Room& room) const
{
    const bool sequence = m_arriving.y.shape().rank() == 3;
    const bool last = m_arriving.y.shape().rank() == 2 && step == m_steps - 1;
    if (!sequence && !last && m_given.mask.empty())
        return;
    for (int sample = samples.first; sample < samples.last; ++sample) {
        const std::int64_t at = std::int64_t{sample - samples.first} * m_units;
        const float* const y = m_arriving.y.data() + (sequence ? outputRow(sample, step) * m_units : 0);
        if (m_given.mask.empty()) {
            addRow(sequence ? y : room.carried + at, room.h + at, m_units);
            continue;
        }
        if (sequence)
            addRow(y, room.carried + at, m_units);
        if (present(sample, step)) {
            moveRow(room.carried + at, room.h + at, m_units);
        } else {
            moveRow(room.h + at, room.heldH + at, m_units);
            moveRow(room.c + at, room.heldC + at, m_units);
        }
    }
}

void BackwardPass::stepBack(const FusedCell& cell, int step, const Range& samples, const Room& room) const
{
    const bool factors = !m_given.stateFactors.empty();
    const std::int64_t size = std::int64_t{samples.count()} * m_units;
    StepRows rows = at(step, samples);
    rows.fromNothing = step == 0 && startsEmpty() && !wantsState();
    rows.gradH = room.h;
    rows.gradC = room.c;
    rows.gradEntering = factors ? room.entering : room.h;
    rows.gradProduct = room.product;
    rows.scratch = room.scratch;
    if (factors)
        std::fill_n(room.entering, size, 0.0f);
    cell.backward(rows);
    if (factors)
        addProductRow(room.entering, m_given.stateFactors.data() + std::int64_t{samples.first} * m_units,
                      room.h, size);
    if (!m_given.mask.empty()) {
        moveRow(room.heldH, room.h, size);
        moveRow(room.heldC, room.c, size);
    }
}

void BackwardPass::writeState(const Room& room, const Range& samples) const
{
    const int parts = stateCount(m_given.cell);
    for (int sample = samples.first; sample < samples.last; ++sample) {
        const std::int64_t from = std::int64_t{sample - samples.first} * m_units;
        float* const to = m_gradients.state.data() + std::int64_t{sample} * parts * m_units;
        std::copy_n(room.h + from, m_units, to);
        if (parts == 2)
            std::copy_n(room.c + from, m_units, to + m_units);
    }
}

} // namespace engine::ops

#pragma once

#include "engine/base/parallel.h"
#include "engine/ops/recurrent_cell.h"

// A cell over a whole sequence. What the steps need lies in the order of the pass, step by step and there
// sample by sample, so that a step's rows are one block, and all of them one matrix for the products that
// need no order: of the inputs, and of the gradients of weights and inputs. Between those, each piece of the
// batch goes through all steps on its own.
namespace engine::ops {

class FusedPass {
protected:
    FusedPass(const Recurrence& given, RecurrentMemory& memory);

    struct Range {
        int first, last;
        int count() const { return last - first; }
    };
    // body(samples) for pieces of the batch, which depend on the sizes only.
    template <class Body>
    void forPieces(const Body& body) const
    {
        parallel(m_pieces, [&](std::int64_t piece) {
            body(Range{int(piece * m_batch / m_pieces), int((piece + 1) * m_batch / m_pieces)});
        });
    }
    // body(row of the pass, row of a sequence like x) for all steps and samples.
    template <class Body>
    void forRowPairs(std::int64_t rowSize, const Body& body) const;

    int time(int step) const { return m_given.backwards ? m_steps - 1 - step : step; }
    // Where in y the output of that step belongs, in rows.
    std::int64_t outputRow(int sample, int step) const
    {
        return std::int64_t{sample} * m_steps + (m_given.keepsOrder ? time(step) : step);
    }
    bool present(int sample, int step) const
    {
        return m_given.mask.empty() ||
            m_given.mask.data()[std::int64_t{sample} * m_steps + time(step)] != 0.0f;
    }
    std::int64_t row(int sample, int step) const { return std::int64_t{step} * m_batch + sample; }
    std::int64_t rows() const { return std::int64_t{m_steps} * m_batch; }
    bool startsEmpty() const { return m_given.state.empty(); }
    // Rows of the pass lie like those of x.
    bool sameOrder() const { return (m_batch == 1 || m_steps == 1) && !m_given.backwards; }
    // Of the inputs: a one stands behind the features, so that the bias is part of the kernel.
    int inputColumns() const { return m_features + (m_given.bias.empty() ? 0 : 1); }
    // out = left * right, where the right side has `depth` rows, for all rows of the pass.
    void multiplyAll(Rows<const float> left, const Lines& right, std::int64_t depth, Rows<float> out) const;
    StepRows at(int step, const Range& samples) const;

    const Recurrence& m_given;
    RecurrentMemory& m_memory;
    int m_batch, m_steps, m_features, m_units, m_columns;
    std::int64_t m_pieces;
};

class ForwardPass : FusedPass {
public:
    ForwardPass(const Recurrence& given, RecurrentMemory& memory) : FusedPass(given, memory) {}
    void run(RecurrentOutput& output) const;

private:
    void readInputs() const;
    void multiplyInputs() const;
    void takeStates() const;
    void runPiece(const FusedCell& cell, const Range& samples, RecurrentOutput& output) const;
    void startStates(const Range& samples) const;
    void keepMissing(int step, const Range& samples) const;
    void enter(int step, const Range& samples) const;
    void writeOutput(int step, const Range& samples, Tensor& y) const;
    void writeEnd(const Range& samples, RecurrentOutput& output) const;
};

class BackwardPass : FusedPass {
public:
    BackwardPass(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
                 RecurrentGradients& gradients)
        : FusedPass(given, memory), m_arriving(arriving), m_gradients(gradients)
    {
    }
    void run();

private:
    // Gradients of a piece's samples on their way back.
    struct Room {
        Tensor memory;
        float *h, *c; // of the state
        float* carried; // of the output that is carried over missing steps
        float *heldH, *heldC; // of the state, around a missing step
        float *entering, *product, *scratch;
    };
    Room room(const Range& samples) const;
    bool wantsState() const { return !m_gradients.state.empty(); }
    void runPiece(const FusedCell& cell, const Range& samples) const;
    void start(const Room& room, const Range& samples) const;
    void arrive(int step, const Range& samples, const Room& room) const;
    void stepBack(const FusedCell& cell, int step, const Range& samples, const Room& room) const;
    void writeState(const Room& room, const Range& samples) const;

    void writeKernelAndBias() const;
    void writeRecurrentKernel() const;
    void writeX() const;

    const RecurrentOutput& m_arriving;
    RecurrentGradients& m_gradients;
};

template <class Body>
void FusedPass::forRowPairs(std::int64_t rowSize, const Body& body) const
{
    constexpr std::int64_t grain = 16384;
    parallelRanges(rows(), std::max<std::int64_t>(1, grain / rowSize),
                   [&](std::int64_t first, std::int64_t last) {
                       int step = int(first / m_batch), sample = int(first % m_batch);
                       for (std::int64_t i = first; i < last; ++i) {
                           body(i, std::int64_t{sample} * m_steps + time(step), sample);
                           if (++sample == m_batch)
                               sample = 0, ++step;
                       }
                   });
}

} // namespace engine::ops

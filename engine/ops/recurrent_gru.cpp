#include "engine/ops/recurrent_mixing.h"

#include <algorithm>

namespace engine::ops {

namespace {

// The gates z, r and candidate g of a row lie one after another.
class AnyGru : public FusedCell {
protected:
    explicit AnyGru(const CellTask& task)
        : FusedCell(task), m_gates(kernel(0, 2 * m_units)), m_candidate(kernel(2 * m_units, m_columns))
    {
    }

    struct Row {
        float *z, *r, *g;
    };
    Row row(const StepRows& at, int i) const
    {
        float* const z = at.gates + i * m_columns;
        return {z, z + m_units, z + 2 * m_units};
    }
    void activateGates(const Row& row) const { activateRows(recurrentActivation(), row.z, 2, m_units); }
    void finishRow(const StepRows& at, int i) const
    {
        const auto [z, r, g] = row(at, i);
        activateRows(activation(), g, 1, m_units);
        mixRow(z, at.h + i * m_units, g, at.newH + i * m_units, m_units);
    }
    // Until the gradients before the activations of z and g stand in their places.
    void startRowBack(const StepRows& at, int i) const
    {
        const auto [z, r, g] = row(at, i);
        float *const gradZ = at.scratch, *const gradG = gradZ + m_units;
        mixRowBackward({z, at.h + i * m_units, g}, at.gradH + i * m_units, gradZ, gradG, m_units);
        activateRowsBackward(recurrentActivation(), {z, gradZ}, z, 1, m_units);
        activateRowsBackward(activation(), {g, gradG}, g, 1, m_units);
    }

    PackedKernel m_gates, m_candidate;
};

// g = f(x W + (r h) U + b); the product is r h.
class Gru final : public AnyGru {
public:
    explicit Gru(const CellTask& task) : AnyGru(task) {}

    void forward(const StepRows& at) const override
    {
        const std::int64_t n = m_units;
        if (!at.fromNothing)
            m_gates.add(at.rows, {at.entering, n}, {at.gates, m_columns});
        for (int i = 0; i < at.rows; ++i) {
            activateGates(row(at, i));
            multiplyRow(row(at, i).r, at.entering + i * n, at.product + i * n);
        }
        if (!at.fromNothing)
            m_candidate.add(at.rows, {at.product, n}, {at.gates + 2 * n, m_columns});
        for (int i = 0; i < at.rows; ++i)
            finishRow(at, i);
    }

    void backward(const StepRows& at) const override
    {
        const std::int64_t n = m_units;
        for (int i = 0; i < at.rows; ++i)
            startRowBack(at, i);
        float* const gradKept = at.gradProduct;
        std::fill_n(gradKept, at.rows * n, 0.0f);
        if (!at.fromNothing)
            m_candidate.add(at.rows, {at.gates + 2 * n, m_columns}, {gradKept, n});
        for (int i = 0; i < at.rows; ++i) {
            float* const r = row(at, i).r;
            float* const kept = gradKept + i * n;
            addProductRow(kept, r, at.gradEntering + i * n);
            multiplyRow(kept, at.entering + i * n, kept);
            activateRowsBackward(recurrentActivation(), {r, kept}, r, 1, n);
        }
        if (!at.fromNothing)
            m_gates.add(at.rows, {at.gates, m_columns}, {at.gradEntering, n});
    }

private:
    void multiplyRow(const float* a, const float* b, float* product) const
    {
#pragma GCC ivdep
        for (std::int64_t k = 0; k < m_units; ++k)
            product[k] = a[k] * b[k];
    }
    void addProductRow(const float* a, const float* b, float* sum) const
    {
#pragma GCC ivdep
        for (std::int64_t k = 0; k < m_units; ++k)
            sum[k] += a[k] * b[k];
    }
};

// g = f(x W + b + r (h U + b2)); the product is h U + b2, and holds its gradient in the end.
class GruResetAfter final : public AnyGru {
public:
    explicit GruResetAfter(const CellTask& task) : AnyGru(task)
    {
        if (!task.given.bias.empty())
            m_bias = task.given.bias.data() + m_columns + 2 * m_units;
    }

    void forward(const StepRows& at) const override
    {
        const std::int64_t n = m_units;
        for (int i = 0; i < at.rows; ++i)
            if (m_bias)
                std::copy_n(m_bias, n, at.product + i * n);
            else
                std::fill_n(at.product + i * n, n, 0.0f);
        if (!at.fromNothing) {
            m_gates.add(at.rows, {at.entering, n}, {at.gates, m_columns});
            m_candidate.add(at.rows, {at.entering, n}, {at.product, n});
        }
        for (int i = 0; i < at.rows; ++i) {
            const auto [z, r, g] = row(at, i);
            const float* const product = at.product + i * n;
            activateGates({z, r, g});
#pragma GCC ivdep
            for (std::int64_t k = 0; k < n; ++k)
                g[k] += r[k] * product[k];
            finishRow(at, i);
        }
    }

    void backward(const StepRows& at) const override
    {
        const std::int64_t n = m_units;
        for (int i = 0; i < at.rows; ++i) {
            startRowBack(at, i);
            leaveReset(row(at, i), at.product + i * n, at.scratch);
        }
        if (at.fromNothing)
            return;
        m_gates.add(at.rows, {at.gates, m_columns}, {at.gradEntering, n});
        m_candidate.add(at.rows, {at.product, n}, {at.gradEntering, n});
    }

private:
    void leaveReset(const Row& row, float* product, float* gradR) const
    {
        const auto [z, r, g] = row;
#pragma GCC ivdep
        for (std::int64_t k = 0; k < m_units; ++k) {
            gradR[k] = g[k] * product[k];
            product[k] = g[k] * r[k];
        }
        activateRowsBackward(recurrentActivation(), {r, gradR}, r, 1, m_units);
    }

    const float* m_bias = nullptr; // b2 of the candidate
};

} // namespace

std::unique_ptr<FusedCell> gruCell(const CellTask& task)
{
    return std::make_unique<Gru>(task);
}
std::unique_ptr<FusedCell> gruResetAfterCell(const CellTask& task)
{
    return std::make_unique<GruResetAfter>(task);
}

} // namespace engine::ops

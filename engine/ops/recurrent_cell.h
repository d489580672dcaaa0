#pragma once

#include "engine/ops/packed_kernel.h"
#include "engine/ops/recurrent.h"

#include <memory>

// A cell over some samples at one step: products with the state and gates while they are in the cache.
namespace engine::ops {

constexpr int scratchRows = 6;

// Rows of samples, one after another.
struct StepRows {
    int rows = 0;
    bool fromNothing = false; // the state before is zero, and nobody asks for its gradient
    float* gates = nullptr; // forward: before, what the inputs add to them; after, activated.
                            // Back: before, activated; after, the gradients before the activation
    const float* h = nullptr; // the state before
    const float* c = nullptr;
    const float* entering = nullptr; // h as it meets the recurrent kernel
    float* newH = nullptr; // the state after
    float* newC = nullptr;
    float* product = nullptr; // GRU: what lies between r and the candidate
    // Back only:
    float* gradH = nullptr; // before, the gradient that arrives at newH; after, what reaches h directly
    float* gradC = nullptr; // the same of newC and c
    float* gradEntering = nullptr; // what reaches h through the recurrent kernel is added here
    float* gradProduct = nullptr; // Gru: room for rows
    float* scratch = nullptr; // scratchRows * units values
};

struct CellTask {
    const Recurrence& given;
    bool back; // the pass backward
    int uses; // how many rows will meet the recurrent kernel in all
};

class FusedCell {
public:
    virtual ~FusedCell() = default;
    virtual void forward(const StepRows& at) const = 0;
    virtual void backward(const StepRows& at) const = 0;

protected:
    explicit FusedCell(const CellTask& task)
        : m_task(task), m_units(task.given.units()), m_columns(task.given.recurrentKernel.columns())
    {
    }
    // Columns `first` to `last` of the recurrent kernel; for the pass backward their transpose.
    PackedKernel kernel(std::int64_t first, std::int64_t last) const;
    const ActivationSpec& activation() const { return m_task.given.activation; }
    const ActivationSpec& recurrentActivation() const { return m_task.given.recurrentActivation; }

    CellTask m_task;
    std::int64_t m_units, m_columns;
};

std::unique_ptr<FusedCell> simpleRnnCell(const CellTask& task);
std::unique_ptr<FusedCell> lstmCell(const CellTask& task);
std::unique_ptr<FusedCell> gruCell(const CellTask& task);
std::unique_ptr<FusedCell> gruResetAfterCell(const CellTask& task);
std::unique_ptr<FusedCell> ugrnnCell(const CellTask& task);
std::unique_ptr<FusedCell> fusedCell(const CellTask& task);

} // namespace engine::ops

#include "engine/ops/elementwise.h"
#include "engine/ops/matmul.h"
#include "engine/ops/recurrent_plain.h"

namespace engine::ops {

namespace {

Tensor product(const Tensor& a, const Tensor& b)
{
    Tensor result = Tensor::like(a);
    multiply(a, b, result);
    return result;
}

Tensor oneMinus(const Tensor& a)
{
    Tensor result = Tensor::like(a);
    affine(a, -1, 1, result);
    return result;
}

} // namespace

const ActivationSpec& gateActivation(const Recurrence& given, std::size_t gate)
{
    const bool last = int(gate) + 1 == gateCount(given.cell);
    const bool candidate = given.cell == Cell::Lstm ? gate == 2 : last;
    return candidate ? given.activation : given.recurrentActivation;
}

void PlainStep::addProduct(std::size_t gate)
{
    matmul(entering, false, kernels[gate], false, 1, gates[gate]);
}

void PlainStep::activateGate(std::size_t gate)
{
    activate(gates[gate], {}, gateActivation(given, gate), gates[gate]);
}

void PlainStep::forward()
{
    switch (given.cell) {
    case Cell::SimpleRnn:
        addProduct(0);
        activateGate(0);
        return newH.copyFrom(gates[0]);
    case Cell::Lstm:
        return lstm();
    case Cell::Gru:
        return gru();
    case Cell::GruResetAfter:
        return gruResetAfter();
    case Cell::Ugrnn:
        for (std::size_t gate : {0u, 1u}) {
            addProduct(gate);
            activateGate(gate);
        }
        return mix();
    }
}

void PlainStep::lstm()
{
    for (std::size_t gate = 0; gate < 4; ++gate) {
        addProduct(gate);
        activateGate(gate);
    }
    multiply(gates[1], c, newC);
    accumulateProduct(gates[0], gates[2], newC);
    activate(newC, {}, given.activation, newH);
    multiply(newH, gates[3], newH);
}

void PlainStep::gru()
{
    for (std::size_t gate : {0u, 1u}) {
        addProduct(gate);
        activateGate(gate);
    }
    matmul(ops::product(gates[1], entering), false, kernels[2], false, 1, gates[2]);
    activateGate(2);
    mix();
}

void PlainStep::gruResetAfter()
{
    for (std::size_t gate : {0u, 1u}) {
        addProduct(gate);
        activateGate(gate);
    }
    matmul(entering, false, kernels[2], false, 1, product);
    accumulateProduct(gates[1], product, gates[2]);
    activateGate(2);
    mix();
}

// h' = z h + (1 - z) g, where z is the first gate and g the last.
void PlainStep::mix()
{
    multiply(gates.front(), h, newH);
    accumulateProduct(oneMinus(gates.front()), gates.back(), newH);
}

void PlainStepBack::leaveActivation(std::size_t gate)
{
    activateBackward(step.gates[gate], gates[gate], gateActivation(step.given, gate), gates[gate]);
}

void PlainStepBack::leaveProduct(std::size_t gate, const Tensor& gradient)
{
    matmul(gradient, false, step.kernels[gate], true, 1, entering);
    matmul(step.entering, true, gradient, false, 1, kernels[gate]);
}

void PlainStepBack::backward()
{
    switch (step.given.cell) {
    case Cell::SimpleRnn:
        gates[0].copyFrom(newH);
        leaveActivation(0);
        return leaveProduct(0, gates[0]);
    case Cell::Lstm:
        return lstm();
    case Cell::Gru:
        return gru();
    case Cell::GruResetAfter:
        return gruResetAfter();
    case Cell::Ugrnn:
        mix();
        leaveActivation(0);
        leaveProduct(0, gates[0]);
        return leaveProduct(1, gates[1]);
    }
}

void PlainStepBack::lstm()
{
    const Tensor& output = step.gates[3];
    Tensor active = Tensor::like(newH);
    activate(step.newC, {}, step.given.activation, active);
    multiply(newH, active, gates[3]);

    Tensor cell = ops::product(newH, output);
    activateBackward(active, cell, step.given.activation, cell);
    accumulate(newC, 1, cell);
    multiply(cell, step.gates[2], gates[0]);
    multiply(cell, step.c, gates[1]);
    multiply(cell, step.gates[0], gates[2]);
    accumulateProduct(cell, step.gates[1], c);
    for (std::size_t gate = 0; gate < 4; ++gate) {
        leaveActivation(gate);
        leaveProduct(gate, gates[gate]);
    }
}

void PlainStepBack::gru()
{
    mix();
    const Tensor& reset = step.gates[1];
    const Tensor kept = ops::product(reset, step.entering);
    Tensor gradient = Tensor::like(kept);
    matmul(gates[2], false, step.kernels[2], true, 0, gradient);
    matmul(kept, true, gates[2], false, 1, kernels[2]);
    accumulateProduct(gradient, reset, entering);
    multiply(gradient, step.entering, gates[1]);
    for (std::size_t gate : {0u, 1u}) {
        leaveActivation(gate);
        leaveProduct(gate, gates[gate]);
    }
}

void PlainStepBack::gruResetAfter()
{
    mix();
    multiply(gates[2], step.product, gates[1]);
    multiply(gates[2], step.gates[1], product);
    leaveProduct(2, product);
    for (std::size_t gate : {0u, 1u}) {
        leaveActivation(gate);
        leaveProduct(gate, gates[gate]);
    }
}

// Leaves the candidate's activation, too.
void PlainStepBack::mix()
{
    const Tensor& keep = step.gates.front();
    const Tensor& candidate = step.gates.back();
    accumulateProduct(newH, keep, h);
    Tensor difference = step.h.clone();
    accumulate(candidate, -1, difference);
    multiply(newH, difference, gates.front());
    multiply(newH, oneMinus(keep), gates.back());
    leaveActivation(gates.size() - 1);
}

} // namespace engine::ops

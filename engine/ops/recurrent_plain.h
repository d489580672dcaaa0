#pragma once

#include "engine/ops/recurrent.h"

#include <vector>

// One step of a cell on all samples at once, gate by gate.
namespace engine::ops {

// Matrices [batch, units].
struct PlainStep {
    const Recurrence& given;
    const std::vector<Tensor>& kernels; // the recurrent one of every gate, [units, units]
    std::vector<Tensor> gates; // forward: before, what the inputs add to them; after, activated
    Tensor entering; // h where it meets the kernels
    Tensor h, c; // the state before
    Tensor newH, newC; // and after
    Tensor product; // GruResetAfter: b2, then the whole of what r is multiplied with

    void forward();

private:
    void lstm();
    void gru();
    void gruResetAfter();
    void mix();
    void addProduct(std::size_t gate);
    void activateGate(std::size_t gate);
};

struct PlainStepBack {
    const PlainStep& step;
    Tensor newH, newC; // gradients that arrive
    Tensor h, c, entering; // gradients that go on, added to zeros
    std::vector<Tensor> gates; // gradients before the activation
    Tensor product; // GruResetAfter: the gradient of the product
    std::vector<Tensor>& kernels; // gradients, added to

    void backward();

private:
    void lstm();
    void gru();
    void gruResetAfter();
    void mix();
    void leaveActivation(std::size_t gate);
    void leaveProduct(std::size_t gate, const Tensor& gradient);
};

// The activation of a gate: candidates have their own.
const ActivationSpec& gateActivation(const Recurrence& given, std::size_t gate);

} // namespace engine::ops

#pragma once

#include "engine/ops/activation.h"
#include "engine/ops/op.h"

// Recurrent layers: one operation runs a cell over a whole sequence, one runs back.
namespace engine::ops {

// How a cell makes the new state h' (and c') of input x and state h (and c). W is the gate's part of the
// kernel, U of the recurrent kernel; f is the activation, s the recurrent activation; products of gates go
// element by element.
enum class Cell : std::uint8_t {
    SimpleRnn, // h' = f(x W + h U + b) (Elman 1990)
    Lstm, // gates i, forget, o = s(x W + h U + b), candidate g = f(x W + h U + b); c' = forget c + i g and
          // h' = o f(c') (Hochreiter, Schmidhuber 1997; Gers et al. 2000); in the order i, forget, g, o
    Gru, // z, r = s(x W + h U + b), candidate g = f(x W + (r h) U + b); h' = z h + (1 - z) g (Cho et al.
         // 2014)
    GruResetAfter, // the same with g = f(x W + b + r (h U + b2)), as cuDNN has it
    Ugrnn, // z = s(x W + h U + b), candidate g = f(x W + h U + b); h' = z h + (1 - z) g (Collins et al. 2016)
};
int gateCount(Cell cell); // 1, 4, 3, 3, 2
int stateCount(Cell cell); // vectors that make up the state: 2 for Lstm (h, c), else 1

// A cell, its weights and what it is to run over. Tensors that are named optional may be empty.
struct Recurrence {
    Cell cell = Cell::SimpleRnn;
    ActivationSpec activation{Activation::Tanh};
    ActivationSpec recurrentActivation{Activation::Sigmoid};
    bool backwards = false; // from the last step to the first
    bool keepsOrder = false; // then y[b, t] is the output after x[b, t]; otherwise, as in Keras, y's steps
                             // follow the pass, so that its last one is the last output

    Tensor x; // [batch, time, features]
    Tensor kernel; // [features, gates * units]
    Tensor recurrentKernel; // [units, gates * units]
    Tensor bias; // optional: [gates * units], for GruResetAfter [2, gates * units]: b, then b2
    Tensor state; // optional, else zeros: [batch, units], for Lstm [batch, 2, units]
    // Optional: [batch, time], 0 where a step is missing. There the state stays as it is, and the output is
    // that of the step before (zero where there is none), as in Keras.
    Tensor mask;
    // Optional, for dropout, the same in every step: [batch, features] times every x, and [batch, units]
    // times h where it meets U; the h that is mixed into h' stays whole.
    Tensor inputFactors, stateFactors;

    int batch() const { return x.rows(); }
    int steps() const { return x.shape()[1]; }
    int units() const { return recurrentKernel.rows(); }
    Shape stateShape() const; // with the batch
    Device device() const { return x.device(); }
};

// What comes out; also the gradients that arrive there. An empty tensor is not wanted, or has no gradient.
struct RecurrentOutput {
    Tensor y; // [batch, time, units], or [batch, units] for the last output of the pass only
    Tensor state; // the state in the end, like Recurrence::state
};

// Filled by the pass forward for the pass back, which may reuse it as working space: one pass back for each
// forward. What lies in it is the business of the two.
struct RecurrentMemory {
    Tensor inputs, gates, states, cells, entering, products;
};

// What the pass back computes; an empty tensor is not wanted. Shapes as in Recurrence.
struct RecurrentGradients {
    Tensor x, kernel, recurrentKernel, bias, state;
};

// A null memory: no pass back will follow.
extern const Op<void(const Recurrence& given, RecurrentOutput& output, RecurrentMemory* memory)> recur;
extern const Op<void(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
                     RecurrentGradients& gradients)>
    recurBackward;

// The same, step by step and gate by gate out of simpler operations: the plain path that the operations are
// tested and measured against.
void recurPlain(const Recurrence& given, RecurrentOutput& output, RecurrentMemory* memory);
void recurBackwardPlain(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
                        RecurrentGradients& gradients);

} // namespace engine::ops

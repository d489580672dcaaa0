#pragma once

#include "engine/ops/recurrent_walk.h"

// One step back of a block's samples: all but the products with the recurrent kernel.
namespace engine::ops {

// Its gates are gradients: of the activated gates, then of what was there before the activation.
struct BackwardRoom : Room {
    float *gradH, *gradC; // of the state; missing steps leave them alone
    float* carried; // of the output, which is carried over missing steps
    float* active; // of an LSTM: f(c')
    float*
        product; // of GRUs: the gradient of what lies between r and the candidate; of an LSTM: that of f(c')
    float* direct; // of Gru: what reaches h on the way over r
    float* parts; // products of gates with the recurrent kernel, `partCount` vectors for each sample
    int partCount;
};
constexpr int backwardVectors = 6; // of a sample in its room, besides gates and parts

struct BackwardWalk : Walk {
    const float *arrivingY, *arrivingState;
    float* gradState;
};

__device__ inline void startWalk(const BackwardWalk& walk, const BackwardRoom& room)
{
    room.forUnits([&](int i, int unit) {
        const int sample = room.first + i, at = i * room.pitch + unit;
        const std::int64_t from = std::int64_t{sample} * walk.stateCount * walk.units + unit;
        const bool last = walk.arrivingY && walk.lastOnly;
        room.gradH[at] = walk.arrivingState ? walk.arrivingState[from] : 0;
        room.gradC[at] =
            walk.arrivingState && walk.cell == Cell::Lstm ? walk.arrivingState[from + walk.units] : 0;
        room.carried[at] = last ? walk.arrivingY[std::int64_t{sample} * walk.units + unit] : 0;
    });
}

// Adds what reaches the state before the step over the recurrent kernel.
__device__ inline void collect(const BackwardWalk& walk, const BackwardRoom& room)
{
    room.forUnits([&](int i, int unit) {
        float sum = walk.cell == Cell::Gru ? room.direct[i * room.pitch + unit] : 0;
        for (int part = 0; part < room.partCount; ++part)
            sum += room.parts[(i * room.partCount + part) * room.pitch + unit];
        room.gradH[i * room.pitch + unit] += walk.factor(room.first + i, unit) * sum;
    });
}

// Adds what arrives at the output of a step; where it is missing, that waits for an earlier one.
__device__ inline void arrive(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const int sample = room.first + i, at = i * room.pitch + unit;
        float& carried = room.carried[at];
        if (walk.arrivingY && !walk.lastOnly)
            carried += walk.arrivingY[walk.outputRow(sample, step) * walk.units + unit];
        if (walk.present(sample, step)) {
            room.gradH[at] += carried;
            carried = 0;
        }
    });
}

// A gate's gradients become those before its activation, and take the place of its values.
__device__ inline void leaveGate(const BackwardWalk& walk, const BackwardRoom& room, int step, int gate)
{
    const ActivationSpec& spec = walk.activationOf(gate);
    const auto values = [&](int i) { return walk.gate(walk.row(room.first + i, step), gate); };
    if (spec.kind == Activation::Softmax) {
        __syncthreads();
        room.byWarps([&](int i) { softmaxBackByWarp(values(i), room.gate(i, gate), room.units); });
        __syncthreads();
    }
    room.forUnits([&](int i, int unit) {
        float& gradient = room.gate(i, gate)[unit];
        float& value = values(i)[unit];
        if (spec.kind != Activation::Softmax)
            gradient *= activationSlope(spec, value);
        value = gradient;
    });
}

// Of f(c'), into room.product; what c' was is made again from the gates.
__device__ inline void leaveOutput(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        const std::int64_t row = walk.row(room.first + i, step);
        room.active[at] = walk.gate(row, 1)[unit] * walk.cells[row * walk.units + unit] +
            walk.gate(row, 0)[unit] * walk.gate(row, 2)[unit];
        const bool counts = walk.present(room.first + i, step);
        room.product[at] = counts ? room.gradH[at] * walk.gate(row, 3)[unit] : 0;
    });
    activateVectors(room, walk.activation, room.active, room.pitch);
    if (walk.activation.kind == Activation::Softmax) {
        room.byWarps([&](int i) {
            softmaxBackByWarp(room.active + i * room.pitch, room.product + i * room.pitch, room.units);
        });
        __syncthreads();
        return;
    }
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        room.product[at] *= activationSlope(walk.activation, room.active[at]);
    });
}

__device__ inline void stepBackLstm(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    leaveOutput(walk, room, step);
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        const std::int64_t row = walk.row(room.first + i, step);
        const bool counts = walk.present(room.first + i, step);
        const float gradC = counts ? room.product[at] + room.gradC[at] : 0;
        room.gate(i, 0)[unit] = gradC * walk.gate(row, 2)[unit];
        room.gate(i, 1)[unit] = gradC * walk.cells[row * walk.units + unit];
        room.gate(i, 2)[unit] = gradC * walk.gate(row, 0)[unit];
        room.gate(i, 3)[unit] = counts ? room.gradH[at] * room.active[at] : 0;
        if (!counts)
            return;
        room.gradC[at] = gradC * walk.gate(row, 1)[unit];
        room.gradH[at] = 0;
    });
}

// h' = z h + (1 - z) g
__device__ inline void stepBackMixed(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit, candidate = walk.candidate();
        const std::int64_t row = walk.row(room.first + i, step);
        const bool counts = walk.present(room.first + i, step);
        const float gradient = counts ? room.gradH[at] : 0, z = walk.gate(row, 0)[unit];
        const float h = walk.states[row * walk.units + unit];
        room.gate(i, 0)[unit] = gradient * (h - walk.gate(row, candidate)[unit]);
        room.gate(i, candidate)[unit] = gradient - gradient * z;
        if (counts)
            room.gradH[at] = gradient * z;
    });
}

__device__ inline void stepBackSimple(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        float& gradH = room.gradH[i * room.pitch + unit];
        const bool counts = walk.present(room.first + i, step);
        room.gate(i, 0)[unit] = counts ? gradH : 0;
        gradH = counts ? 0 : gradH;
    });
}

// r of GruResetAfter, and the product that it stands before; the candidate has left its activation.
__device__ inline void leaveResetAfter(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const std::int64_t row = walk.row(room.first + i, step);
        const float gradient = room.gate(i, 2)[unit];
        float& product = walk.products[row * walk.units + unit];
        room.gate(i, 1)[unit] = gradient * product;
        product = room.product[i * room.pitch + unit] = gradient * walk.gate(row, 1)[unit];
    });
    leaveGate(walk, room, step, 1);
}

// r of Gru, whose product's gradient is there.
__device__ inline void leaveReset(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        const std::int64_t row = walk.row(room.first + i, step);
        room.direct[at] = room.product[at] * walk.gate(row, 1)[unit];
        room.gate(i, 1)[unit] = room.product[at] * walk.entering[row * walk.units + unit];
    });
    leaveGate(walk, room, step, 1);
}

// Up to the product of the gates' gradients; for Gru that of the candidate's, after which r follows.
__device__ inline void startStep(const BackwardWalk& walk, const BackwardRoom& room, int step)
{
    arrive(walk, room, step);
    if (walk.cell == Cell::Lstm)
        stepBackLstm(walk, room, step);
    else if (walk.cell == Cell::SimpleRnn)
        stepBackSimple(walk, room, step);
    else
        stepBackMixed(walk, room, step);
    const bool resets = walk.cell == Cell::Gru || walk.cell == Cell::GruResetAfter;
    for (int gate = 0; gate < walk.gateCount; ++gate)
        if (!resets || gate != 1)
            leaveGate(walk, room, step, gate);
    if (walk.cell == Cell::GruResetAfter)
        leaveResetAfter(walk, room, step);
}

__device__ inline void endWalk(const BackwardWalk& walk, const BackwardRoom& room)
{
    if (!walk.gradState)
        return;
    collect(walk, room);
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        float* const to = walk.gradState + std::int64_t{room.first + i} * walk.stateCount * walk.units + unit;
        to[0] = room.gradH[at];
        if (walk.cell == Cell::Lstm)
            to[walk.units] = room.gradC[at];
    });
}

} // namespace engine::ops

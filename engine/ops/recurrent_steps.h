#pragma once

#include "engine/ops/recurrent_walk.h"

// One step forward of a block's samples: all but the products with the recurrent kernel, for which there are
// two ways.
namespace engine::ops {

struct ForwardRoom : Room {
    float *h, *c; // the state
    float* entering; // h where it meets the recurrent kernel
    float* output; // of the last step that is not missing
    float* product; // of GRUs: what lies between r and the candidate
    float* active; // of an LSTM: f(c')
};
constexpr int forwardVectors = 6; // of a sample in its room, besides the gates

struct ForwardWalk : Walk {
    float *y, *endState; // optional

    // What the bias adds to a gate's column; r stands before the rest of GruResetAfter's.
    __device__ float biasOf(int column) const
    {
        if (!bias)
            return 0;
        const bool both = cell == Cell::GruResetAfter && column < 2 * units;
        return bias[column] + (both ? bias[columns() + column] : 0);
    }
};

// Takes a gate's sum of input, product and bias; a candidate that r has a part in waits with its activation.
__device__ inline void takeGate(const ForwardWalk& walk, float sum, int gate, float& to)
{
    const ActivationSpec& spec = walk.activationOf(gate);
    const bool waits = walk.cell == Cell::GruResetAfter && gate == walk.candidate();
    to = waits || spec.kind == Activation::Softmax ? sum : activated(spec, sum);
}

// The gates from `first` to `last` that are activated over all units at once.
__device__ inline void finishGates(const ForwardWalk& walk, const ForwardRoom& room, int first, int last)
{
    for (int gate = first; gate < last; ++gate)
        if (walk.activationOf(gate).kind == Activation::Softmax)
            activateVectors(room, walk.activationOf(gate), room.gate(0, gate), room.gateCount * room.pitch);
}

__device__ inline void startWalk(const ForwardWalk& walk, const ForwardRoom& room)
{
    room.forUnits([&](int i, int unit) {
        const int sample = room.first + i, at = i * room.pitch + unit;
        const std::int64_t from = std::int64_t{sample} * walk.stateCount * walk.units + unit;
        room.h[at] = walk.state ? walk.state[from] : 0;
        room.c[at] = walk.state && walk.cell == Cell::Lstm ? walk.state[from + walk.units] : 0;
        room.entering[at] = room.h[at] * walk.factor(sample, unit);
        room.output[at] = 0;
    });
}

// GRU, once z and r are there: what meets the recurrent kernel for the candidate.
__device__ inline void resetState(const ForwardWalk& walk, const ForwardRoom& room)
{
    finishGates(walk, room, 0, 2);
    room.forUnits([&](int i, int unit) {
        const int at = i * room.pitch + unit;
        room.product[at] = room.gate(i, 1)[unit] * room.entering[at];
    });
}

// The state after the step is known: keeps what was before, and goes on.
__device__ inline void leaveStep(const ForwardWalk& walk, const ForwardRoom& room, int step, int i, int unit,
                                 float newH)
{
    const int sample = room.first + i, at = i * room.pitch + unit;
    const std::int64_t row = walk.row(sample, step), to = row * walk.units + unit;
    for (int gate = 0; gate < walk.gateCount; ++gate)
        walk.gate(row, gate)[unit] = room.gate(i, gate)[unit];
    walk.states[to] = room.h[at];
    if (walk.stateFactors)
        walk.entering[to] = room.entering[at];
    if (walk.products)
        walk.products[to] = room.product[at];
    if (walk.present(sample, step)) {
        room.h[at] = room.output[at] = newH;
        room.entering[at] = newH * walk.factor(sample, unit);
    }
    if (walk.y && !walk.lastOnly)
        walk.y[walk.outputRow(sample, step) * walk.units + unit] = room.output[at];
}

__device__ inline void stepLstm(const ForwardWalk& walk, const ForwardRoom& room, int step)
{
    room.forUnits([&](int i, int unit) {
        const int sample = room.first + i, at = i * room.pitch + unit;
        const float before = room.c[at];
        const float after = room.gate(i, 1)[unit] * before + room.gate(i, 0)[unit] * room.gate(i, 2)[unit];
        walk.cells[walk.row(sample, step) * walk.units + unit] = before;
        room.c[at] = walk.present(sample, step) ? after : before;
        room.active[at] = after;
    });
    activateVectors(room, walk.activation, room.active, room.pitch);
    room.forUnits([&](int i, int unit) {
        leaveStep(walk, room, step, i, unit, room.gate(i, 3)[unit] * room.active[i * room.pitch + unit]);
    });
}

// GruResetAfter's candidate, with all that r stands before.
__device__ inline void resetProduct(const ForwardWalk& walk, const ForwardRoom& room)
{
    const int candidate = walk.candidate();
    const float* const bias = walk.bias ? walk.bias + walk.columns() + candidate * walk.units : nullptr;
    room.forUnits([&](int i, int unit) {
        float& product = room.product[i * room.pitch + unit];
        product += bias ? bias[unit] : 0;
        room.gate(i, candidate)[unit] += room.gate(i, 1)[unit] * product;
    });
    activateVectors(room, walk.activation, room.gate(0, candidate), room.gateCount * room.pitch);
}

// When every gate has been taken (and for GruResetAfter the product), by all threads of the block.
__device__ inline void finishStep(const ForwardWalk& walk, const ForwardRoom& room, int step)
{
    finishGates(walk, room, walk.cell == Cell::Gru ? 2 : 0,
                walk.cell == Cell::GruResetAfter ? 2 : walk.gateCount);
    if (walk.cell == Cell::Lstm)
        return stepLstm(walk, room, step);
    if (walk.cell == Cell::GruResetAfter)
        resetProduct(walk, room);
    room.forUnits([&](int i, int unit) {
        const float candidate = room.gate(i, walk.candidate())[unit], z = room.gate(i, 0)[unit];
        const float h = room.h[i * room.pitch + unit];
        const float mixed = candidate + z * (h - candidate);
        leaveStep(walk, room, step, i, unit, walk.cell == Cell::SimpleRnn ? candidate : mixed);
    });
}

__device__ inline void endWalk(const ForwardWalk& walk, const ForwardRoom& room)
{
    room.forUnits([&](int i, int unit) {
        const int sample = room.first + i, at = i * room.pitch + unit;
        if (walk.y && walk.lastOnly)
            walk.y[std::int64_t{sample} * walk.units + unit] = room.output[at];
        if (!walk.endState)
            return;
        float* const to = walk.endState + std::int64_t{sample} * walk.stateCount * walk.units + unit;
        to[0] = room.h[at];
        if (walk.cell == Cell::Lstm)
            to[walk.units] = room.c[at];
    });
}

} // namespace engine::ops

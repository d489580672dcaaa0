#pragma once

#include "engine/ops/recurrent_walk.h"

// What the two passes of a recurrent cell on a graphics card have in common on the host.
namespace engine::ops {

// Up to so many columns of gates, one kernel goes through all steps, with a thread for each of them, as long
// as what the threads do not hold of the recurrent kernel fits into the cache of a multiprocessor. Of larger
// cells every step is a product and a kernel.
constexpr int mostWalkingThreads = 512;
constexpr std::int64_t mostCachedBytes = std::int64_t{128} << 10;

inline bool walksAlone(const Recurrence& given)
{
    const std::int64_t columns = given.recurrentKernel.columns();
    const std::int64_t rest = given.units() - heldWeights;
    return columns <= mostWalkingThreads && rest * columns * std::int64_t{sizeof(float)} <= mostCachedBytes;
}

// A block takes 1, 2 or 4 samples, so that about every multiprocessor of a large card has a block. A room has
// so many vectors for each sample.
inline int samplesOfBlock(const Walk& walk, int vectors)
{
    constexpr int multiprocessors = 128, mostSharedBytes = 48 << 10;
    const int bytes = vectors * pitchOf(walk.units) * int(sizeof(float));
    int samples = 1;
    while (samples < 4 && walk.batch > samples * multiprocessors && 2 * samples * bytes <= mostSharedBytes)
        samples *= 2;
    return samples;
}

inline cuda::Grid walkingGrid(const Walk& walk, int samples, int vectors)
{
    const int columns = walk.gateCount * walk.units;
    return {dim3(unsigned(cuda::divideUp(walk.batch, samples))),
            dim3(unsigned(cuda::threadsFor(columns, mostWalkingThreads))),
            std::size_t(samples * vectors * pitchOf(walk.units)) * sizeof(float)};
}

// A block for every sample of a large cell.
inline cuda::Grid samplesGrid(const Walk& walk)
{
    return {dim3(unsigned(walk.batch)), dim3(unsigned(cuda::threadsFor(walk.units)))};
}

// Columns `column` to `column + count` of the recurrent kernel are multiplied with a vector of every sample.
struct KernelPart {
    int column, count;
};

inline Walk walkOver(const Recurrence& given, RecurrentMemory& memory)
{
    Walk walk{};
    walk.recurrentKernel = given.recurrentKernel.data();
    walk.bias = given.bias.data();
    walk.state = given.state.data();
    walk.mask = given.mask.data();
    walk.stateFactors = given.stateFactors.data();
    walk.gates = memory.gates.data();
    walk.states = memory.states.data();
    walk.cells = memory.cells.data();
    walk.entering = memory.entering.data();
    walk.products = memory.products.data();
    walk.activation = given.activation;
    walk.recurrentActivation = given.recurrentActivation;
    walk.cell = given.cell;
    walk.backwards = given.backwards;
    walk.keepsOrder = given.keepsOrder;
    walk.batch = given.batch();
    walk.steps = given.steps();
    walk.units = given.units();
    walk.gateCount = gateCount(given.cell);
    walk.stateCount = stateCount(given.cell);
    return walk;
}

// x times the factors of its sample, in place or not.
void multiplyByFactors(const Tensor& x, const Tensor& factors, Tensor& product);

// Turns the gates in memory into gradients, before their activations, and so GruResetAfter's products;
// writes the gradient of the state unless it is empty.
void walkBack(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
              Tensor& gradState);

} // namespace engine::ops

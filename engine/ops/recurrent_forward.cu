#include "engine/cuda/attach.h"
#include "engine/cuda/blas.h"
#include "engine/ops/recurrent_device.h"
#include "engine/ops/recurrent_steps.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// The vectors of a room lie one after another behind its gates, `distance` values from one to the next.
__device__ static ForwardRoom roomAt(const Room& room, float* vectors, std::int64_t distance)
{
    return {room,
            vectors,
            vectors + distance,
            vectors + 2 * distance,
            vectors + 3 * distance,
            vectors + 4 * distance,
            vectors + 5 * distance};
}

template <int most>
__device__ ForwardRoom sharedRoom(const ForwardWalk& walk)
{
    const int pitch = pitchOf(walk.units);
    float* const memory = cuda::dynamicShared();
    for (int i = int(threadIdx.x); i < most * (walk.gateCount + forwardVectors) * pitch; i += int(blockDim.x))
        memory[i] = 0;
    __syncthreads();
    const int first = int(blockIdx.x) * most;
    const int samples = walk.batch - first < most ? walk.batch - first : most;
    return roomAt({first, samples, walk.units, pitch, walk.gateCount, memory},
                  memory + most * walk.gateCount * pitch, most * pitch);
}

// A thread's column of the gates.
struct GateColumn {
    int column, gate, unit, turn; // of its product in a step; -1: it has none

    __device__ explicit GateColumn(const Walk& walk)
        : column(int(threadIdx.x) < walk.columns() ? int(threadIdx.x) : 0), gate(column / walk.units),
          unit(column % walk.units), turn(walk.cell == Cell::Gru && gate == walk.candidate() ? 1 : 0)
    {
        if (int(threadIdx.x) >= walk.columns())
            turn = -1;
    }
};

template <int most>
__device__ void takeColumn(const ForwardWalk& walk, const ForwardRoom& room, const GateColumn& at,
                           const HeldColumn& weights, const float (&given)[most])
{
    float sums[most] = {};
    weights.multiply(at.turn == 0 ? room.entering : room.product, room.pitch, sums);
    const bool apart = walk.cell == Cell::GruResetAfter && at.gate == walk.candidate();
#pragma unroll
    for (int i = 0; i < most; ++i) {
        if (apart)
            room.product[i * room.pitch + at.unit] = sums[i];
        takeGate(walk, apart ? given[i] : given[i] + sums[i], at.gate, room.gate(i, at.gate)[at.unit]);
    }
}

// A block takes `most` samples through all steps.
template <int most>
__global__ void __launch_bounds__(mostWalkingThreads, 1) walkKernel(ForwardWalk walk)
{
    const ForwardRoom room = sharedRoom<most>(walk);
    const GateColumn at(walk);
    const HeldColumn weights(walk.recurrentKernel + at.column, walk.columns(), walk.units);
    const float bias = walk.biasOf(at.column);
    const int turns = walk.cell == Cell::Gru ? 2 : 1;
    startWalk(walk, room);
    __syncthreads();
    for (int step = 0; step < walk.steps; ++step) {
        float given[most] = {};
#pragma unroll
        for (int i = 0; i < most; ++i)
            if (i < room.samples)
                given[i] = bias + walk.gate(walk.row(room.first + i, step), 0)[at.column];
        for (int turn = 0; turn < turns; ++turn) {
            if (turn == 1) {
                resetState(walk, room);
                __syncthreads();
            }
            if (turn == at.turn)
                takeColumn(walk, room, at, weights, given);
            __syncthreads();
        }
        finishStep(walk, room, step);
        __syncthreads();
    }
    endWalk(walk, room);
}

// Of a large cell: a block has one sample, whose gates of the step are used where they lie.
__device__ static ForwardRoom largeRoom(const ForwardWalk& walk, float* vectors, int step)
{
    const int sample = int(blockIdx.x);
    return roomAt({sample, 1, walk.units, walk.units, walk.gateCount, walk.gate(walk.row(sample, step), 0)},
                  vectors + std::int64_t{sample} * walk.units, std::int64_t{walk.batch} * walk.units);
}

__device__ static void takeGates(const ForwardWalk& walk, const ForwardRoom& room, int first, int last)
{
    for (int i = first * walk.units + int(threadIdx.x); i < last * walk.units; i += int(blockDim.x))
        takeGate(walk, room.gates[i] + walk.biasOf(i), i / walk.units, room.gates[i]);
    __syncthreads();
}

static __global__ void startKernel(ForwardWalk walk, float* vectors)
{
    startWalk(walk, largeRoom(walk, vectors, 0));
}

static __global__ void resetKernel(ForwardWalk walk, float* vectors, int step)
{
    const ForwardRoom room = largeRoom(walk, vectors, step);
    takeGates(walk, room, 0, 2);
    resetState(walk, room);
}

static __global__ void finishKernel(ForwardWalk walk, float* vectors, int step)
{
    const ForwardRoom room = largeRoom(walk, vectors, step);
    takeGates(walk, room, walk.cell == Cell::Gru ? 2 : 0, walk.gateCount);
    finishStep(walk, room, step);
    if (step + 1 == walk.steps)
        endWalk(walk, room);
}

// What the host does for a large cell, step by step.
class LargeForward {
public:
    explicit LargeForward(const ForwardWalk& walk)
        : m_walk(walk), m_columns(walk.gateCount * walk.units),
          m_memory({forwardVectors, walk.batch, walk.units}, ElementType::Float32, Device::Cuda),
          m_vectors(m_memory.data())
    {
    }

    void run() const
    {
        const cuda::Grid grid = samplesGrid(m_walk);
        cuda::launch(startKernel, grid, m_walk, m_vectors);
        for (int step = 0; step < m_walk.steps; ++step) {
            multiplyState(step);
            if (m_walk.cell == Cell::Gru) {
                cuda::launch(resetKernel, grid, m_walk, m_vectors, step);
                addToGates(vector(product), {2 * m_walk.units, m_walk.units}, step);
            }
            cuda::launch(finishKernel, grid, m_walk, m_vectors, step);
        }
    }

private:
    static constexpr int entering = 2, product = 4; // of the room's vectors
    float* vector(int which) const { return m_vectors + std::int64_t{which} * m_walk.batch * m_walk.units; }
    void multiplyState(int step) const
    {
        const int resets = 2 * m_walk.units;
        const bool apart = m_walk.cell == Cell::GruResetAfter;
        addToGates(vector(entering), {0, apart || m_walk.cell == Cell::Gru ? resets : m_columns}, step);
        if (apart)
            cuda::multiply(
                productOf(vector(entering), {resets, m_walk.units}, vector(product), m_walk.units));
    }
    void addToGates(const float* vectors, const KernelPart& part, int step) const
    {
        const std::int64_t time = m_walk.backwards ? m_walk.steps - 1 - step : step;
        cuda::Product adding =
            productOf(vectors, part, m_walk.gates + time * m_columns + part.column, m_walk.steps * m_columns);
        adding.scale = 1;
        cuda::multiply(adding);
    }
    cuda::Product productOf(const float* vectors, const KernelPart& part, float* out, int strideOut) const
    {
        return {.a = vectors,
                .b = m_walk.recurrentKernel + part.column,
                .out = out,
                .rows = m_walk.batch,
                .columns = part.count,
                .depth = m_walk.units,
                .strideA = m_walk.units,
                .strideB = m_columns,
                .strideOut = strideOut};
    }

    ForwardWalk m_walk;
    int m_columns;
    Tensor m_memory;
    float* m_vectors;
};

template <int most>
static void launchWalk(const ForwardWalk& walk)
{
    cuda::launch(walkKernel<most>, walkingGrid(walk, most, walk.gateCount + forwardVectors), walk);
}

static void walkAlone(const ForwardWalk& walk)
{
    const int samples = samplesOfBlock(walk, walk.gateCount + forwardVectors);
    if (samples == 1)
        launchWalk<1>(walk);
    else if (samples == 2)
        launchWalk<2>(walk);
    else
        launchWalk<4>(walk);
}

void multiplyByFactors(const Tensor& x, const Tensor& factors, Tensor& product)
{
    const std::int64_t features = x.columns(), sample = x.shape()[1] * features;
    const float *const from = x.data(), *const f = factors.data();
    float* const to = product.data();
    cuda::forElements(x.size(), [=] __device__(std::int64_t i) {
        to[i] = from[i] * f[i / sample * features + i % features];
    });
}

static void takeMemory(const Recurrence& given, RecurrentMemory& memory)
{
    const int batch = given.batch(), steps = given.steps(), units = given.units();
    const auto vectors = [=] { return Tensor({batch, steps, units}, ElementType::Float32, Device::Cuda); };
    memory = {};
    memory.inputs = given.x;
    if (!given.inputFactors.empty())
        multiplyByFactors(given.x, given.inputFactors, memory.inputs = Tensor::like(given.x));
    memory.gates = Tensor::like(given.x, {batch, steps, given.recurrentKernel.columns()});
    memory.states = vectors();
    memory.entering = given.stateFactors.empty() ? memory.states : vectors();
    if (given.cell == Cell::Lstm)
        memory.cells = vectors();
    if (given.cell == Cell::Gru || given.cell == Cell::GruResetAfter)
        memory.products = vectors();
}

// x W of all steps and gates.
static void multiplyInputs(const Recurrence& given, RecurrentMemory& memory)
{
    const int features = given.x.columns(), columns = given.kernel.columns();
    cuda::multiply({.a = memory.inputs.data(),
                    .b = given.kernel.data(),
                    .out = memory.gates.data(),
                    .rows = given.batch() * given.steps(),
                    .columns = columns,
                    .depth = features,
                    .strideA = features,
                    .strideB = columns,
                    .strideOut = columns});
}

static void recurCuda(const Recurrence& given, RecurrentOutput& output, RecurrentMemory* memory)
{
    RecurrentMemory own;
    RecurrentMemory& kept = memory ? *memory : own;
    takeMemory(given, kept);
    multiplyInputs(given, kept);
    ForwardWalk walk{walkOver(given, kept), output.y.data(), output.state.data()};
    walk.lastOnly = output.y.shape().rank() == 2;
    if (walksAlone(given))
        walkAlone(walk);
    else
        LargeForward(walk).run();
}

static const cuda::OnCuda attachRecur(recur, recurCuda);

} // namespace engine::ops

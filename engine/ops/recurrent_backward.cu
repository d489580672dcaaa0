#include "engine/cuda/blas.h"
#include "engine/ops/recurrent_device.h"
#include "engine/ops/recurrent_steps_back.h"

// The way back through time: the gradients of all steps' gates.
namespace engine::ops {

namespace cuda = engine::cuda;

// The vectors of a room lie one after another, `distance` values from one to the next.
__device__ static BackwardRoom roomAt(const Room& room, float* vectors, std::int64_t distance, int partCount)
{
    return {room,
            vectors,
            vectors + distance,
            vectors + 2 * distance,
            vectors + 3 * distance,
            vectors + 4 * distance,
            vectors + 5 * distance,
            vectors + 6 * distance,
            partCount};
}

// Gates, vectors, then for every gate a part of the product.
template <int most>
__device__ BackwardRoom sharedRoom(const BackwardWalk& walk)
{
    const int pitch = pitchOf(walk.units);
    float* const memory = cuda::dynamicShared();
    for (int i = int(threadIdx.x); i < most * (2 * walk.gateCount + backwardVectors) * pitch;
         i += int(blockDim.x))
        memory[i] = 0;
    __syncthreads();
    const int first = int(blockIdx.x) * most;
    const int samples = walk.batch - first < most ? walk.batch - first : most;
    return roomAt({first, samples, walk.units, pitch, walk.gateCount, memory},
                  memory + most * walk.gateCount * pitch, most * pitch, walk.gateCount);
}

// A thread multiplies the gradients of a gate with what one unit gave to it: a column of the transposed
// recurrent kernel's part. So many threads as gates have columns share the work of a step.
struct PartColumn {
    int gate, unit, turn; // when its product is made; -1: it has none

    __device__ explicit PartColumn(const Walk& walk) : gate(0), unit(0), turn(-1)
    {
        if (int(threadIdx.x) >= walk.columns())
            return;
        gate = int(threadIdx.x) / walk.units;
        unit = int(threadIdx.x) % walk.units;
        turn = walk.cell == Cell::Gru && gate != walk.candidate() ? 1 : 0;
    }
};

template <int most>
__device__ void multiplyPart(const BackwardWalk& walk, const BackwardRoom& room, const PartColumn& at,
                             const HeldColumn& weights)
{
    const bool candidate = at.gate == walk.candidate();
    const bool apart = walk.cell == Cell::GruResetAfter && candidate;
    float sums[most] = {};
    weights.multiply(apart ? room.product : room.gate(0, at.gate),
                     apart ? room.pitch : room.gateCount * room.pitch, sums);
    const bool product = walk.cell == Cell::Gru && candidate;
#pragma unroll
    for (int i = 0; i < most; ++i) {
        float* const to = product ? room.product + i * room.pitch
                                  : room.parts + (i * room.partCount + at.gate) * room.pitch;
        to[at.unit] = sums[i];
    }
}

// A block takes `most` samples through all steps; the recurrent kernel is transposed, [columns, units].
template <int most>
__global__ void __launch_bounds__(mostWalkingThreads, 1) walkBackKernel(BackwardWalk walk)
{
    const BackwardRoom room = sharedRoom<most>(walk);
    const PartColumn at(walk);
    const HeldColumn weights(walk.recurrentKernel + at.gate * walk.units * walk.units + at.unit, walk.units,
                             walk.units);
    const int turns = walk.cell == Cell::Gru ? 2 : 1;
    startWalk(walk, room);
    for (int step = walk.steps - 1; step >= 0; --step) {
        if (step < walk.steps - 1)
            collect(walk, room);
        startStep(walk, room, step);
        __syncthreads();
        if (step == 0 && !walk.gradState && walk.cell != Cell::Gru) // whose r still needs its gradient
            break;
        for (int turn = 0; turn < turns; ++turn) {
            if (turn == 1) {
                leaveReset(walk, room, step);
                __syncthreads();
            }
            if (turn == at.turn)
                multiplyPart<most>(walk, room, at, weights);
            __syncthreads();
        }
    }
    endWalk(walk, room);
}

// Of a large cell: a block has one sample.
__device__ static BackwardRoom largeRoom(const BackwardWalk& walk, float* vectors)
{
    const int sample = int(blockIdx.x);
    const std::int64_t distance = std::int64_t{walk.batch} * walk.units;
    const Room room{sample,         1,
                    walk.units,     walk.units,
                    walk.gateCount, vectors + 7 * distance + std::int64_t{sample} * walk.columns()};
    return roomAt(room, vectors + std::int64_t{sample} * walk.units, distance, 1);
}

static __global__ void startBackKernel(BackwardWalk walk, float* vectors)
{
    startWalk(walk, largeRoom(walk, vectors));
}

static __global__ void stepBackKernel(BackwardWalk walk, float* vectors, int step)
{
    const BackwardRoom room = largeRoom(walk, vectors);
    if (step < walk.steps - 1)
        collect(walk, room);
    startStep(walk, room, step);
}

static __global__ void resetBackKernel(BackwardWalk walk, float* vectors, int step)
{
    leaveReset(walk, largeRoom(walk, vectors), step);
}

static __global__ void endBackKernel(BackwardWalk walk, float* vectors)
{
    endWalk(walk, largeRoom(walk, vectors));
}

// What the host does for a large cell, step by step.
class LargeBackward {
public:
    explicit LargeBackward(const BackwardWalk& walk)
        : m_walk(walk), m_columns(walk.gateCount * walk.units),
          m_memory({backwardVectors + 1 + walk.gateCount, walk.batch, walk.units}, ElementType::Float32,
                   Device::Cuda),
          m_vectors(m_memory.data())
    {
    }

    void run() const
    {
        const cuda::Grid grid = samplesGrid(m_walk);
        cuda::launch(startBackKernel, grid, m_walk, m_vectors);
        for (int step = m_walk.steps - 1; step >= 0; --step) {
            cuda::launch(stepBackKernel, grid, m_walk, m_vectors, step);
            if (m_walk.cell == Cell::Gru) {
                multiply(gatesAt(step, candidate()), candidate(), vector(product), 0);
                cuda::launch(resetBackKernel, grid, m_walk, m_vectors, step);
            }
            if (step > 0 || m_walk.gradState)
                multiplyGates(step);
        }
        if (m_walk.gradState)
            cuda::launch(endBackKernel, grid, m_walk, m_vectors);
    }

private:
    static constexpr int product = 4, parts = 6; // of the room's vectors
    float* vector(int which) const { return m_vectors + std::int64_t{which} * m_walk.batch * m_walk.units; }
    KernelPart candidate() const { return {2 * m_walk.units, m_walk.units}; }
    struct Rows {
        const float* data;
        int step;
    };
    Rows gatesAt(int step, const KernelPart& part) const
    {
        const std::int64_t time = m_walk.backwards ? m_walk.steps - 1 - step : step;
        return {m_walk.gates + time * m_columns + part.column, m_walk.steps * m_columns};
    }
    void multiplyGates(int step) const
    {
        const bool apart = m_walk.cell == Cell::GruResetAfter;
        const KernelPart part{0, apart || m_walk.cell == Cell::Gru ? 2 * m_walk.units : m_columns};
        multiply(gatesAt(step, part), part, vector(parts), 0);
        if (apart)
            multiply({vector(product), m_walk.units}, candidate(), vector(parts), 1);
    }
    // With the transpose of a part of the recurrent kernel.
    void multiply(const Rows& rows, const KernelPart& part, float* out, float scale) const
    {
        cuda::multiply({.a = rows.data,
                        .b = m_walk.recurrentKernel + part.column,
                        .out = out,
                        .rows = m_walk.batch,
                        .columns = m_walk.units,
                        .depth = part.count,
                        .strideA = rows.step,
                        .strideB = m_columns,
                        .strideOut = m_walk.units,
                        .transposeB = 1,
                        .scale = scale});
    }

    BackwardWalk m_walk;
    int m_columns;
    Tensor m_memory;
    float* m_vectors;
};

template <int most>
static void launchWalkBack(const BackwardWalk& walk)
{
    cuda::launch(walkBackKernel<most>, walkingGrid(walk, most, 2 * walk.gateCount + backwardVectors), walk);
}

static void walkAlone(const BackwardWalk& walk)
{
    const int samples = samplesOfBlock(walk, 2 * walk.gateCount + backwardVectors);
    if (samples == 1)
        launchWalkBack<1>(walk);
    else if (samples == 2)
        launchWalkBack<2>(walk);
    else
        launchWalkBack<4>(walk);
}

constexpr int tile = 32;

// out [columns, rows], by way of shared memory, so that both sides are read and written in whole lines.
static __global__ void transposeKernel(const float* x, int rows, int columns, float* out)
{
    __shared__ float values[tile][tile + 1];
    const int left = int(blockIdx.x) * tile, top = int(blockIdx.y) * tile, lane = int(threadIdx.x);
    for (int i = int(threadIdx.y); i < tile; i += int(blockDim.y))
        if (top + i < rows && left + lane < columns)
            values[i][lane] = x[(top + i) * columns + left + lane];
    __syncthreads();
    for (int i = int(threadIdx.y); i < tile; i += int(blockDim.y))
        if (left + i < columns && top + lane < rows)
            out[(left + i) * rows + top + lane] = values[lane][i];
}

static Tensor transposed(const Tensor& matrix)
{
    Tensor out = Tensor::like(matrix, {matrix.columns(), matrix.rows()});
    const dim3 blocks(unsigned(cuda::divideUp(matrix.columns(), tile)),
                      unsigned(cuda::divideUp(matrix.rows(), tile)));
    cuda::launch(transposeKernel, {blocks, dim3(tile, 8)}, matrix.data(), matrix.rows(), matrix.columns(),
                 out.data());
    return out;
}

void walkBack(const Recurrence& given, RecurrentMemory& memory, const RecurrentOutput& arriving,
              Tensor& gradState)
{
    BackwardWalk walk{walkOver(given, memory), arriving.y.data(), arriving.state.data(), gradState.data()};
    walk.lastOnly = arriving.y.shape().rank() == 2;
    if (!walksAlone(given))
        return LargeBackward(walk).run();
    const Tensor turned = transposed(given.recurrentKernel);
    walk.recurrentKernel = turned.data();
    walkAlone(walk);
}

} // namespace engine::ops

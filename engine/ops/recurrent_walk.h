#pragma once

#include "engine/cuda/reduce.h"
#include "engine/ops/activation_function.h"
#include "engine/ops/recurrent.h"

// A recurrent cell on a graphics card, as its kernels see it. A block of threads takes a few samples through
// the steps. The rows of what is kept for the way back lie like those of x: sample by sample, and there time
// by time.
namespace engine::ops {

// What the kernels are given; pointers to what is optional may be null.
struct Walk {
    const float *recurrentKernel, *bias, *state, *mask, *stateFactors;
    // For every row: activated gates [gates, units] (before, what the inputs add to them); the state before
    // the step, h, c and h times its factors; and what lies between r and the candidate of a GRU.
    float *gates, *states, *cells, *entering, *products;
    ActivationSpec activation, recurrentActivation;
    Cell cell;
    bool backwards, keepsOrder, lastOnly; // lastOnly: of y
    int batch, steps, units, gateCount, stateCount;

    __device__ int columns() const { return gateCount * units; }
    __device__ std::int64_t row(int sample, int step) const
    {
        return std::int64_t{sample} * steps + (backwards ? steps - 1 - step : step);
    }
    __device__ std::int64_t outputRow(int sample, int step) const
    {
        return keepsOrder ? row(sample, step) : std::int64_t{sample} * steps + step;
    }
    __device__ bool present(int sample, int step) const { return !mask || mask[row(sample, step)] != 0; }
    __device__ float* gate(std::int64_t row, int gate) const
    {
        return gates + (row * gateCount + gate) * units;
    }
    __device__ int candidate() const { return cell == Cell::Lstm ? 2 : gateCount - 1; }
    __device__ const ActivationSpec& activationOf(int gate) const
    {
        return gate == candidate() ? activation : recurrentActivation;
    }
    __device__ float factor(int sample, int unit) const
    {
        return stateFactors ? stateFactors[std::int64_t{sample} * units + unit] : 1;
    }
};

// The samples of a block, and vectors of theirs with a value for every unit, `pitch` values from one sample
// to the next: in shared memory, or, of large cells, in memory of the device.
struct Room {
    int first, samples; // of the batch
    int units, pitch, gateCount;
    float* gates; // the gates of a sample one after another, pitch by pitch

    __device__ float* gate(int sample, int gate) const { return gates + (sample * gateCount + gate) * pitch; }
    // body(sample of the block, unit) for all of them: the same thread always has the same ones.
    template <class Body>
    __device__ void forUnits(const Body& body) const
    {
        for (int i = int(threadIdx.x); i < samples * units; i += int(blockDim.x))
            body(i / units, i % units);
    }
    // body(sample of the block) by one warp.
    template <class Body>
    __device__ void byWarps(const Body& body) const
    {
        for (int i = int(threadIdx.x) / 32; i < samples; i += int(blockDim.x) / 32)
            body(i);
    }
};

__device__ inline void softmaxByWarp(float* values, int count)
{
    const int lane = int(threadIdx.x) % 32;
    float top = values[0];
    for (int i = lane; i < count; i += 32)
        top = cuda::Larger()(top, values[i]);
    top = cuda::combineWarp(top, cuda::Larger());
    float sum = 0;
    for (int i = lane; i < count; i += 32)
        sum += values[i] = exponential(values[i] - top);
    sum = cuda::combineWarp(sum, cuda::Plus());
    for (int i = lane; i < count; i += 32)
        values[i] /= sum;
}

// gradients become those before the softmax.
__device__ inline void softmaxBackByWarp(const float* y, float* gradients, int count)
{
    const int lane = int(threadIdx.x) % 32;
    float mean = 0;
    for (int i = lane; i < count; i += 32)
        mean += y[i] * gradients[i];
    mean = cuda::combineWarp(mean, cuda::Plus());
    for (int i = lane; i < count; i += 32)
        gradients[i] = y[i] * (gradients[i] - mean);
}

// Activates a vector of every sample, in place. All threads of the block call it.
__device__ inline void activateVectors(const Room& room, const ActivationSpec& spec, float* vectors,
                                       int distance)
{
    if (spec.kind != Activation::Softmax) {
        room.forUnits([&](int sample, int unit) {
            float& value = vectors[sample * distance + unit];
            value = activated(spec, value);
        });
        return;
    }
    __syncthreads();
    room.byWarps([&](int sample) { softmaxByWarp(vectors + sample * distance, room.units); });
    __syncthreads();
}

// A thread's column of a matrix that many vectors are multiplied with: as much of it as fits is held in
// registers, and the rest is read again and again, from the cache of the multiprocessor.
constexpr int heldWeights = 80;
constexpr int weightsTogether = 16; // vectors are a multiple of it long, with zeros in the end

LOOM_DEVICE inline int pitchOf(int units)
{
    return (units + weightsTogether - 1) / weightsTogether * weightsTogether;
}

struct HeldColumn {
    float weights[heldWeights];
    const float* first;
    int distance, depth; // from one of its values to the next

    __device__ HeldColumn(const float* first, int distance, int depth)
        : first(first), distance(distance), depth(depth)
    {
#pragma unroll
        for (int k = 0; k < heldWeights; ++k)
            weights[k] = k < depth ? first[k * distance] : 0;
    }

    // Adds the products with so many vectors to sums.
    template <int count>
    __device__ void multiply(const float* vectors, int vectorDistance, float (&sums)[count]) const
    {
        float more[count] = {}; // two sums at once for each: half the waiting
#pragma unroll
        for (int start = 0; start < heldWeights; start += weightsTogether) {
            if (start >= depth)
                break;
#pragma unroll
            for (int k = start; k < start + weightsTogether; k += 4) {
#pragma unroll
                for (int i = 0; i < count; ++i) {
                    const float4 v = *reinterpret_cast<const float4*>(vectors + i * vectorDistance + k);
                    sums[i] += weights[k] * v.x;
                    more[i] += weights[k + 1] * v.y;
                    sums[i] += weights[k + 2] * v.z;
                    more[i] += weights[k + 3] * v.w;
                }
            }
        }
#pragma unroll
        for (int i = 0; i < count; ++i)
            sums[i] += more[i];
        multiplyRest(vectors, vectorDistance, sums);
    }

private:
    template <int count>
    __device__ void multiplyRest(const float* vectors, int vectorDistance, float (&sums)[count]) const
    {
        int k = heldWeights;
        for (; k + 4 <= depth; k += 4) {
            const float* const next = first + k * distance;
            const float w0 = next[0], w1 = next[distance], w2 = next[2 * distance], w3 = next[3 * distance];
#pragma unroll
            for (int i = 0; i < count; ++i) {
                const float4 v = *reinterpret_cast<const float4*>(vectors + i * vectorDistance + k);
                sums[i] += w0 * v.x + w1 * v.y + w2 * v.z + w3 * v.w;
            }
        }
        for (; k < depth; ++k)
#pragma unroll
            for (int i = 0; i < count; ++i)
                sums[i] += first[k * distance] * vectors[i * vectorDistance + k];
    }
};

} // namespace engine::ops

#pragma once

#include "engine/cuda/launch.h"
#include "engine/tensor/tensor.h"

// Sums in an order that depends on the sizes only, so that the same numbers give the same bits.
namespace engine::cuda {

// Memory that all threads of a block share, Grid::sharedBytes of it; aligned to 16 bytes.
__device__ inline float* dynamicShared()
{
#ifdef LAYERLOOM_CUDA_ON_CPU
    return cudaOnCpu::sharedMemory();
#else
    extern __shared__ float4 memory[];
    return reinterpret_cast<float*>(memory);
#endif
}

struct Plus {
    __device__ float operator()(float a, float b) const { return a + b; }
};
struct Larger { // a NaN wins
    __device__ float operator()(float a, float b) const { return a > b || a != a ? a : b; }
};

// Of the 32 values of a warp; all of its threads get the result.
template <class Combine>
__device__ inline float combineWarp(float value, Combine combine)
{
    for (int distance = 16; distance > 0; distance /= 2)
        value = combine(value, __shfl_xor_sync(0xffffffffu, value, distance));
    return value;
}

// Of the values of a block of whole warps (one axis of threads); all of its threads get the result. All must
// call it.
template <class Combine>
__device__ inline float combineBlock(float value, Combine combine)
{
    __shared__ float parts[32];
    const unsigned warps = blockDim.x / 32;
    value = combineWarp(value, combine);
    if (warps == 1)
        return value;
    if (threadIdx.x % 32 == 0)
        parts[threadIdx.x / 32] = value;
    __syncthreads();
    value = parts[0];
    for (unsigned warp = 1; warp < warps; ++warp)
        value = combine(value, parts[warp]);
    __syncthreads(); // before the next call writes into parts
    return value;
}

__device__ inline float sumOfBlock(float value)
{
    return combineBlock(value, Plus());
}

__device__ inline float largestOfBlock(float value)
{
    return combineBlock(value, Larger());
}

template <class Value, class Finish>
__global__ void __launch_bounds__(1024) sumKernel(std::int64_t count, Value value, Finish finish)
{
    float sum = 0;
    const std::int64_t step = std::int64_t{gridDim.x} * blockDim.x;
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < count; i += step)
        sum += value(i);
    sum = sumOfBlock(sum);
    if (threadIdx.x == 0)
        finish(int(blockIdx.x), sum);
}

// finish(0, sum of value(i) over all i in [0, count)) by one thread of the device.
template <class Value, class Finish>
void sumElements(std::int64_t count, const Value& value, const Finish& finish)
{
    constexpr int oneBlock = 1024;
    if (count <= 8 * oneBlock) {
        launch(sumKernel<Value, Finish>, {dim3(1), dim3(oneBlock)}, count, value, finish);
        return;
    }
    const std::int64_t wanted = divideUp(count, 4 * blockThreads);
    const int blocks = wanted < 512 ? int(wanted) : 512;
    Tensor partial({blocks}, ElementType::Float32, Device::Cuda);
    float* const sums = partial.data();
    const auto keep = [=] __device__(int block, float sum) { sums[block] = sum; };
    const auto kept = [=] __device__(std::int64_t i) { return sums[i]; };
    launch(sumKernel<Value, decltype(keep)>, {dim3(unsigned(blocks)), dim3(blockThreads)}, count, value,
           keep);
    launch(sumKernel<decltype(kept), Finish>, {dim3(1), dim3(blockThreads)}, std::int64_t{blocks}, kept,
           finish);
}

constexpr int columnsOfBlock = 32, rowsOfBlock = 8;

// One block goes down `height` rows of 32 columns.
template <class Value, class Finish>
__global__ void columnsKernel(std::int64_t rows, std::int64_t columns, std::int64_t height, Value value,
                              Finish finish)
{
    __shared__ float parts[rowsOfBlock][columnsOfBlock];
    const std::int64_t column = std::int64_t{blockIdx.x} * columnsOfBlock + threadIdx.x;
    const std::int64_t top = std::int64_t{blockIdx.y} * height;
    const std::int64_t bottom = top + height < rows ? top + height : rows;
    float sum = 0;
    if (column < columns)
        for (std::int64_t row = top + threadIdx.y; row < bottom; row += rowsOfBlock)
            sum += value(row, column);
    parts[threadIdx.y][threadIdx.x] = sum;
    __syncthreads();
    if (threadIdx.y > 0 || column >= columns)
        return;
    for (int row = 1; row < rowsOfBlock; ++row)
        sum += parts[row][threadIdx.x];
    finish(int(blockIdx.y), column, sum);
}

// finish(0, column, sum of value(row, column) over all rows) for every column, on the device.
template <class Value, class Finish>
void sumColumns(std::int64_t rows, std::int64_t columns, const Value& value, const Finish& finish)
{
    const std::int64_t pieces = rows <= 512 ? 1 : rows / 256 < 128 ? rows / 256 : 128;
    const std::int64_t height = divideUp(rows > 0 ? rows : 1, pieces);
    const dim3 threads(columnsOfBlock, rowsOfBlock);
    const auto across = unsigned(divideUp(columns, columnsOfBlock));
    if (pieces == 1) {
        launch(columnsKernel<Value, Finish>, {dim3(across), threads}, rows, columns, height, value, finish);
        return;
    }
    Tensor partial({int(pieces), int(columns)}, ElementType::Float32, Device::Cuda);
    float* const sums = partial.data();
    const auto keep = [=] __device__(int piece, std::int64_t column, float sum) {
        sums[piece * columns + column] = sum;
    };
    const auto kept = [=] __device__(std::int64_t piece, std::int64_t column) {
        return sums[piece * columns + column];
    };
    launch(columnsKernel<Value, decltype(keep)>, {dim3(across, unsigned(pieces)), threads}, rows, columns,
           height, value, keep);
    launch(columnsKernel<decltype(kept), Finish>, {dim3(across), threads}, pieces, columns, pieces, kept,
           finish);
}

} // namespace engine::cuda

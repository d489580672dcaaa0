#pragma once

#include "engine/cuda/reduce.h"

// Rows that threads go through together: a short one by a warp, a long one by a block.
namespace engine::cuda {

// The threads that share a row.
struct Team {
    int size, lane;

    __device__ explicit Team(int size) : size(size), lane(int(threadIdx.x) % size) {}
    __device__ std::int64_t number() const
    {
        return std::int64_t{blockIdx.x} * (int(blockDim.x) / size) + int(threadIdx.x) / size;
    }
    // Of every thread's value; all of the team must call them and get the result.
    __device__ float sum(float value) const
    {
        return size == 32 ? combineWarp(value, Plus()) : combineBlock(value, Plus());
    }
    __device__ float largest(float value) const
    {
        return size == 32 ? combineWarp(value, Larger()) : combineBlock(value, Larger());
    }
};

// A warp up to 1024 columns.
inline int teamFor(std::int64_t columns)
{
    return columns <= 1024 ? 32 : threadsFor(columns / 4, 1024);
}

template <class Body>
__global__ void __launch_bounds__(1024) teamsKernel(std::int64_t rows, int size, Body body)
{
    const Team team(size);
    if (team.number() < rows)
        body(team.number(), team);
}

// body(row, team) for every row of a matrix: `[=] __device__ (std::int64_t row, const cuda::Team& team)`.
template <class Body>
void forTeams(std::int64_t rows, std::int64_t columns, const Body& body)
{
    const int size = teamFor(columns);
    const int threads = size == 32 ? blockThreads : size;
    launch(teamsKernel<Body>, {dim3(unsigned(divideUp(rows, threads / size))), dim3(unsigned(threads))}, rows,
           size, body);
}

template <class Value, class Finish>
__global__ void __launch_bounds__(1024)
    teamSumsKernel(std::int64_t rows, int size, Value value, Finish finish)
{
    const Team team(size);
    const std::int64_t teams = std::int64_t{gridDim.x} * (int(blockDim.x) / size);
    float sum = 0;
    for (std::int64_t row = team.number(); row < rows; row += teams)
        sum += value(row, team);
    sum = sumOfBlock(sum);
    if (threadIdx.x == 0)
        finish(int(blockIdx.x), sum);
}

// finish(0, sum of what value(row, team) gives each thread of the team, over all rows) by one thread of the
// device.
template <class Value, class Finish>
void sumOverTeams(std::int64_t rows, std::int64_t columns, const Value& value, const Finish& finish)
{
    const int size = teamFor(columns);
    const int perBlock = size == 32 ? blockThreads / 32 : 1;
    if (rows <= (size == 32 ? 128 : 1)) {
        const int threads = size == 32 ? threadsFor(32 * rows, 1024) : size;
        launch(teamSumsKernel<Value, Finish>, {dim3(1), dim3(unsigned(threads))}, rows, size, value, finish);
        return;
    }
    const std::int64_t wanted = divideUp(rows, perBlock);
    const int blocks = wanted < 1024 ? int(wanted) : 1024;
    Tensor partial({blocks}, ElementType::Float32, Device::Cuda);
    float* const sums = partial.data();
    const auto keep = [=] __device__(int block, float sum) { sums[block] = sum; };
    launch(teamSumsKernel<Value, decltype(keep)>, {dim3(unsigned(blocks)), dim3(unsigned(perBlock * size))},
           rows, size, value, keep);
    sumElements(
        blocks, [=] __device__(std::int64_t i) { return sums[i]; }, finish);
}

} // namespace engine::cuda

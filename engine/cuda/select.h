#pragma once

#include "engine/cuda/launch.h"

// Some of many, in their order.
namespace engine::cuda {

// How many of the block's threads before this one chose, and in `total` how many did. All must call it, whole
// warps on one axis.
__device__ inline int rankInBlock(bool chosen, int& total)
{
    __shared__ int counts[32];
    const int warp = int(threadIdx.x) / 32, lane = int(threadIdx.x) % 32;
    const unsigned mask = __ballot_sync(0xffffffffu, chosen);
    if (lane == 0)
        counts[warp] = __popc(mask);
    __syncthreads();
    int rank = __popc(mask & ((1u << lane) - 1));
    total = 0;
    for (int i = 0; i < int(blockDim.x) / 32; ++i) {
        rank += i < warp ? counts[i] : 0;
        total += counts[i];
    }
    __syncthreads(); // before the next call writes into counts
    return rank;
}

constexpr int matchColumns = 160; // of a block: a vector of 128 and a bias
constexpr int matchWarps = blockThreads / 32;

// The items that a block adds up for a row: those from `first` on that name it.
struct RowItems {
    std::int64_t row, first;
};

// Adds what a warp finds among 32 items to its lanes' columns; some of them are read at once.
template <class Value>
__device__ void addFound(unsigned matches, std::int64_t start, std::int64_t left, std::int64_t columns,
                         const Value& value, float (&sums)[matchColumns / 32])
{
    constexpr int together = 4;
    while (matches != 0) {
        float values[together][matchColumns / 32] = {};
#pragma unroll
        for (int i = 0; i < together; ++i) {
            if (matches == 0)
                continue;
            const std::int64_t item = start + __ffs(int(matches)) - 1;
            matches &= matches - 1;
#pragma unroll
            for (int k = 0; k < matchColumns / 32; ++k)
                if (left + 32 * k < columns)
                    values[i][k] = value(item, left + 32 * k);
        }
#pragma unroll
        for (int i = 0; i < together; ++i)
#pragma unroll
            for (int k = 0; k < matchColumns / 32; ++k)
                sums[k] += values[i][k];
    }
}

// For every block along x: add(row, column, sum of value(item, column) over its items), for columns of which
// there are any. Every warp takes 32 items in 256; what they found is added in the order of the warps.
template <class Items, class Value, class Add>
__global__ void matchesKernel(const std::int32_t* rows, std::int64_t count, std::int64_t columns, Items items,
                              Value value, Add add)
{
    __shared__ float parts[matchWarps][matchColumns];
    const RowItems own = items(std::int64_t{blockIdx.x});
    if (own.row < 0)
        return;
    const int warp = int(threadIdx.x) / 32, lane = int(threadIdx.x) % 32;
    const std::int64_t left = std::int64_t{blockIdx.y} * matchColumns + lane;
    float sums[matchColumns / 32] = {};
    bool any = false;
    for (std::int64_t start = own.first + 32 * warp; start < count; start += blockThreads) {
        const std::int64_t item = start + lane;
        const unsigned matches = __ballot_sync(0xffffffffu, item < count && rows[item] == own.row);
        any = any || matches != 0;
        addFound(matches, start, left, columns, value, sums);
    }
#pragma unroll
    for (int k = 0; k < matchColumns / 32; ++k)
        parts[warp][lane + 32 * k] = sums[k];
    any = __syncthreads_or(any);
    const std::int64_t column = std::int64_t{blockIdx.y} * matchColumns + threadIdx.x;
    if (!any || threadIdx.x >= matchColumns || column >= columns)
        return;
    float sum = 0;
    for (int i = 0; i < matchWarps; ++i)
        sum += parts[i][threadIdx.x];
    add(own.row, column, sum);
}

// rows names the row of every item; items(block) gives what each of `blocks` blocks adds up, and is asked by
// all threads of the block.
template <class Items, class Value, class Add>
void addMatches(const Tensor& rows, std::int64_t columns, int blocks, const Items& items, const Value& value,
                const Add& add)
{
    const dim3 grid(unsigned(blocks), unsigned(divideUp(columns, matchColumns)));
    launch(matchesKernel<Items, Value, Add>, {grid, dim3(blockThreads)}, rows.ids(), rows.size(), columns,
           items, value, add);
}

} // namespace engine::cuda

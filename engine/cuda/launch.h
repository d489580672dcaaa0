#pragma once

#include "engine/cuda/queue.h"

#include <cstdint>
#include <tuple>

// How the operations start their kernels.
namespace engine::cuda {

constexpr int blockThreads = 256; // unless there is a reason for another number

inline std::int64_t divideUp(std::int64_t a, std::int64_t b)
{
    return (a + b - 1) / b;
}

struct Grid {
    dim3 blocks, threads = blockThreads;
    std::size_t sharedBytes = 0; // of dynamicShared()
};

// kernel<<<grid>>>(arguments...), in order with all that was queued before. Arguments are copied.
template <class... Parameters, class... Arguments>
void launch(void (*kernel)(Parameters...), const Grid& grid, const Arguments&... arguments)
{
    static_assert((std::is_trivially_copyable_v<Parameters> && ...));
    static constexpr std::array<std::size_t, sizeof...(Parameters)> sizes{sizeof(Parameters)...};
    if (grid.blocks.x == 0 || grid.blocks.y == 0 || grid.blocks.z == 0)
        return;
    std::tuple<Parameters...> values(arguments...);
    std::array<void*, sizeof...(Parameters)> pointers = std::apply(
        [](auto&... value) { return std::array<void*, sizeof...(Parameters)>{&value...}; }, values);
    const Task task{
        .kind = Task::Kind::Kernel,
        .start =
            [](const Task& kept, void** given, cudaStream_t stream) {
                const auto typed = reinterpret_cast<void (*)(Parameters...)>(const_cast<void*>(kept.kernel));
                check(cudaLaunchKernel(typed, kept.blocks, kept.threads, given, kept.sharedBytes, stream));
            },
        .kernel = reinterpret_cast<const void*>(kernel),
        .blocks = grid.blocks,
        .threads = grid.threads,
        .sharedBytes = grid.sharedBytes,
        .sizes = sizes};
    submit(task, pointers.data());
}

template <class Body>
__global__ void elementsKernel(std::int64_t count, Body body)
{
    const std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
    if (i < count)
        body(i);
}

// body(i) on the device for every i in [0, count): a `[=] __device__ (std::int64_t i) { ... }`.
template <class Body>
void forElements(std::int64_t count, const Body& body)
{
    launch(elementsKernel<Body>, {dim3(unsigned(divideUp(count, blockThreads)))}, count, body);
}

template <class Body>
__global__ void matrixKernel(std::int64_t rows, std::int64_t columns, Body body)
{
    const std::int64_t column = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
    const std::int64_t step = std::int64_t{gridDim.y} * blockDim.y;
    if (column < columns)
        for (std::int64_t row = std::int64_t{blockIdx.y} * blockDim.y + threadIdx.y; row < rows; row += step)
            body(row, column);
}

// body(row, column) for every element of a matrix, without a division.
template <class Body>
void forMatrix(std::int64_t rows, std::int64_t columns, const Body& body)
{
    int width = 1;
    while (width < columns && width < blockThreads)
        width *= 2;
    const int height = blockThreads / width;
    const std::int64_t down = divideUp(rows, height);
    launch(matrixKernel<Body>,
           {dim3(unsigned(divideUp(columns, width)), unsigned(down < 65535 ? down : 65535)),
            dim3(unsigned(width), unsigned(height))},
           rows, columns, body);
}

template <class Body>
__global__ void rowsKernel(Body body)
{
    body(std::int64_t{blockIdx.x});
}

// body(row) for every row, called by all threads of a block together (threadIdx.x, blockDim.x).
template <class Body>
void forRows(std::int64_t rows, int threads, const Body& body)
{
    launch(rowsKernel<Body>, {dim3(unsigned(rows)), dim3(unsigned(threads))}, body);
}

// So many threads suit a block that goes through `columns` values together: a multiple of 32.
inline int threadsFor(std::int64_t columns, int most = blockThreads)
{
    return int(columns >= most ? most : divideUp(columns > 0 ? columns : 1, 32) * 32);
}

} // namespace engine::cuda

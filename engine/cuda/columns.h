#pragma once

#include "engine/cuda/launch.h"
#include "engine/tensor/tensor.h"

// What sumColumns() does for floats, for parts of any kind that can be merged.
namespace engine::cuda {

constexpr int partsOfBlock = 256;

// Whoever goes down the rows from `row` on in steps; all but the first line of the block then hand over.
template <class Part, class Take, class Finish>
__global__ void partsKernel(std::int64_t rows, std::int64_t columns, std::int64_t height, Take take,
                            Finish finish)
{
    __shared__ Part parts[partsOfBlock];
    const std::int64_t column = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
    const std::int64_t top = std::int64_t{blockIdx.y} * height;
    const std::int64_t bottom = top + height < rows ? top + height : rows;
    Part part = {};
    if (column < columns)
        for (std::int64_t row = top + threadIdx.y; row < bottom; row += blockDim.y)
            take(part, row, column);
    parts[threadIdx.y * blockDim.x + threadIdx.x] = part;
    for (unsigned half = blockDim.y / 2; half > 0; half /= 2) {
        __syncthreads();
        if (threadIdx.y < half)
            parts[threadIdx.y * blockDim.x + threadIdx.x].merge(
                parts[(threadIdx.y + half) * blockDim.x + threadIdx.x]);
    }
    if (threadIdx.y == 0 && column < columns)
        finish(int(blockIdx.y), column, parts[threadIdx.x]);
}

// finish(0, column, part) for every column, on the device, when take(part, row, column) has been called for
// all its rows, in parts that were then merged (`part.merge(other)`) in an order that depends on the sizes
// only. A Part is plain floats that begin as zeros.
template <class Part, class Take, class Finish>
void mergeColumns(std::int64_t rows, std::int64_t columns, const Take& take, const Finish& finish)
{
    static_assert(sizeof(Part) % sizeof(float) == 0 && std::is_trivially_copyable_v<Part>);
    unsigned width = 1; // few columns: a warp reads several rows, which lie side by side
    while (width < 32 && width < columns)
        width *= 2;
    const dim3 threads(width, partsOfBlock / width);
    const auto across = unsigned(divideUp(columns, width));
    const std::int64_t wanted = rows / (16 * threads.y);
    const std::int64_t pieces = wanted < 1 ? 1 : wanted < 256 ? wanted : 256;
    const std::int64_t height = divideUp(rows > 0 ? rows : 1, pieces);
    if (pieces == 1) {
        launch(partsKernel<Part, Take, Finish>, {dim3(across), threads}, rows, columns, height, take, finish);
        return;
    }
    Tensor scratch({int(pieces), int(columns), int(sizeof(Part) / sizeof(float))}, ElementType::Float32,
                   Device::Cuda);
    Part* const parts = reinterpret_cast<Part*>(scratch.data());
    const auto keep = [=] __device__(int piece, std::int64_t column, const Part& part) {
        parts[piece * columns + column] = part;
    };
    const auto takeKept = [=] __device__(Part & part, std::int64_t piece, std::int64_t column) {
        part.merge(parts[piece * columns + column]);
    };
    launch(partsKernel<Part, Take, decltype(keep)>, {dim3(across, unsigned(pieces)), threads}, rows, columns,
           height, take, keep);
    launch(partsKernel<Part, decltype(takeKept), Finish>, {dim3(across), threads}, pieces, columns, pieces,
           takeKept, finish);
}

} // namespace engine::cuda

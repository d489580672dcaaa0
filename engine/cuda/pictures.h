#pragma once

#include "engine/cuda/launch.h"
#include "engine/tensor/shape.h"

namespace engine::cuda {

template <class Body>
__global__ void picturesKernel(int rows, int columns, int channels, Body body)
{
    const int sample = int(blockIdx.x) / rows, row = int(blockIdx.x) % rows;
    for (int i = int(threadIdx.x); i < columns * channels; i += int(blockDim.x)) {
        const int column = i / channels;
        body(sample, row, column, i - column * channels);
    }
}

// body(sample, row, column, channel) on the device for every value of pictures [batch, height, width,
// channels].
template <class Body>
void forPictures(const Shape& shape, const Body& body)
{
    const std::int64_t rows = std::int64_t{shape[0]} * shape[1];
    const auto threads = unsigned(threadsFor(std::int64_t{shape[2]} * shape[3]));
    launch(picturesKernel<Body>, {dim3(unsigned(rows)), dim3(threads)}, shape[1], shape[2], shape[3], body);
}

} // namespace engine::cuda

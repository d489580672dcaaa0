#pragma once

#include "engine/cuda/queue.h"

#include <cstdint>

// Matrix products by cuBLAS, for matrices as tensors hold them: row after row.
namespace engine::cuda {

// out [rows, columns] = scale * out + op(a) op(b), where op transposes on request; op(a) is [rows, depth] and
// op(b) [depth, columns]. With scale 0 old values of out are ignored. A leading distance (`stride...`) is the
// number of floats from one row to the next as the matrix lies in memory.
struct Product {
    const float* a;
    const float* b;
    float* out;
    int rows, columns, depth;
    int strideA, strideB, strideOut;
    int transposeA = 0, transposeB = 0; // not bool: calls are told apart by their bytes
    float scale = 0;
    // Several products of the same shape, each so many floats behind the one before.
    int count = 1;
    std::int64_t nextA = 0, nextB = 0, nextOut = 0;
};
void multiply(const Product& product);

} // namespace engine::cuda

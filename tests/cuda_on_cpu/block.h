#pragma once

#include <cuda_on_cpu/api.h>

#include <string>
#include <vector>

namespace cudaOnCpu {

// In which order the blocks of a grid and the threads of a block run: LAYERLOOM_CUDA_ON_CPU_ORDER is
// ascending (as well where it is not set), descending or shuffled.
enum class Order { Ascending, Descending, Shuffled };
Order orderFromEnvironment();

struct Kernel {
    const void* function;
    const Signature* signature;
    dim3 grid, block;
    std::size_t sharedBytes;
    void** arguments;
};

// Runs one block's threads in an order, as far as they do not wait for each other; else a warp after the
// other, or all of them in turn. Gives what went wrong, in a sentence, else nothing.
std::string runBlock(const Kernel& kernel, const std::vector<unsigned>& order, bool warpByWarp);

// After a fault inside of a block.
void abandonBlock();

// What went wrong, in a sentence.
struct Fault {
    cudaError_t error = cudaSuccess;
    std::string what = {};
};
// Runs all blocks.
Fault runGrid(const Kernel& kernel, Order order);

} // namespace cudaOnCpu

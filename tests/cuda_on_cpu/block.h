#pragma once

#include <cuda_on_cpu/api.h>

#include <string>

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

// Runs all blocks. Gives what went wrong, in a sentence, else nothing.
std::string runGrid(const Kernel& kernel, Order order);

} // namespace cudaOnCpu

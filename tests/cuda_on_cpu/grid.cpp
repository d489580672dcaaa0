#include "tests/cuda_on_cpu/block.h"
#include "tests/cuda_on_cpu/fault.h"
#include "tests/cuda_on_cpu/memory.h"

#include <cuda_on_cpu/device.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <random>
#include <string_view>

uint3 blockIdx;
dim3 blockDim, gridDim;

namespace cudaOnCpu {

namespace {

constexpr std::size_t mostShared = std::size_t{228} << 10, sharedGuard = 256;

alignas(16) std::array<std::byte, mostShared + sharedGuard> dynamicMemory;

std::vector<unsigned> threadOrder(unsigned threads, Order order)
{
    static std::minstd_rand random(1);
    std::vector<unsigned> all(threads);
    std::iota(all.begin(), all.end(), 0U);
    if (order == Order::Descending)
        std::reverse(all.begin(), all.end());
    if (order == Order::Shuffled)
        std::shuffle(all.begin(), all.end(), random);
    return all;
}

// The i-th block to run of `count`.
std::uint64_t blockAt(std::uint64_t i, std::uint64_t count, Order order)
{
    if (order == Order::Ascending)
        return i;
    if (order == Order::Descending)
        return count - 1 - i;
    std::uint64_t step = count * 5 / 8 | 1;
    while (std::gcd(step, count) != 1)
        ++step;
    return (i * step + count / 3) % count;
}

std::string runBlocks(const Kernel& kernel, Order order)
{
    const std::vector<unsigned> threads =
        threadOrder(kernel.block.x * kernel.block.y * kernel.block.z, order);
    const std::uint64_t blocks = std::uint64_t{kernel.grid.x} * kernel.grid.y * kernel.grid.z;
    std::byte* const guard = dynamicMemory.data() + kernel.sharedBytes;
    for (std::uint64_t i = 0; i < blocks; ++i) {
        const std::uint64_t block = blockAt(i, blocks, order);
        blockIdx = {unsigned(block % kernel.grid.x), unsigned(block / kernel.grid.x % kernel.grid.y),
                    unsigned(block / kernel.grid.x / kernel.grid.y)};
        if (kernel.sharedBytes > 0)
            fillUnwritten(dynamicMemory.data(), kernel.sharedBytes + sharedGuard);
        if (std::string problem = runBlock(kernel, threads, order != Order::Shuffled); !problem.empty())
            return problem;
        if (kernel.sharedBytes > 0 && firstWritten(guard, guard + sharedGuard) != guard + sharedGuard)
            return "it wrote beyond the dynamic shared memory";
    }
    return {};
}

struct Run {
    const Kernel& kernel;
    Order order;
    std::string problem = {};
};

} // namespace

Order orderFromEnvironment()
{
    const char* const given = std::getenv("LAYERLOOM_CUDA_ON_CPU_ORDER");
    const std::string_view name = given ? given : "";
    return name == "descending" ? Order::Descending : name == "shuffled" ? Order::Shuffled : Order::Ascending;
}

Fault runGrid(const Kernel& kernel, Order order)
{
    gridDim = kernel.grid;
    blockDim = kernel.block;
    Run run{kernel, order};
    const char* const fault = runGuarded(
        [](void* argument) {
            Run& run = *static_cast<Run*>(argument);
            run.problem = runBlocks(run.kernel, run.order);
        },
        &run);
    if (fault) {
        abandonBlock();
        return {cudaErrorIllegalAddress, fault};
    }
    return {run.problem.empty() ? cudaSuccess : cudaErrorLaunchFailure, run.problem};
}

float* sharedMemory()
{
    return reinterpret_cast<float*>(dynamicMemory.data());
}

} // namespace cudaOnCpu

#include "engine/tensor/block.h"

#include "engine/tensor/device_memory.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <mutex>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace engine {

namespace {

// Size classes: 64 << k bytes and three steps to the next power of two, so that at most a fifth is wasted.
constexpr int stepsPerDoubling = 4;
constexpr int smallestBits = 6;
constexpr int classes = 40 * stepsPerDoubling;
// Larger ones go straight back to the system: data sets, not the tensors of a training step. A graphics card
// would stop for that, so it keeps more.
constexpr std::int64_t largestPooled(Device device)
{
    return std::int64_t{1} << (device == Device::Cpu ? 28 : 32);
}

std::int64_t classBytes(int sizeClass)
{
    const std::int64_t power = std::int64_t{1} << (smallestBits + sizeClass / stepsPerDoubling);
    return power + power / stepsPerDoubling * (sizeClass % stepsPerDoubling);
}

int classFor(std::int64_t bytes)
{
    if (bytes <= std::int64_t{1} << smallestBits)
        return 0;
    const int bits = std::bit_width(std::uint64_t(bytes - 1)) - 1; // 2^bits < bytes <= 2^(bits + 1)
    const std::int64_t power = std::int64_t{1} << bits;
    const std::int64_t step = power / stepsPerDoubling;
    return (bits - smallestBits) * stepsPerDoubling + int((bytes - power + step - 1) / step);
}

struct Pool {
    std::mutex mutex;
    std::array<Block*, classes> free{};
    MemoryUse use;
};

// Never destroyed: tensors may live in statics.
Pool& poolOf(Device device)
{
    static std::array<Pool, 2>* const pools = new std::array<Pool, 2>;
    return (*pools)[std::size_t(device)];
}

Block* allocateOnHost(std::int64_t bytes)
{
    // The sanitizers hold aligned_alloc to C11: the size is a multiple of the alignment.
    void* memory = std::aligned_alloc(64, (sizeof(Block) + std::size_t(bytes) + 63) / 64 * 64);
    if (!memory)
        throw std::bad_alloc();
    Block* block = new (memory) Block;
    block->memory = block + 1;
    return block;
}

Block* allocateOnCuda(std::int64_t bytes)
{
    assert(cudaMemory().allocate && "the CUDA module is not loaded");
    void* memory = cudaMemory().allocate ? cudaMemory().allocate(std::size_t(bytes)) : nullptr;
    if (!memory)
        throw std::bad_alloc();
    Block* block = new Block;
    block->memory = memory;
    return block;
}

void free(Block* block)
{
    if (block->device == Device::Cpu) {
        ASAN_UNPOISON_MEMORY_REGION(block->memory, std::size_t(block->bytes));
        block->~Block();
        std::free(block);
    } else {
        cudaMemory().release(block->memory);
        delete block;
    }
}

std::unique_lock<std::recursive_mutex> lockOrder(Device device)
{
    return device == Device::Cpu ? std::unique_lock<std::recursive_mutex>() : std::unique_lock(deviceOrder());
}

void freeAll(Pool& pool)
{
    const std::lock_guard lock(pool.mutex);
    for (Block*& list : pool.free)
        while (Block* block = list) {
            list = block->next;
            pool.use.pooled -= block->bytes;
            free(block);
        }
}

Block* takePooled(Pool& pool, int sizeClass)
{
    const std::lock_guard lock(pool.mutex);
    Block* block = pool.free[std::size_t(sizeClass)];
    if (!block)
        return nullptr;
    pool.free[std::size_t(sizeClass)] = block->next;
    pool.use.pooled -= block->bytes;
    pool.use.used += block->bytes;
    block->references.store(1, std::memory_order_relaxed);
    return block;
}

Block* allocate(Device device, std::int64_t bytes)
{
    return device == Device::Cpu ? allocateOnHost(bytes) : allocateOnCuda(bytes);
}

// When memory is short, what waits in the pool is given up before the allocation fails.
Block* allocateHard(Device device, std::int64_t bytes)
{
    try {
        return allocate(device, bytes);
    } catch (const std::bad_alloc&) {
        freeAll(poolOf(device));
        return allocate(device, bytes);
    }
}

} // namespace

std::recursive_mutex& deviceOrder()
{
    static std::recursive_mutex* const mutex = new std::recursive_mutex; // never destroyed, as the pools
    return *mutex;
}

Block* takeBlock(Device device, std::int64_t bytes)
{
    const auto order = lockOrder(device);
    Pool& pool = poolOf(device);
    const int sizeClass = classFor(bytes);
    Block* block = takePooled(pool, sizeClass);
    if (!block) {
        const std::int64_t rounded = classBytes(sizeClass);
        block = allocateHard(device, rounded);
        block->device = device;
        block->sizeClass = sizeClass;
        block->bytes = rounded;
        const std::lock_guard lock(pool.mutex);
        pool.use.used += rounded;
    }
    if (device == Device::Cpu) { // shows reads behind the end, too, although the class has room
        ASAN_POISON_MEMORY_REGION(block->memory, std::size_t(block->bytes));
        ASAN_UNPOISON_MEMORY_REGION(block->memory, std::size_t(bytes));
    }
    return block;
}

// The pool of a card gives the lowest address first: then the tensors of a step lie where they did in the
// step before, and a step that has been recorded fits again.
static Block** placeFor(const Block& block, Block*& list)
{
    Block** place = &list;
    if (block.device != Device::Cpu)
        while (*place && (*place)->memory < block.memory)
            place = &(*place)->next;
    return place;
}

void returnBlock(Block* block)
{
    const auto order = lockOrder(block->device);
    Pool& pool = poolOf(block->device);
    const bool pooled = block->bytes <= largestPooled(block->device);
    if (block->device == Device::Cpu)
        ASAN_POISON_MEMORY_REGION(block->memory, std::size_t(block->bytes));
    {
        const std::lock_guard lock(pool.mutex);
        pool.use.used -= block->bytes;
        if (pooled) {
            pool.use.pooled += block->bytes;
            Block** const place = placeFor(*block, pool.free[std::size_t(block->sizeClass)]);
            block->next = std::exchange(*place, block);
        }
    }
    if (!pooled)
        free(block);
}

MemoryUse memoryUse(Device device)
{
    Pool& pool = poolOf(device);
    const std::lock_guard lock(pool.mutex);
    return pool.use;
}

void releasePooledMemory()
{
    freeAll(poolOf(Device::Cpu));
    const auto order = lockOrder(Device::Cuda);
    freeAll(poolOf(Device::Cuda));
}

} // namespace engine

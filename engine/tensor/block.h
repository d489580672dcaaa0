#pragma once

#include "engine/tensor/tensor.h"

#include <atomic>

namespace engine {

// The header of a piece of pooled memory. On the host the values follow it, on other devices they lie apart.
struct alignas(64) Block {
    std::atomic<std::int32_t> references = 1;
    Device device = Device::Cpu;
    std::int32_t sizeClass = 0;
    std::int64_t bytes = 0; // what the values may take
    void* memory = nullptr;
    Block* next = nullptr; // while it waits in the pool
};

// At least `bytes` bytes, from the pool if it has a block of the size class; throws std::bad_alloc.
Block* takeBlock(Device device, std::int64_t bytes);
// Back into the pool.
void returnBlock(Block* block);

} // namespace engine

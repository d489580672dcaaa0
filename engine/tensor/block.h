#pragma once

#include "engine/tensor/tensor.h"

#include <atomic>
#include <mutex>

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

// Held while memory of a device other than the host changes hands, and for the whole of a step: what the step
// frees must not be used by another thread before the step has been queued.
std::recursive_mutex& deviceOrder();

} // namespace engine

#pragma once

#include <cstddef>

namespace engine {

// What tensors need from a device other than the host. A module loaded at run time fills it in.
struct DeviceMemory {
    void* (*allocate)(std::size_t bytes) = nullptr; // null when there is not enough
    void (*release)(void* memory) = nullptr;
    void (*zero)(void* memory, std::size_t bytes) = nullptr;
    void (*copy)(void* target, const void* source, std::size_t bytes) = nullptr; // any two devices; finishes
};
DeviceMemory& cudaMemory();

} // namespace engine

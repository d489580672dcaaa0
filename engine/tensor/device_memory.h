#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <exception>

namespace engine {

// What tensors need from a device other than the host. A module loaded at run time fills it in.
struct DeviceMemory {
    void* (*allocate)(std::size_t bytes) = nullptr; // null when there is not enough
    void (*release)(void* memory) = nullptr;
    void (*zero)(void* memory, std::size_t bytes) = nullptr;
    void (*copy)(void* target, const void* source, std::size_t bytes) = nullptr; // any two devices
};
DeviceMemory& cudaMemory();

// A device that can no longer be used: lost, or its driver has failed. Thrown by whatever used it.
class DeviceFailure : public std::exception {
public:
    explicit DeviceFailure(Problem problem);
    ~DeviceFailure() override; // out of line: the module must throw what the engine catches
    const char* what() const noexcept override { return m_sentence.c_str(); }
    const Problem& problem() const { return m_problem; }

private:
    Problem m_problem;
    std::string m_sentence;
};

} // namespace engine

#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <exception>

namespace engine {

// Scalars that a device is sending.
struct Download;

// What tensors need from a device other than the host. A module loaded at run time fills it in. All work goes
// to one queue and is done in order, by whatever thread it is given; only copies to the host wait for it.
struct DeviceMemory {
    void* (*allocate)(std::size_t bytes) = nullptr; // null when there is not enough
    void (*release)(void* memory) = nullptr;
    void (*zero)(void* memory, std::size_t bytes) = nullptr;
    void (*copy)(void* target, const void* source, std::size_t bytes) = nullptr; // any two devices

    // What is queued between the two may be kept until the end, which starts all of it at once.
    void (*beginStep)() = nullptr;
    void (*endStep)() = nullptr;
    void (*abandonStep)() = nullptr; // instead: nothing of it will run

    Download* (*startDownload)(const float* const* scalars, int count) = nullptr; // at most maxDownload
    bool (*isDownloaded)(const Download* download) = nullptr;
    const float* (*finishDownload)(Download* download) = nullptr; // waits; the values until it is released
    void (*releaseDownload)(Download* download) = nullptr;
};
DeviceMemory& cudaMemory();

constexpr int maxDownload = 64;

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

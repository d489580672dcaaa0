#include "engine/cuda/memory.h"

#include "engine/cuda/downloads.h"
#include "engine/cuda/queue.h"
#include "engine/cuda/staging.h"
#include "engine/tensor/block.h"

namespace engine::cuda {

static void* allocate(std::size_t bytes)
{
    void* memory = nullptr;
    const cudaError_t status = cudaMalloc(&memory, bytes);
    if (status == cudaErrorMemoryAllocation) {
        cudaGetLastError(); // only full, not broken
        return nullptr;
    }
    check(status);
    return memory;
}

// Called where nothing may be thrown; a lost device is noticed by the next that uses it.
static void release(void* memory)
{
    const std::lock_guard order(deviceOrder());
    if (isRecording())
        try {
            startRecorded(); // it may use the memory, and the driver waits only for what it knows of
        } catch (const DeviceFailure&) {
        }
    cudaFree(memory);
}

static void zero(void* memory, std::size_t bytes)
{
    const std::lock_guard order(deviceOrder());
    fillZero(memory, bytes);
}

static bool isOnDevice(const void* memory)
{
    cudaPointerAttributes attributes = {};
    check(cudaPointerGetAttributes(&attributes, memory));
    return attributes.type == cudaMemoryTypeDevice;
}

static void copy(void* target, const void* source, std::size_t bytes)
{
    const bool to = isOnDevice(target), from = isOnDevice(source);
    if (to && from)
        copyOnDevice(target, source, bytes);
    else if (to)
        upload(target, source, bytes);
    else
        download(target, source, bytes);
}

DeviceMemory memoryFunctions()
{
    return {.allocate = allocate,
            .release = release,
            .zero = zero,
            .copy = copy,
            .beginStep = beginStep,
            .endStep = endStep,
            .abandonStep = abandonStep,
            .startDownload = startDownload,
            .isDownloaded = isDownloaded,
            .finishDownload = finishDownload,
            .releaseDownload = releaseDownload};
}

} // namespace engine::cuda

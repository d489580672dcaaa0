#include "tests/cuda_on_cpu/memory.h"
#include "tests/cuda_on_cpu/runtime.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <sys/mman.h>

// Memory: allocation, copies, filling.

namespace cudaOnCpu {

namespace {

// The pinned blocks of the host and their sizes.
std::map<std::byte*, std::size_t>& pinned()
{
    static auto* const blocks = new std::map<std::byte*, std::size_t>;
    return *blocks;
}

} // namespace

bool isPinned(const void* memory)
{
    auto* const place = const_cast<std::byte*>(static_cast<const std::byte*>(memory));
    auto block = pinned().upper_bound(place);
    return block != pinned().begin() && place < std::prev(block)->first + std::prev(block)->second;
}

bool isHostAddress(const void* memory)
{
    constexpr std::uintptr_t page = 4096;
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    if (address < page || address >> 47 != 0 || deviceMemory().holds(memory) || isPinned(memory))
        return false;
    unsigned char resident = 0;
    return mincore(reinterpret_cast<void*>(address / page * page), page, &resident) == 0; // it is mapped
}

} // namespace cudaOnCpu

using namespace cudaOnCpu;
using Lock = std::lock_guard<std::recursive_mutex>;

namespace {

// Whether the pointers are what the direction says, and the device's bytes are its own.
bool plausible(void* target, const void* source, std::size_t bytes, cudaMemcpyKind kind)
{
    const bool targetThere = deviceMemory().holds(target), sourceThere = deviceMemory().holds(source);
    const bool wantTarget = kind == cudaMemcpyHostToDevice || kind == cudaMemcpyDeviceToDevice;
    const bool wantSource = kind == cudaMemcpyDeviceToHost || kind == cudaMemcpyDeviceToDevice;
    if (kind != cudaMemcpyDefault && (targetThere != wantTarget || sourceThere != wantSource))
        return false;
    return (!targetThere || deviceMemory().owns(target, bytes)) &&
        (!sourceThere || deviceMemory().owns(source, bytes));
}

cudaError_t copy(void* target, const void* source, std::size_t bytes, cudaMemcpyKind kind,
                 cudaStream_t stream)
{
    if (bytes == 0)
        return unusable();
    if (!plausible(target, source, bytes, kind))
        return remember(cudaErrorInvalidValue);
    if (!isDeferred(stream))
        return enqueue(
            stream, [=] { std::memmove(target, source, bytes); }, false);
    // Of ordinary memory of the host, a card takes a copy before the call returns, or waits.
    if (!deviceMemory().holds(source) && !isPinned(source)) {
        const auto* const begin = static_cast<const std::byte*>(source);
        return enqueue(
            stream,
            [=, staged = std::vector<std::byte>(begin, begin + bytes)] {
                std::memmove(target, staged.data(), bytes);
            },
            false);
    }
    const cudaError_t queued = enqueue(
        stream, [=] { std::memmove(target, source, bytes); }, false);
    if (queued == cudaSuccess && !deviceMemory().holds(target) && !isPinned(target))
        finish(stream);
    return queued;
}

cudaError_t fill(void* memory, int value, std::size_t bytes, cudaStream_t stream)
{
    if (bytes == 0)
        return unusable();
    if (!deviceMemory().owns(memory, bytes))
        return remember(cudaErrorInvalidValue);
    return enqueue(stream, [=] { std::memset(memory, value, bytes); });
}

cudaError_t refuseNow()
{
    if (const cudaError_t problem = unusable())
        return problem;
    return refuseWhileCapturing();
}

} // namespace

cudaError_t cudaMalloc(void** memory, std::size_t bytes)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    *memory = bytes == 0 ? nullptr : deviceMemory().allocate(bytes);
    return remember(bytes == 0 || *memory ? cudaSuccess : cudaErrorMemoryAllocation);
}

cudaError_t cudaFree(void* memory)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    finishAll();
    return remember(!memory || deviceMemory().free(memory) ? cudaSuccess : cudaErrorInvalidValue);
}

cudaError_t cudaMallocHost(void** memory, std::size_t bytes, unsigned)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    *memory = bytes == 0 ? nullptr : std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
    if (*memory)
        pinned().emplace(static_cast<std::byte*>(*memory), bytes);
    return remember(bytes == 0 || *memory ? cudaSuccess : cudaErrorMemoryAllocation);
}

cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, unsigned flags)
{
    return cudaMallocHost(memory, bytes, flags);
}

cudaError_t cudaFreeHost(void* memory)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    finishAll();
    if (!memory)
        return cudaSuccess;
    if (pinned().erase(static_cast<std::byte*>(memory)) == 0)
        return remember(cudaErrorInvalidValue);
    std::free(memory);
    return cudaSuccess;
}

cudaError_t cudaPointerGetAttributes(cudaPointerAttributes* attributes, const void* memory)
{
    const Lock lock(runtimeMutex());
    const bool there = deviceMemory().holds(memory), here = isPinned(memory);
    auto* const place = const_cast<void*>(memory);
    *attributes = {there      ? cudaMemoryTypeDevice
                       : here ? cudaMemoryTypeHost
                              : cudaMemoryTypeUnregistered,
                   0, there || here ? place : nullptr, there ? nullptr : place};
    return unusable();
}

cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* total)
{
    const Lock lock(runtimeMutex());
    *total = deviceMemory().limit();
    *free = *total > deviceMemory().used() ? *total - deviceMemory().used() : 0;
    return unusable();
}

cudaError_t cudaMemcpy(void* target, const void* source, std::size_t bytes, cudaMemcpyKind kind)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    return copy(target, source, bytes, kind, nullptr);
}

cudaError_t cudaMemcpyAsync(void* target, const void* source, std::size_t bytes, cudaMemcpyKind kind,
                            cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    return copy(target, source, bytes, kind, stream);
}

cudaError_t cudaMemset(void* memory, int value, std::size_t bytes)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = refuseNow())
        return problem;
    return fill(memory, value, bytes, nullptr);
}

cudaError_t cudaMemsetAsync(void* memory, int value, std::size_t bytes, cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    return fill(memory, value, bytes, stream);
}

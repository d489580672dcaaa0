#include "tests/cuda_on_cpu/block.h"
#include "tests/cuda_on_cpu/memory.h"
#include "tests/cuda_on_cpu/runtime.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

// The device itself and its errors.

namespace cudaOnCpu {

namespace {

cudaError_t lastError = cudaSuccess, lostBy = cudaSuccess;

struct ErrorText {
    cudaError_t error;
    const char *name, *text;
};
constexpr ErrorText errorTexts[] = {
    {cudaSuccess, "cudaSuccess", "no error"},
    {cudaErrorInvalidValue, "cudaErrorInvalidValue", "invalid argument"},
    {cudaErrorMemoryAllocation, "cudaErrorMemoryAllocation", "out of memory"},
    {cudaErrorInvalidConfiguration, "cudaErrorInvalidConfiguration", "invalid configuration argument"},
    {cudaErrorInsufficientDriver, "cudaErrorInsufficientDriver",
     "CUDA driver version is insufficient for CUDA runtime version"},
    {cudaErrorInvalidDeviceFunction, "cudaErrorInvalidDeviceFunction", "invalid device function"},
    {cudaErrorNoDevice, "cudaErrorNoDevice", "no CUDA-capable device is detected"},
    {cudaErrorInvalidDevice, "cudaErrorInvalidDevice", "invalid device ordinal"},
    {cudaErrorInvalidResourceHandle, "cudaErrorInvalidResourceHandle", "invalid resource handle"},
    {cudaErrorIllegalState, "cudaErrorIllegalState",
     "the operation cannot be performed in the present state"},
    {cudaErrorNotReady, "cudaErrorNotReady", "device not ready"},
    {cudaErrorIllegalAddress, "cudaErrorIllegalAddress", "an illegal memory access was encountered"},
    {cudaErrorLaunchFailure, "cudaErrorLaunchFailure", "unspecified launch failure"},
    {cudaErrorNotSupported, "cudaErrorNotSupported", "operation not supported"},
    {cudaErrorStreamCaptureUnsupported, "cudaErrorStreamCaptureUnsupported",
     "operation not permitted when stream is capturing"},
    {cudaErrorStreamCaptureInvalidated, "cudaErrorStreamCaptureInvalidated",
     "operation failed due to a previous error during capture"},
    {cudaErrorStreamCaptureIsolation, "cudaErrorStreamCaptureIsolation",
     "dependency created on uncaptured work in another stream"},
    {cudaErrorCapturedEvent, "cudaErrorCapturedEvent",
     "operation not permitted on an event last recorded in a capturing stream"},
    {cudaErrorStreamCaptureWrongThread, "cudaErrorStreamCaptureWrongThread",
     "attempt to terminate a thread-local capture sequence from another thread"},
};

const ErrorText* textOf(cudaError_t error)
{
    for (const ErrorText& text : errorTexts)
        if (text.error == error)
            return &text;
    return nullptr;
}

} // namespace

cudaError_t remember(cudaError_t error)
{
    if (error != cudaSuccess && error != cudaErrorNotReady)
        lastError = error;
    return error;
}

cudaError_t unusable()
{
    const char* const driver = std::getenv("LAYERLOOM_CUDA_ON_CPU_DRIVER");
    if (driver && std::string_view(driver) == "old")
        return remember(cudaErrorInsufficientDriver);
    const char* const devices = std::getenv("LAYERLOOM_CUDA_ON_CPU_DEVICES");
    if (devices && std::string_view(devices) == "0")
        return remember(cudaErrorNoDevice);
    return remember(lostBy);
}

void lose(cudaError_t error, const std::string& why)
{
    std::fprintf(stderr, "CUDA on the processor: %s.\n", why.c_str());
    lostBy = lastError = error;
}

void unlose()
{
    lostBy = lastError = cudaSuccess;
}

} // namespace cudaOnCpu

using namespace cudaOnCpu;
using Lock = std::lock_guard<std::recursive_mutex>;

cudaError_t cudaGetDeviceCount(int* count)
{
    const Lock lock(runtimeMutex());
    const cudaError_t problem = unusable();
    *count = problem == cudaErrorNoDevice || problem == cudaErrorInsufficientDriver ? 0 : 1;
    return problem;
}

cudaError_t cudaGetDevice(int* device)
{
    const Lock lock(runtimeMutex());
    *device = 0;
    return unusable();
}

cudaError_t cudaSetDevice(int device)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    return remember(device == 0 ? cudaSuccess : cudaErrorInvalidDevice);
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int device)
{
    if (const cudaError_t problem = cudaSetDevice(device))
        return problem;
    *properties = {};
    std::snprintf(properties->name, sizeof(properties->name), "CUDA on the processor");
    properties->totalGlobalMem = deviceMemory().limit();
    properties->sharedMemPerBlock = 48 << 10;
    properties->sharedMemPerBlockOptin = 163 << 10;
    properties->sharedMemPerMultiprocessor = 164 << 10;
    properties->regsPerBlock = 65536;
    properties->warpSize = 32;
    properties->maxThreadsPerBlock = 1024;
    properties->maxThreadsDim[0] = properties->maxThreadsDim[1] = 1024;
    properties->maxThreadsDim[2] = 64;
    properties->maxGridSize[0] = 2147483647;
    properties->maxGridSize[1] = properties->maxGridSize[2] = 65535;
    properties->major = 8;
    properties->multiProcessorCount = 8;
    properties->maxThreadsPerMultiProcessor = 2048;
    properties->l2CacheSize = 4 << 20;
    properties->concurrentKernels = properties->asyncEngineCount = properties->unifiedAddressing = 1;
    return cudaSuccess;
}

cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int device)
{
    cudaDeviceProp properties;
    if (const cudaError_t problem = cudaGetDeviceProperties(&properties, device))
        return problem;
    switch (attribute) {
    case cudaDevAttrMaxThreadsPerBlock:
        *value = properties.maxThreadsPerBlock;
        return cudaSuccess;
    case cudaDevAttrMaxSharedMemoryPerBlock:
        *value = int(properties.sharedMemPerBlock);
        return cudaSuccess;
    case cudaDevAttrWarpSize:
        *value = properties.warpSize;
        return cudaSuccess;
    case cudaDevAttrMultiProcessorCount:
        *value = properties.multiProcessorCount;
        return cudaSuccess;
    case cudaDevAttrL2CacheSize:
        *value = properties.l2CacheSize;
        return cudaSuccess;
    case cudaDevAttrComputeCapabilityMajor:
        *value = properties.major;
        return cudaSuccess;
    case cudaDevAttrComputeCapabilityMinor:
        *value = properties.minor;
        return cudaSuccess;
    case cudaDevAttrMaxSharedMemoryPerBlockOptin:
        *value = int(properties.sharedMemPerBlockOptin);
        return cudaSuccess;
    }
    return remember(cudaErrorInvalidValue);
}

cudaError_t cudaDeviceSynchronize()
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (const cudaError_t refused = refuseWhileCapturing())
        return refused;
    finishAll();
    return unusable();
}

cudaError_t cudaDeviceReset()
{
    const Lock lock(runtimeMutex());
    unlose();
    dropAllWork();
    deviceMemory().freeAll();
    return cudaSuccess;
}

cudaError_t cudaDriverGetVersion(int* version)
{
    const char* const driver = std::getenv("LAYERLOOM_CUDA_ON_CPU_DRIVER");
    *version = driver && std::string_view(driver) == "old" ? 11040 : CUDART_VERSION;
    return cudaSuccess;
}

cudaError_t cudaRuntimeGetVersion(int* version)
{
    *version = CUDART_VERSION;
    return cudaSuccess;
}

cudaError_t cudaGetLastError()
{
    const Lock lock(runtimeMutex());
    const cudaError_t error = lastError;
    lastError = lostBy;
    return error;
}

cudaError_t cudaPeekAtLastError()
{
    const Lock lock(runtimeMutex());
    return lastError;
}

const char* cudaGetErrorName(cudaError_t error)
{
    const ErrorText* const text = textOf(error);
    return text ? text->name : "unrecognized error code";
}

const char* cudaGetErrorString(cudaError_t error)
{
    const ErrorText* const text = textOf(error);
    return text ? text->text : "unrecognized error code";
}

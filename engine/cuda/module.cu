#include "engine/cuda/module.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/memory.h"
#include "engine/cuda/precision.h"
#include "engine/cuda/queue.h"
#include "engine/cuda/staging.h"

#include <cublas_v2.h>
#ifdef LAYERLOOM_CUDNN
#include <cudnn.h>
#endif

namespace engine::cuda {

constexpr int leastCapability = 75; // the module holds code from there on

static std::string version(int number, int major, int minor)
{
    return std::to_string(number / major) + "." + std::to_string(number % major / minor);
}

static std::string libraries()
{
    int runtime = 0, driver = 0;
    cudaRuntimeGetVersion(&runtime);
    cudaDriverGetVersion(&driver);
    std::string text = "CUDA " + version(runtime, 1000, 10) + ", driver " + version(driver, 1000, 10) +
        ", cuBLAS " + version(CUBLAS_VERSION, 10000, 100);
#ifdef LAYERLOOM_CUDNN
    text += ", cuDNN " + version(int(cudnnGetVersion()), 10000, 100);
#endif
    return text;
}

static Problem noCard(cudaError_t status)
{
    if (status == cudaErrorInsufficientDriver)
        return {TR("No graphics card is used, because NVIDIA's driver is missing or too old for CUDA %1; "
                   "install a "
                   "newer one."),
                {version(CUDART_VERSION, 1000, 10)}};
    if (status == cudaErrorNoDevice || status == cudaSuccess)
        return {TR("No graphics card is used, because this machine has none of NVIDIA's.")};
    return {TR("No graphics card is used, because CUDA says: %1."), {cudaGetErrorString(status)}};
}

static Result<CudaCard> open()
{
    int count = 0;
    const cudaError_t status = cudaGetDeviceCount(&count);
    if (status != cudaSuccess || count == 0)
        return noCard(status);
    cudaDeviceProp properties = {};
    if (const cudaError_t asked = cudaGetDeviceProperties(&properties, 0); asked != cudaSuccess)
        return noCard(asked);
    const std::string capability = std::to_string(properties.major) + "." + std::to_string(properties.minor);
    if (properties.major * 10 + properties.minor < leastCapability)
        return Problem{
            TR("No graphics card is used, because the %1 has compute capability %2 and 7.5 is needed."),
            {properties.name, capability}};
    try {
        check(cudaSetDevice(0));
        openQueue();
        openStaging();
    } catch (const DeviceFailure& failure) {
        return failure.problem();
    }
    cudaMemory() = memoryFunctions();
    attachAll();
    return CudaCard{properties.name, capability, libraries(), std::int64_t(properties.totalGlobalMem)};
}

static std::int64_t freeMemory()
{
    std::size_t free = 0, all = 0;
    check(cudaMemGetInfo(&free, &all));
    return std::int64_t(free);
}

} // namespace engine::cuda

extern "C" __attribute__((visibility("default"))) const engine::cuda::Module* layerloomCudaModule()
{
    static constexpr engine::cuda::Module module{engine::cuda::moduleAbi, engine::cuda::open,
                                                 engine::cuda::freeMemory, engine::cuda::setPrecision};
    return &module;
}

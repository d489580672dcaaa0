#include "engine/devices/cuda_device.h"

#include "engine/cuda/module.h"

#include <cstdlib>
#include <dlfcn.h>

namespace engine {

namespace {

constexpr const char* moduleFile = "liblayerloom-cuda.so"; // beside the library of the operations
constexpr const char* driverFile = "libcuda.so.1";

struct Loaded {
    const cuda::Module* module = nullptr;
    Result<CudaCard> card;
};

bool isOnMachine(const char* library)
{
    void* const handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle)
        dlclose(handle);
    return handle != nullptr;
}

Problem notLoaded()
{
    const std::string error = dlerror();
    if (error.starts_with(moduleFile))
        return {TR("No graphics card is used, because this program was built without CUDA.")};
    return {TR("No graphics card is used, because a library is missing: %1."), {error}};
}

// The module of another build knows other operations.
const cuda::Module* moduleIn(void* library)
{
    const auto function = reinterpret_cast<const cuda::Module* (*)()>(dlsym(library, cuda::moduleFunction));
    const cuda::Module* const module = function ? function() : nullptr;
    return module && module->abi == cuda::moduleAbi ? module : nullptr;
}

Loaded load()
{
    const char* const chosen = std::getenv("LAYERLOOM_CUDA_MODULE"); // to try another one
    if (!chosen && !isOnMachine(driverFile)) // libraries of half a gigabyte would be loaded in vain
        return {nullptr, Problem{TR("No graphics card is used, because NVIDIA's driver is not installed.")}};
    void* const library = dlopen(chosen ? chosen : moduleFile, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return {nullptr, notLoaded()};
    const cuda::Module* const module = moduleIn(library);
    if (!module)
        return {
            nullptr,
            Problem{TR("No graphics card is used, because the CUDA module belongs to another version of this "
                       "program; install both anew.")}};
    return {module, module->open()};
}

const Loaded& loaded()
{
    static const Loaded once = load();
    return once;
}

} // namespace

const Result<CudaCard>& cudaCard()
{
    return loaded().card;
}

Result<Device> deviceNamed(const std::string& name)
{
    if (name == "cpu")
        return Device::Cpu;
    const Result<CudaCard>& card = cudaCard();
    if (card)
        return Device::Cuda;
    return name == "auto" ? Result<Device>(Device::Cpu) : Result<Device>(card.problem());
}

std::int64_t freeCudaMemory()
{
    return cudaCard() ? loaded().module->freeMemory() : 0;
}

void setCudaPrecision(Precision precision)
{
    if (cudaCard())
        loaded().module->setPrecision(precision);
}

} // namespace engine

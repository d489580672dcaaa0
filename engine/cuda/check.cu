#include "engine/cuda/check.h"

#include "engine/tensor/device_memory.h"

namespace engine::cuda {

void check(cudaError_t status)
{
    if (status != cudaSuccess)
        failed("CUDA", cudaGetErrorString(status));
}

void failed(const char* library, const char* error)
{
    throw DeviceFailure({TR("The graphics card has stopped working (%1: %2); restart the program, or choose "
                            "Processor as device."),
                         {library, error}});
}

} // namespace engine::cuda

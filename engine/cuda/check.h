#pragma once

#include <cuda_runtime.h>

namespace engine::cuda {

// Throws DeviceFailure with a sentence for the user unless the status is cudaSuccess.
void check(cudaError_t status);

// Says so of a library, "cuBLAS" for example, with the name that it gives the error.
[[noreturn]] void failed(const char* library, const char* error);

} // namespace engine::cuda

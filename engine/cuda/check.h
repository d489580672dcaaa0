#pragma once

#include <cuda_runtime.h>

namespace engine::cuda {

// Throws DeviceFailure with a sentence for the user unless the status is cudaSuccess.
void check(cudaError_t status);

} // namespace engine::cuda

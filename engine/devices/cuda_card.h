#pragma once

#include <cstdint>
#include <string>

namespace engine {

// An NVIDIA card that can train.
struct CudaCard {
    std::string name; // "NVIDIA H100 80GB HBM3"
    std::string architecture; // compute capability: "9.0"
    std::string libraries; // "CUDA 13.0, driver 13.0, cuBLAS 13.0.2, cuDNN 9.13.0"
    std::int64_t memory = 0; // bytes in all
};

} // namespace engine

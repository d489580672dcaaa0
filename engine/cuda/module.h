#pragma once

#include "engine/base/result.h"
#include "engine/devices/cuda_card.h"
#include "engine/devices/precision.h"

#include <cstdint>

namespace engine::cuda {

// The boundary between the program and the module, which are of the same build.
struct Module {
    std::uint32_t abi; // must be moduleAbi
    Result<CudaCard> (*open)(); // the first card; tensors and operations can use it then. Called once
    std::int64_t (*freeMemory)(); // bytes of the card
    void (*setPrecision)(Precision precision); // of products
};

constexpr std::uint32_t moduleAbi = 1;
constexpr const char* moduleFunction = "layerloomCudaModule"; // const Module*()

} // namespace engine::cuda

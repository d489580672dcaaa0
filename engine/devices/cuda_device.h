#pragma once

#include "engine/base/result.h"
#include "engine/devices/cuda_card.h"
#include "engine/devices/precision.h"
#include "engine/tensor/tensor.h"

namespace engine {

// The card that is used, or why none can be. The first call loads the CUDA module (a second where there is a
// driver), later ones return at once; any thread.
const Result<CudaCard>& cudaCard();

// What "auto", "cpu" or "cuda" stands for here; a problem when the card that is asked for cannot be used.
Result<Device> deviceNamed(const std::string& name);

std::int64_t freeCudaMemory(); // bytes, of all programs; 0 without a card

void setCudaPrecision(Precision precision); // of products there, from now on

} // namespace engine

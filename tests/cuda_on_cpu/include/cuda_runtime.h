#pragma once

// The part of the CUDA runtime that the engine's module uses, for the processor: the very same .cu files are
// compiled by an ordinary C++ compiler, so that kernels can be tested without a graphics card.
#include "cuda_on_cpu/api.h"
#include "cuda_on_cpu/device.h"
#include "cuda_on_cpu/device_math.h"
#include "cuda_on_cpu/types.h"

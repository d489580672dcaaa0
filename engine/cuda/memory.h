#pragma once

#include "engine/tensor/device_memory.h"

namespace engine::cuda {

// What tensors need from the device, once queue and staging are open.
DeviceMemory memoryFunctions();

} // namespace engine::cuda

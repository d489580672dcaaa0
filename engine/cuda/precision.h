#pragma once

#include "engine/devices/precision.h"

namespace engine::cuda {

// Of all products from now on; Float32 at first.
Precision precision();
void setPrecision(Precision precision);

} // namespace engine::cuda

#pragma once

#include <cstdint>

namespace engine::cuda {

// How exactly the libraries multiply float32 values; sums are always float32. Tf32 and Bfloat16 round the
// factors to 10 and 7 bits and so make use of tensor cores.
enum class Precision : std::int32_t { Full, Tf32, Bfloat16 };

// Of all products from now on; Full at first.
Precision precision();
void setPrecision(Precision precision);

} // namespace engine::cuda

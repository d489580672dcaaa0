#pragma once

#include <cstdint>

namespace engine {

// How products are computed on a card. Float32 keeps all 24 bits; the others round what is multiplied to 11
// (TF32) or 8 bits (bfloat16) and add in float32, which tensor cores do several times as fast.
enum class Precision : std::int32_t { Float32, Tf32, Bfloat16 };

} // namespace engine

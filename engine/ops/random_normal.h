#pragma once

#include "engine/base/random.h"
#include "engine/ops/functions.h"

namespace engine::ops {

// Two independent normal values from 64 random bits: radius sqrt(-2 ln u), angle 2 pi v (Box, Muller 1958).
LOOM_DEVICE inline SineCosine normalPair(std::uint64_t bits)
{
    const float u = (float(std::int32_t(bits >> 33)) + 0.5f) * 0x1p-31f; // in (0, 1]
    const float v = float(std::int32_t(std::uint32_t(bits) >> 8)) * 0x1p-24f;
    const float square = -2.0f * logarithm(u);
    const float radius = std::sqrt(square > 0.0f ? square : 0.0f);
    const SineCosine at = circle(v);
    return {radius * at.sine, radius * at.cosine};
}

// Value `index` of a normal distribution whose values beyond two deviations are drawn again: attempt after
// attempt (19 of 20 succeed at once).
LOOM_DEVICE inline float truncatedNormal(RandomKey key, std::uint64_t index)
{
    float value = 3;
    for (std::uint64_t attempt = 0; std::fabs(value) > 2.0f; ++attempt)
        value = normalPair(key.with(attempt).bits(index)).cosine;
    return value;
}

} // namespace engine::ops

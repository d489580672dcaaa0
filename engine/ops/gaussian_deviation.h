#pragma once

#include "engine/ops/functions.h"

namespace engine::ops {

// The standard deviation e^(logVariance / 2), and its slope by logVariance / 2, which is the same until the
// tangent begins.
struct Deviation {
    float value;
    float slope;
};

LOOM_DEVICE inline Deviation deviationOf(float logVariance)
{
    constexpr float last = 10;
    const float half = 0.5f * logVariance;
    const float slope = exponential(half > last ? last : half);
    return {half > last ? slope * (half - last + 1) : slope, slope};
}

// Twice what an element diverges from N(0, 1).
LOOM_DEVICE inline float twiceDivergence(float mean, float logVariance)
{
    const float deviation = deviationOf(logVariance).value;
    return mean * mean + (deviation * deviation - 1.0f) - logVariance;
}

// The slope of its divergence by logVariance: of deviation^2 with half the inner derivative twice.
LOOM_DEVICE inline float divergenceSlope(const Deviation& deviation)
{
    return 0.5f * (deviation.value * deviation.slope - 1.0f);
}

} // namespace engine::ops

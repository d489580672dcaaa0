#pragma once

#include "engine/base/device_code.h"

#include <bit>
#include <cmath>
#include <cstdint>

// Elementary functions without branches or tables, which the compiler turns into vector code when a loop
// calls them. Relative errors stay around 2e-7 (see functions_test). NaN in gives NaN out.
namespace engine::ops {

namespace detail {

constexpr float log2e = 1.44269504088896341f;
constexpr float ln2High = 0x1.62ep-1f; // few bits: its product with a small integer is exact
constexpr float ln2Low = 0x1.0bfbe8p-15f; // ln 2 - ln2High
constexpr float roundingBias = 0x1.8p23f; // adding it rounds to an integer, kept in the low bits

LOOM_DEVICE inline float powerOfTwo(std::int32_t exponent)
{
    return std::bit_cast<float>((exponent + 127) << 23);
}

// e^r - 1 for |r| <= ln(2) / 2, by its power series.
LOOM_DEVICE inline float expm1Reduced(float r)
{
    float p = 1.0f / 5040;
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    return p * (r * r) + r;
}

} // namespace detail

// e^x; infinite above 88.73, subnormal and then zero below -87.3.
LOOM_DEVICE inline float exponential(float x)
{
    using namespace detail;
    x = x > 89.0f ? 89.0f : x;
    x = x < -104.0f ? -104.0f : x;
    const float biased = x * log2e + roundingBias;
    const std::int32_t n = std::bit_cast<std::int32_t>(biased) - std::bit_cast<std::int32_t>(roundingBias);
    const float rounded = biased - roundingBias;
    const float r = (x - rounded * ln2High) - rounded * ln2Low;
    const std::int32_t half = n >> 1; // in two steps, because 2^n alone may be out of range
    return (expm1Reduced(r) + 1.0f) * powerOfTwo(half) * powerOfTwo(n - half);
}

// e^x - 1 for x <= 0, exact near zero too.
LOOM_DEVICE inline float expm1Negative(float x)
{
    using namespace detail;
    x = x < -30.0f ? -30.0f : x;
    const float biased = x * log2e + roundingBias;
    const std::int32_t n = std::bit_cast<std::int32_t>(biased) - std::bit_cast<std::int32_t>(roundingBias);
    const float rounded = biased - roundingBias;
    const float r = (x - rounded * ln2High) - rounded * ln2Low;
    const float scale = powerOfTwo(n);
    return expm1Reduced(r) * scale + (scale - 1.0f);
}

// ln(1 + x) for 0 <= x <= 1, as 2 artanh(x / (x + 2)).
LOOM_DEVICE inline float log1pUnit(float x)
{
    const float s = x / (x + 2.0f);
    const float t = s * s;
    float p = 1.0f / 15;
    p = p * t + 1.0f / 13;
    p = p * t + 1.0f / 11;
    p = p * t + 1.0f / 9;
    p = p * t + 1.0f / 7;
    p = p * t + 1.0f / 5;
    p = p * t + 1.0f / 3;
    return 2.0f * (p * t * s + s);
}

// ln x for normal positive x.
LOOM_DEVICE inline float logarithm(float x)
{
    using namespace detail;
    const std::int32_t bits = std::bit_cast<std::int32_t>(x);
    const std::int32_t exponent = (bits - 0x3f3504f3) >> 23; // the fraction lands in [1/sqrt 2, sqrt 2)
    const float m = std::bit_cast<float>(bits - (exponent << 23));
    const float s = (m - 1.0f) / (m + 1.0f);
    const float t = s * s;
    float p = 2.0f / 9;
    p = p * t + 2.0f / 7;
    p = p * t + 2.0f / 5;
    p = p * t + 2.0f / 3;
    const float e = float(exponent);
    return (p * t * s + e * ln2Low + 2.0f * s) + e * ln2High;
}

struct SineCosine {
    float sine;
    float cosine;
};

// Of 2 pi turns, 0 <= turns <= 1, by the power series within an eighth of a turn.
LOOM_DEVICE inline SineCosine circle(float turns)
{
    const float biased = turns * 4.0f + detail::roundingBias;
    const std::int32_t quarter = std::bit_cast<std::int32_t>(biased);
    const float a = (turns * 4.0f - (biased - detail::roundingBias)) * 1.57079632679489662f;
    const float t = a * a;
    const float sine = ((((t / 362880 - 1.0f / 5040) * t + 1.0f / 120) * t - 1.0f / 6) * t) * a + a;
    const float cosine =
        ((((1.0f / 40320 - t / 3628800) * t - 1.0f / 720) * t + 1.0f / 24) * t - 0.5f) * t + 1.0f;
    const float x = quarter & 1 ? sine : cosine;
    const float y = quarter & 1 ? cosine : sine;
    return {quarter & 2 ? -y : y, (quarter + 1) & 2 ? -x : x};
}

LOOM_DEVICE inline bool isFinite(float x)
{
    return std::fabs(x) <= 0x1.fffffep127f;
}

LOOM_DEVICE inline float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

LOOM_DEVICE inline float hyperbolicTangent(float x)
{
    const float e = expm1Negative(-2.0f * std::fabs(x));
    return std::copysign(e / (2.0f + e), x);
}

// ln(1 + e^x) without overflow: max(x, 0) + ln(1 + e^-|x|).
LOOM_DEVICE inline float softplus(float x)
{
    return (x < 0.0f ? 0.0f : x) + log1pUnit(exponential(-std::fabs(x)));
}

} // namespace engine::ops

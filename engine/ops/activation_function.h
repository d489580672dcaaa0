#pragma once

#include "engine/ops/activation.h"
#include "engine/ops/functions.h"

#include <algorithm>
#include <array>

// The activations as functions of one value, for loops that the compiler turns into vector code.
namespace engine::ops {

// use(f) with y = f(x). Not for softmax, which takes a whole row.
template <class Use>
LOOM_DEVICE void withActivation(const ActivationSpec& spec, const Use& use)
{
    const float alpha = spec.alpha;
    const float slope = spec.slope;
    switch (spec.kind) {
    case Activation::Linear:
        return use([](float v) { return v; });
    case Activation::Relu:
        return use([](float v) { return v < 0.0f ? 0.0f : v; });
    case Activation::Sigmoid:
        return use([](float v) { return sigmoid(v); });
    case Activation::Tanh:
        return use([](float v) { return hyperbolicTangent(v); });
    case Activation::Elu:
        return use([=](float v) {
            const float below = alpha * expm1Negative(v > 0.0f ? 0.0f : v);
            return v > 0.0f ? v : below;
        });
    case Activation::LeakyRelu:
        return use([=](float v) { return v < 0.0f ? slope * v : v; });
    case Activation::Softplus:
        return use([](float v) { return softplus(v); });
    case Activation::Softmax:
        return;
    }
}

// use(slope) with dy/dx = slope(y).
template <class Use>
LOOM_DEVICE void withSlope(const ActivationSpec& spec, const Use& use)
{
    const float alpha = spec.alpha;
    const float slope = spec.slope;
    switch (spec.kind) {
    case Activation::Linear:
        return use([](float) { return 1.0f; });
    case Activation::Relu:
        return use([](float v) { return v <= 0.0f ? 0.0f : 1.0f; });
    case Activation::Sigmoid:
        return use([](float v) { return v * (1.0f - v); });
    case Activation::Tanh:
        return use([](float v) { return 1.0f - v * v; });
    case Activation::Elu: // y = alpha (e^x - 1), so alpha e^x = y + alpha
        return use([=](float v) { return v > 0.0f ? 1.0f : v + alpha; });
    case Activation::LeakyRelu:
        return use([=](float v) { return v > 0.0f ? 1.0f : slope; });
    case Activation::Softplus: // e^y = 1 + e^x, so the sigmoid of x is 1 - e^-y
        return use([](float v) { return -expm1Negative(-v); });
    case Activation::Softmax:
        return;
    }
}

// The same for one value at a time, for kernels whose threads all take the same way.
LOOM_DEVICE inline float activated(const ActivationSpec& spec, float x)
{
    float y = x;
    withActivation(spec, [&](const auto& f) { y = f(x); });
    return y;
}

LOOM_DEVICE inline float activationSlope(const ActivationSpec& spec, float y)
{
    float result = 1;
    withSlope(spec, [&](const auto& slope) { result = slope(y); });
    return result;
}

namespace detail {

constexpr std::int64_t softmaxLanes = 16;

// In interleaved lanes, so that it runs in vector registers.
inline float maximum(const float* x, std::int64_t count)
{
    constexpr std::int64_t lanes = softmaxLanes;
    std::array<float, lanes> best;
    best.fill(x[0]);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::int64_t lane = 0; lane < lanes; ++lane)
            best[std::size_t(lane)] =
                best[std::size_t(lane)] > x[i + lane] ? best[std::size_t(lane)] : x[i + lane];
    float result = x[0];
    for (; i < count; ++i)
        result = std::max(result, x[i]);
    for (float value : best)
        result = std::max(result, value);
    return result;
}

template <class Value>
float laneSum(std::int64_t count, const Value& value)
{
    constexpr std::int64_t lanes = softmaxLanes;
    std::array<float, lanes> sums{};
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::int64_t lane = 0; lane < lanes; ++lane)
            sums[std::size_t(lane)] += value(i + lane);
    for (; i < count; ++i)
        sums[std::size_t(i % lanes)] += value(i);
    for (std::size_t width = lanes / 2; width > 0; width /= 2)
        for (std::size_t lane = 0; lane < width; ++lane)
            sums[lane] += sums[lane + width];
    return sums[0];
}

} // namespace detail

// In place. The row's maximum is taken off first, so that nothing overflows.
inline void softmaxRow(float* y, std::int64_t count)
{
    const float top = detail::maximum(y, count);
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = exponential(y[i] - top);
    const float factor = 1.0f / detail::laneSum(count, [=](std::int64_t i) { return y[i]; });
    for (std::int64_t i = 0; i < count; ++i)
        y[i] *= factor;
}

// dL/dx_i = y_i (g_i - sum_j g_j y_j); gradX may be gradY or y.
inline void softmaxRowBackward(const float* y, const float* gradY, float* gradX, std::int64_t count)
{
    const float mean = detail::laneSum(count, [=](std::int64_t i) { return gradY[i] * y[i]; });
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i)
        gradX[i] = y[i] * (gradY[i] - mean);
}

} // namespace engine::ops

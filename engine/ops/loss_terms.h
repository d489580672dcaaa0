#pragma once

#include "engine/ops/functions.h"
#include "engine/tensor/tensor.h"

// What the losses count for one element or one class, the same on every device. NaN in gives NaN out.
namespace engine::ops {

struct LossTerm {
    float value, slope; // the slope by the prediction
};

constexpr float leastProbable = 1e-7f;
constexpr float mostProbable = 1 - leastProbable;

LOOM_DEVICE inline float limited(float x, float low, float high)
{
    return x < low ? low : high < x ? high : x; // a NaN stays one
}

LOOM_DEVICE inline LossTerm squaredTerm(float p, float t)
{
    const float e = p - t;
    return {e * e, 2 * e};
}

LOOM_DEVICE inline LossTerm absoluteTerm(float p, float t)
{
    const float e = p - t;
    return {std::fabs(e), float(e > 0) - float(e < 0)};
}

LOOM_DEVICE inline LossTerm huberTerm(float p, float t, float delta)
{
    const float e = p - t;
    const float size = std::fabs(e);
    const float linear = e > 0 ? delta : -delta;
    const bool near = size <= delta;
    return {near ? 0.5f * e * e : delta * size - 0.5f * delta * delta, near ? e : linear};
}

LOOM_DEVICE inline LossTerm divergenceTerm(float p, float t)
{
    const float wanted = limited(t, leastProbable, 1.0f);
    const float said = limited(p, leastProbable, 1.0f);
    const float slope = said == p ? -wanted / said : 0.0f;
    const float value = wanted * (logarithm(wanted) - logarithm(said));
    return {p == p ? value : p, slope};
}

LOOM_DEVICE inline LossTerm binaryTerm(float p, float t)
{
    const float q = limited(p, leastProbable, mostProbable);
    const float value = -t * logarithm(q) - (1 - t) * logarithm(1 - q);
    return {p == p ? value : p, q == p ? (q - t) / (q * (1 - q)) : 0.0f};
}

LOOM_DEVICE inline LossTerm binaryLogitTerm(float z, float t)
{
    const float e = exponential(-std::fabs(z));
    const float positive = z > 0 ? z : 0.0f;
    const float sigmoid = (z > 0 ? 1.0f : e) / (1.0f + e);
    return {positive - z * t + log1pUnit(e), sigmoid - t};
}

// How far a unit whose mean over the batch is given diverges from the target, and the slope for one activity
// of the batch.
LOOM_DEVICE inline LossTerm sparsityTerm(float mean, float target, int batch)
{
    const double rho = target, p = mean;
    const double raised = p < 1e-7 ? 1e-7 : p;
    const double q = 1 - 1e-7 < raised ? 1 - 1e-7 : raised;
    const double value = rho * std::log(rho / q) + (1 - rho) * std::log((1 - rho) / (1 - q));
    const double slope = q == p ? (q - rho) / (q * (1 - q)) / batch : 0;
    return {float(value), float(slope)};
}

// The target of one row of a distribution over classes, class by class.
struct RowTarget {
    const float* numbers; // or null: the class is `id`
    std::int32_t id;
    float keep, shift;

    LOOM_DEVICE float operator()(int c) const
    {
        return keep * (numbers ? numbers[c] : float(c == id)) + shift;
    }
};

} // namespace engine::ops

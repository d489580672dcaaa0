#include "engine/ops/activation.h"

#include "engine/ops/functions.h"
#include "engine/ops/loops.h"

namespace engine::ops {

const std::vector<std::string>& activationNames()
{
    static const std::vector<std::string> names{"linear",  "relu", "sigmoid",    "tanh",
                                                "softmax", "elu",  "leaky_relu", "softplus"};
    return names; // in the order of Activation
}

std::optional<Activation> activationNamed(std::string_view name)
{
    for (std::size_t i = 0; i < activationNames().size(); ++i)
        if (activationNames()[i] == name)
            return Activation(i);
    return std::nullopt;
}

namespace {

// y = f(x + bias) element by element.
template <class Function>
void apply(const Tensor& x, const Tensor& bias, Tensor& y, const Function& f)
{
    const float* const v = x.data();
    float* const o = y.data();
    if (bias.empty()) {
        forElements(x.size(), [=](std::int64_t i) { o[i] = f(v[i]); });
        return;
    }
    const float* const b = bias.data();
    const std::int64_t columns = x.columns();
    forRows(rowCount(x), columns, [=](std::int64_t row) {
        const float* const in = v + row * columns;
        float* const out = o + row * columns;
        const Function local = f;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i)
            out[i] = local(in[i] + b[i]);
    });
}

// gradX = gradY * slope(y) element by element.
template <class Function>
void applySlope(const Tensor& y, const Tensor& gradY, Tensor& gradX, const Function& slope)
{
    const float* const v = y.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    forElements(y.size(), [=](std::int64_t i) { o[i] = g[i] * slope(v[i]); });
}

constexpr std::int64_t lanes = 16;

// In interleaved lanes, so that it runs in vector registers.
float maximum(const float* x, std::int64_t count)
{
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

// The row's maximum is taken off first, so that nothing overflows.
void softmaxRow(float* y, std::int64_t count)
{
    const float top = maximum(y, count);
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = exponential(y[i] - top);
    const float factor = 1.0f / laneSum(count, [=](std::int64_t i) { return y[i]; });
    for (std::int64_t i = 0; i < count; ++i)
        y[i] *= factor;
}

void softmax(const Tensor& x, const Tensor& bias, Tensor& y)
{
    const std::int64_t columns = x.columns();
    const float* const v = x.data();
    const float* const b = bias.data();
    float* const o = y.data();
    forRows(rowCount(x), columns, [=](std::int64_t row) {
        const float* const in = v + row * columns;
        float* const out = o + row * columns;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i)
            out[i] = b ? in[i] + b[i] : in[i];
        softmaxRow(out, columns);
    });
}

// dL/dx_i = y_i (g_i - sum_j g_j y_j)
void softmaxBackward(const Tensor& y, const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t columns = y.columns();
    const float* const v = y.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    forRows(rowCount(y), columns, [=](std::int64_t row) {
        const float* const p = v + row * columns;
        const float* const in = g + row * columns;
        float* const out = o + row * columns;
        const float mean = laneSum(columns, [=](std::int64_t i) { return in[i] * p[i]; });
#pragma GCC ivdep
        for (std::int64_t i = 0; i < columns; ++i)
            out[i] = p[i] * (in[i] - mean);
    });
}

void activateOnCpu(const Tensor& x, const Tensor& bias, const ActivationSpec& spec, Tensor& y)
{
    assert(x.size() == y.size() && (bias.empty() || bias.size() == x.columns()));
    const float alpha = spec.alpha;
    const float slope = spec.slope;
    switch (spec.kind) {
    case Activation::Linear:
        return apply(x, bias, y, [](float v) { return v; });
    case Activation::Relu:
        return apply(x, bias, y, [](float v) { return v < 0.0f ? 0.0f : v; });
    case Activation::Sigmoid:
        return apply(x, bias, y, [](float v) { return sigmoid(v); });
    case Activation::Tanh:
        return apply(x, bias, y, [](float v) { return hyperbolicTangent(v); });
    case Activation::Softmax:
        return softmax(x, bias, y);
    case Activation::Elu:
        return apply(x, bias, y, [=](float v) {
            const float below = alpha * expm1Negative(v > 0.0f ? 0.0f : v);
            return v > 0.0f ? v : below;
        });
    case Activation::LeakyRelu:
        return apply(x, bias, y, [=](float v) { return v < 0.0f ? slope * v : v; });
    case Activation::Softplus:
        return apply(x, bias, y, [](float v) { return softplus(v); });
    }
}

void activateBackwardOnCpu(const Tensor& y, const Tensor& gradY, const ActivationSpec& spec, Tensor& gradX)
{
    assert(y.size() == gradY.size() && y.size() == gradX.size());
    const float alpha = spec.alpha;
    const float slope = spec.slope;
    switch (spec.kind) {
    case Activation::Linear:
        return applySlope(y, gradY, gradX, [](float) { return 1.0f; });
    case Activation::Relu:
        return applySlope(y, gradY, gradX, [](float v) { return v <= 0.0f ? 0.0f : 1.0f; });
    case Activation::Sigmoid:
        return applySlope(y, gradY, gradX, [](float v) { return v * (1.0f - v); });
    case Activation::Tanh:
        return applySlope(y, gradY, gradX, [](float v) { return 1.0f - v * v; });
    case Activation::Softmax:
        return softmaxBackward(y, gradY, gradX);
    case Activation::Elu: // y = alpha (e^x - 1), so alpha e^x = y + alpha
        return applySlope(y, gradY, gradX, [=](float v) { return v > 0.0f ? 1.0f : v + alpha; });
    case Activation::LeakyRelu:
        return applySlope(y, gradY, gradX, [=](float v) { return v > 0.0f ? 1.0f : slope; });
    case Activation::Softplus: // e^y = 1 + e^x, so the sigmoid of x is 1 - e^-y
        return applySlope(y, gradY, gradX, [](float v) { return -expm1Negative(-v); });
    }
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const ActivationSpec&, Tensor&)> activate{"activate",
                                                                                      activateOnCpu};
const Op<void(const Tensor&, const Tensor&, const ActivationSpec&, Tensor&)> activateBackward{
    "activateBackward", activateBackwardOnCpu};

} // namespace engine::ops

#include "engine/ops/activation.h"

#include "engine/ops/activation_function.h"
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

void softmaxBackward(const Tensor& y, const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t columns = y.columns();
    const float* const v = y.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    forRows(rowCount(y), columns, [=](std::int64_t row) {
        softmaxRowBackward(v + row * columns, g + row * columns, o + row * columns, columns);
    });
}

void activateOnCpu(const Tensor& x, const Tensor& bias, const ActivationSpec& spec, Tensor& y)
{
    assert(x.size() == y.size() && (bias.empty() || bias.size() == x.columns()));
    if (spec.kind == Activation::Softmax)
        softmax(x, bias, y);
    else
        withActivation(spec, [&](const auto& f) { apply(x, bias, y, f); });
}

void activateBackwardOnCpu(const Tensor& y, const Tensor& gradY, const ActivationSpec& spec, Tensor& gradX)
{
    assert(y.size() == gradY.size() && y.size() == gradX.size());
    if (spec.kind == Activation::Softmax)
        softmaxBackward(y, gradY, gradX);
    else
        withSlope(spec, [&](const auto& slope) { applySlope(y, gradY, gradX, slope); });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const ActivationSpec&, Tensor&)> activate{"activate",
                                                                                      activateOnCpu};
const Op<void(const Tensor&, const Tensor&, const ActivationSpec&, Tensor&)> activateBackward{
    "activateBackward", activateBackwardOnCpu};

} // namespace engine::ops

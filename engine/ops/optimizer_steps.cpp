#include "engine/ops/optimizer_steps.h"

#include "engine/ops/loops.h"

#include <cmath>

namespace engine::ops {

namespace {

// body(i, j) for every element i of the value that has a gradient, which is its element j: all of them, or
// those of the rows that are named.
template <class Body>
void forGradient(const Tensor& value, const Tensor& rows, const Body& body)
{
    if (rows.empty()) {
        forElements(value.size(), [body](std::int64_t i) { body(i, i); });
        return;
    }
    const std::int64_t width = value.size() / value.rows();
    forRows(rows.rows(), width, [&body, width, row = rows.ids()](std::int64_t k) {
        const Body local = body;
        const std::int64_t first = row[k] * width;
#pragma GCC ivdep
        for (std::int64_t i = 0; i < width; ++i)
            local(first + i, k * width + i);
    });
}

void sgdStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                Tensor& velocity, const SgdStep& step)
{
    float* const w = value.data();
    const float* const g = gradient.data();
    const float rate = step.rate * gradientScale.data()[0];
    const float momentum = step.momentum;
    if (velocity.empty()) {
        forGradient(value, rows, [=](std::int64_t i, std::int64_t j) { w[i] -= rate * g[j]; });
        return;
    }
    float* const v = velocity.data();
    if (step.nesterov)
        forGradient(value, rows, [=](std::int64_t i, std::int64_t j) {
            const float down = rate * g[j];
            v[i] = momentum * v[i] - down;
            w[i] += momentum * v[i] - down;
        });
    else
        forGradient(value, rows, [=](std::int64_t i, std::int64_t j) {
            v[i] = momentum * v[i] - rate * g[j];
            w[i] += v[i];
        });
}

void adagradStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                    Tensor& accumulator, float rate, float epsilon)
{
    float* const w = value.data();
    float* const a = accumulator.data();
    const float scale = gradientScale.data()[0];
    forGradient(value, rows, [=, g = gradient.data()](std::int64_t i, std::int64_t j) {
        const float slope = scale * g[j];
        a[i] += slope * slope;
        w[i] -= rate * slope / std::sqrt(a[i] + epsilon);
    });
}

template <bool Centred, bool Momentum>
void rmsprop(Tensor& value, const Tensor& gradient, const Tensor& rows, float scale, Tensor& accumulator,
             Tensor& mean, Tensor& velocity, const RmspropStep& step)
{
    float* const w = value.data();
    float* const a = accumulator.data();
    float* const m = mean.data();
    float* const v = velocity.data();
    const auto [rate, rho, momentum, epsilon] = step;
    forGradient(value, rows, [=, g = gradient.data()](std::int64_t i, std::int64_t j) {
        const float slope = scale * g[j];
        a[i] = rho * a[i] + (1 - rho) * slope * slope;
        float divisor = a[i];
        if constexpr (Centred) {
            m[i] = rho * m[i] + (1 - rho) * slope;
            divisor -= m[i] * m[i];
        }
        float change = rate * slope / std::sqrt(divisor + epsilon);
        if constexpr (Momentum) {
            v[i] = momentum * v[i] + change;
            change = v[i];
        }
        w[i] -= change;
    });
}

void rmspropStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                    Tensor& accumulator, Tensor& mean, Tensor& velocity, const RmspropStep& step)
{
    const auto run = mean.empty() ? (velocity.empty() ? rmsprop<false, false> : rmsprop<false, true>)
                                  : (velocity.empty() ? rmsprop<true, false> : rmsprop<true, true>);
    run(value, gradient, rows, gradientScale.data()[0], accumulator, mean, velocity, step);
}

template <bool Amsgrad>
void adam(Tensor& value, const Tensor& gradient, const Tensor& rows, float scale, Tensor& first,
          Tensor& second, Tensor& highest, const AdamStep& step)
{
    float* const w = value.data();
    float* const m = first.data();
    float* const v = second.data();
    float* const top = highest.data();
    const float rate = step.rate, beta1 = step.beta1, beta2 = step.beta2, epsilon = step.epsilon;
    const float keep = 1 - step.decay;
    forGradient(value, rows, [=, g = gradient.data()](std::int64_t i, std::int64_t j) {
        const float slope = scale * g[j];
        m[i] = beta1 * m[i] + (1 - beta1) * slope;
        v[i] = beta2 * v[i] + (1 - beta2) * (slope * slope);
        float divisor = v[i];
        if constexpr (Amsgrad) {
            divisor = top[i] > divisor ? top[i] : divisor;
            top[i] = divisor;
        }
        w[i] = keep * w[i] - rate * m[i] / (std::sqrt(divisor) + epsilon);
    });
}

void adamStepCpu(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
                 Tensor& m, Tensor& v, Tensor& highest, const AdamStep& step)
{
    const auto run = highest.empty() ? adam<false> : adam<true>;
    run(value, gradient, rows, gradientScale.data()[0], m, v, highest, step);
}

} // namespace

const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, const SgdStep&)>
    sgdStep("sgdStep", sgdStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, float, float)>
    adagradStep("adagradStep", adagradStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&,
              const RmspropStep&)>
    rmspropStep("rmspropStep", rmspropStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&,
              const AdamStep&)>
    adamStep("adamStep", adamStepCpu);

} // namespace engine::ops

#include "engine/ops/optimizer_steps.h"

#include "engine/ops/loops.h"

#include <cmath>

namespace engine::ops {

namespace {

void sgdStepCpu(Tensor& value, const Tensor& gradient, const Tensor& gradientScale, Tensor& velocity,
                const SgdStep& step)
{
    float* const w = value.data();
    const float* const g = gradient.data();
    const float rate = step.rate * gradientScale.data()[0];
    const float momentum = step.momentum;
    if (velocity.empty()) {
        forElements(value.size(), [=](std::int64_t i) { w[i] -= rate * g[i]; });
        return;
    }
    float* const v = velocity.data();
    if (step.nesterov)
        forElements(value.size(), [=](std::int64_t i) {
            const float down = rate * g[i];
            v[i] = momentum * v[i] - down;
            w[i] += momentum * v[i] - down;
        });
    else
        forElements(value.size(), [=](std::int64_t i) {
            v[i] = momentum * v[i] - rate * g[i];
            w[i] += v[i];
        });
}

void adagradStepCpu(Tensor& value, const Tensor& gradient, const Tensor& gradientScale, Tensor& accumulator,
                    float rate, float epsilon)
{
    float* const w = value.data();
    float* const a = accumulator.data();
    const float scale = gradientScale.data()[0];
    forElements(value.size(), [=, g = gradient.data()](std::int64_t i) {
        const float slope = scale * g[i];
        a[i] += slope * slope;
        w[i] -= rate * slope / std::sqrt(a[i] + epsilon);
    });
}

template <bool Centred, bool Momentum>
void rmsprop(Tensor& value, const Tensor& gradient, float scale, Tensor& accumulator, Tensor& mean,
             Tensor& velocity, const RmspropStep& step)
{
    float* const w = value.data();
    float* const a = accumulator.data();
    float* const m = mean.data();
    float* const v = velocity.data();
    const auto [rate, rho, momentum, epsilon] = step;
    forElements(value.size(), [=, g = gradient.data()](std::int64_t i) {
        const float slope = scale * g[i];
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

void rmspropStepCpu(Tensor& value, const Tensor& gradient, const Tensor& gradientScale, Tensor& accumulator,
                    Tensor& mean, Tensor& velocity, const RmspropStep& step)
{
    const auto run = mean.empty() ? (velocity.empty() ? rmsprop<false, false> : rmsprop<false, true>)
                                  : (velocity.empty() ? rmsprop<true, false> : rmsprop<true, true>);
    run(value, gradient, gradientScale.data()[0], accumulator, mean, velocity, step);
}

template <bool Amsgrad>
void adam(Tensor& value, const Tensor& gradient, float scale, Tensor& first, Tensor& second, Tensor& highest,
          const AdamStep& step)
{
    float* const w = value.data();
    float* const m = first.data();
    float* const v = second.data();
    float* const top = highest.data();
    const float rate = step.rate, beta1 = step.beta1, beta2 = step.beta2, epsilon = step.epsilon;
    const float keep = 1 - step.decay;
    forElements(value.size(), [=, g = gradient.data()](std::int64_t i) {
        const float slope = scale * g[i];
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

void adamStepCpu(Tensor& value, const Tensor& gradient, const Tensor& gradientScale, Tensor& m, Tensor& v,
                 Tensor& highest, const AdamStep& step)
{
    const auto run = highest.empty() ? adam<false> : adam<true>;
    run(value, gradient, gradientScale.data()[0], m, v, highest, step);
}

} // namespace

const Op<void(Tensor&, const Tensor&, const Tensor&, Tensor&, const SgdStep&)> sgdStep("sgdStep", sgdStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, Tensor&, float, float)> adagradStep("adagradStep",
                                                                                         adagradStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&, const RmspropStep&)>
    rmspropStep("rmspropStep", rmspropStepCpu);
const Op<void(Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&, Tensor&, const AdamStep&)>
    adamStep("adamStep", adamStepCpu);

} // namespace engine::ops

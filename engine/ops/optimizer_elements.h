#pragma once

#include "engine/base/device_code.h"
#include "engine/ops/optimizer_steps.h"

#include <cmath>

// What each step does to element i of a value and of its slots, given its slope; the same on every device.
namespace engine::ops {

struct PlainSgd {
    float* w;
    float rate;

    LOOM_DEVICE void operator()(std::int64_t i, float slope) const { w[i] -= rate * slope; }
};

template <bool Nesterov>
struct MomentumSgd {
    float *w, *v;
    float rate, momentum;

    LOOM_DEVICE void operator()(std::int64_t i, float slope) const
    {
        const float down = rate * slope;
        v[i] = momentum * v[i] - down;
        w[i] += Nesterov ? momentum * v[i] - down : v[i];
    }
};

struct Adagrad {
    float *w, *a;
    float rate, epsilon;

    LOOM_DEVICE void operator()(std::int64_t i, float slope) const
    {
        a[i] += slope * slope;
        w[i] -= rate * slope / std::sqrt(a[i] + epsilon);
    }
};

template <bool Centred, bool Momentum>
struct Rmsprop {
    float *w, *a, *m, *v;
    RmspropStep step;

    LOOM_DEVICE void operator()(std::int64_t i, float slope) const
    {
        const float rho = step.rho;
        a[i] = rho * a[i] + (1 - rho) * slope * slope;
        float divisor = a[i];
        if constexpr (Centred) {
            m[i] = rho * m[i] + (1 - rho) * slope;
            divisor -= m[i] * m[i];
        }
        float change = step.rate * slope / std::sqrt(divisor + step.epsilon);
        if constexpr (Momentum) {
            v[i] = step.momentum * v[i] + change;
            change = v[i];
        }
        w[i] -= change;
    }
};

template <bool Amsgrad>
struct Adam {
    float *w, *m, *v, *highest;
    AdamStep step;

    LOOM_DEVICE void operator()(std::int64_t i, float slope) const
    {
        m[i] = step.beta1 * m[i] + (1 - step.beta1) * slope;
        v[i] = step.beta2 * v[i] + (1 - step.beta2) * (slope * slope);
        float divisor = v[i];
        if constexpr (Amsgrad) {
            divisor = highest[i] > divisor ? highest[i] : divisor;
            highest[i] = divisor;
        }
        w[i] = (1 - step.decay) * w[i] - step.rate * m[i] / (std::sqrt(divisor) + step.epsilon);
    }
};

// use(element) for the step that the slots ask for.
template <class Use>
void withSgd(Tensor& value, Tensor& velocity, const SgdStep& step, const Use& use)
{
    if (velocity.empty())
        use(PlainSgd{value.data(), step.rate});
    else if (step.nesterov)
        use(MomentumSgd<true>{value.data(), velocity.data(), step.rate, step.momentum});
    else
        use(MomentumSgd<false>{value.data(), velocity.data(), step.rate, step.momentum});
}

template <class Use>
void withRmsprop(Tensor& value, Tensor& accumulator, Tensor& mean, Tensor& velocity, const RmspropStep& step,
                 const Use& use)
{
    float *const w = value.data(), *const a = accumulator.data(), *const m = mean.data(),
                 *const v = velocity.data();
    if (m)
        v ? use(Rmsprop<true, true>{w, a, m, v, step}) : use(Rmsprop<true, false>{w, a, m, v, step});
    else
        v ? use(Rmsprop<false, true>{w, a, m, v, step}) : use(Rmsprop<false, false>{w, a, m, v, step});
}

template <class Use>
void withAdam(Tensor& value, Tensor& m, Tensor& v, Tensor& highest, const AdamStep& step, const Use& use)
{
    if (highest.empty())
        use(Adam<false>{value.data(), m.data(), v.data(), nullptr, step});
    else
        use(Adam<true>{value.data(), m.data(), v.data(), highest.data(), step});
}

} // namespace engine::ops

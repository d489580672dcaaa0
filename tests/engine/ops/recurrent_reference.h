#pragma once

#include "engine/ops/recurrent.h"
#include "tests/engine/ops/reference.h"

#include <vector>

// Recurrent cells in doubles, straight from their equations, one sample and one unit after the other.
namespace reference {

using Values = std::vector<double>;

inline Values doubles(const Tensor& x)
{
    return x.empty() ? Values() : Values(x.values().begin(), x.values().end());
}

inline Values activated(Values x, const engine::ops::ActivationSpec& spec)
{
    using engine::ops::Activation;
    double sum = 0;
    for (double v : x)
        sum += std::exp(v);
    for (double& v : x)
        switch (spec.kind) {
        case Activation::Linear:
            break;
        case Activation::Relu:
            v = std::max(v, 0.0);
            break;
        case Activation::Sigmoid:
            v = 1 / (1 + std::exp(-v));
            break;
        case Activation::Tanh:
            v = std::tanh(v);
            break;
        case Activation::Softmax:
            v = std::exp(v) / sum;
            break;
        case Activation::Elu:
            v = v > 0 ? v : double(spec.alpha) * std::expm1(v);
            break;
        case Activation::LeakyRelu:
            v = v > 0 ? v : double(spec.slope) * v;
            break;
        case Activation::Softplus:
            v = std::log1p(std::exp(v));
            break;
        }
    return x;
}

// What a Recurrence holds, and the weights of a loss: the sum of weight * output.
struct ExactRecurrence {
    const engine::ops::Recurrence& given;
    Values x = doubles(given.x), kernel = doubles(given.kernel), bias = doubles(given.bias);
    Values recurrentKernel = doubles(given.recurrentKernel), state = doubles(given.state);
    std::size_t units = std::size_t(given.units()), features = std::size_t(given.x.columns());
    std::size_t columns = std::size_t(given.kernel.columns());
    Values y = {}, endState = {}; // [batch, time, units] and like the state, after run()

    void run()
    {
        const auto steps = std::size_t(given.steps());
        y.assign(std::size_t(given.batch()) * steps * units, 0);
        endState.clear();
        for (std::size_t sample = 0; sample < std::size_t(given.batch()); ++sample) {
            const std::size_t size = units * std::size_t(engine::ops::stateCount(given.cell));
            Values current(size), last(units);
            if (!state.empty())
                current.assign(&state[sample * size], &state[sample * size] + size);
            for (std::size_t step = 0; step < steps; ++step) {
                const std::size_t time = given.backwards ? steps - 1 - step : step;
                if (given.mask.empty() || given.mask.values()[sample * steps + time] != 0.0f) {
                    current = next(sample, time, current);
                    last.assign(current.begin(), current.begin() + std::ptrdiff_t(units));
                }
                for (std::size_t i = 0; i < units; ++i)
                    y[(sample * steps + (given.keepsOrder ? time : step)) * units + i] = last[i];
            }
            endState.insert(endState.end(), current.begin(), current.end());
        }
    }

private:
    double factor(const Tensor& factors, std::size_t i) const
    {
        return factors.empty() ? 1 : double(factors.values()[i]);
    }

    // x W + b of one gate.
    Values ofInput(std::size_t gate, std::size_t sample, std::size_t time) const
    {
        Values sum(units);
        for (std::size_t j = 0; j < units; ++j) {
            sum[j] = bias.empty() ? 0 : bias[gate * units + j];
            for (std::size_t i = 0; i < features; ++i)
                sum[j] += x[(sample * std::size_t(given.steps()) + time) * features + i] *
                    factor(given.inputFactors, sample * features + i) *
                    kernel[i * columns + gate * units + j];
        }
        return sum;
    }

    // h U + b2 of one gate.
    Values ofState(std::size_t gate, const Values& h) const
    {
        const bool second = given.cell == engine::ops::Cell::GruResetAfter && !bias.empty();
        Values sum(units);
        for (std::size_t j = 0; j < units; ++j) {
            sum[j] = second ? bias[columns + gate * units + j] : 0;
            for (std::size_t i = 0; i < units; ++i)
                sum[j] += h[i] * recurrentKernel[i * columns + gate * units + j];
        }
        return sum;
    }

    template <class Function>
    Values each(const Function& function) const
    {
        Values result(units);
        for (std::size_t i = 0; i < units; ++i)
            result[i] = function(i);
        return result;
    }

    Values next(std::size_t sample, std::size_t time, const Values& h) const
    {
        using engine::ops::Cell;
        const auto f = [&](const Values& v) { return activated(v, given.activation); };
        const auto s = [&](const Values& v) { return activated(v, given.recurrentActivation); };
        const auto input = [&](std::size_t gate) { return ofInput(gate, sample, time); };
        const Values entering =
            each([&](std::size_t i) { return h[i] * factor(given.stateFactors, sample * units + i); });
        const auto sum = [&](std::size_t gate) {
            const Values a = input(gate), b = ofState(gate, entering);
            return each([&](std::size_t i) { return a[i] + b[i]; });
        };
        if (given.cell == Cell::SimpleRnn)
            return f(sum(0));
        if (given.cell == Cell::Lstm) {
            const Values i = s(sum(0)), forget = s(sum(1)), g = f(sum(2)), o = s(sum(3));
            const Values c = each([&](std::size_t k) { return forget[k] * h[units + k] + i[k] * g[k]; });
            const Values fc = f(c);
            Values both = each([&](std::size_t k) { return o[k] * fc[k]; });
            both.insert(both.end(), c.begin(), c.end());
            return both;
        }
        const Values z = s(sum(0));
        Values g;
        if (given.cell == Cell::Ugrnn) {
            g = f(sum(1));
        } else {
            const Values r = s(sum(1)), a = input(2);
            const Values kept = each([&](std::size_t k) { return r[k] * entering[k]; });
            const bool after = given.cell == Cell::GruResetAfter;
            const Values b = ofState(2, after ? entering : kept);
            g = f(each([&](std::size_t k) { return a[k] + (after ? r[k] * b[k] : b[k]); }));
        }
        return each([&](std::size_t k) { return z[k] * h[k] + (1 - z[k]) * g[k]; });
    }
};

} // namespace reference

#include "engine/ops/steps.h"

#include "engine/ops/loops.h"

#include <cstring>

namespace engine::ops {

namespace {

void copyOrClear(const float* from, std::int64_t count, float* to)
{
    if (from)
        std::memmove(to, from, std::size_t(count) * sizeof(float));
    else
        std::fill(to, to + count, 0.0f);
}

void repeatStepsOnCpu(const Tensor& x, Tensor& y)
{
    const std::int64_t rows = x.rows(), width = rows == 0 ? 0 : x.size() / rows;
    const std::int64_t steps = y.shape()[1];
    assert(y.rows() == rows && y.size() == rows * steps * width);
    const float* const from = x.data();
    float* const to = y.data();
    forRows(rows * steps, width,
            [=](std::int64_t i) { copyOrClear(from + i / steps * width, width, to + i * width); });
}

void repeatStepsBackwardOnCpu(const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t rows = gradX.rows(), width = rows == 0 ? 0 : gradX.size() / rows;
    const std::int64_t steps = gradY.shape()[1];
    const float* const from = gradY.data();
    float* const to = gradX.data();
    forRows(rows, width * steps, [=](std::int64_t row) {
        float* const sum = to + row * width;
        copyOrClear(from + row * steps * width, width, sum);
        for (std::int64_t step = 1; step < steps; ++step) {
            const float* const more = from + (row * steps + step) * width;
#pragma GCC ivdep
            for (std::int64_t j = 0; j < width; ++j)
                sum[j] += more[j];
        }
    });
}

// -1 where every step is masked.
std::int64_t lastOf(const float* mask, std::int64_t steps)
{
    std::int64_t step = steps - 1;
    while (mask && step >= 0 && mask[step] == 0)
        --step;
    return step;
}

void lastStepOnCpu(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const std::int64_t rows = x.rows(), steps = x.shape()[1], width = rows == 0 ? 0 : y.size() / rows;
    assert(x.size() == rows * steps * width && (mask.empty() || mask.size() == rows * steps));
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    forRows(rows, width, [=](std::int64_t row) {
        const std::int64_t step = lastOf(m ? m + row * steps : nullptr, steps);
        copyOrClear(step < 0 ? nullptr : from + (row * steps + step) * width, width, to + row * width);
    });
}

void lastStepBackwardOnCpu(const Tensor& gradY, const Tensor& mask, Tensor& gradX)
{
    const std::int64_t rows = gradX.rows(), steps = gradX.shape()[1];
    const std::int64_t width = rows == 0 ? 0 : gradY.size() / rows;
    const float *const from = gradY.data(), *const m = mask.data();
    float* const to = gradX.data();
    forRows(rows, width * steps, [=](std::int64_t row) {
        const std::int64_t last = lastOf(m ? m + row * steps : nullptr, steps);
        for (std::int64_t step = 0; step < steps; ++step)
            copyOrClear(step == last ? from + row * width : nullptr, width,
                        to + (row * steps + step) * width);
    });
}

float countedSteps(const float* mask, std::int64_t steps)
{
    if (!mask)
        return float(steps);
    std::int64_t count = 0;
    for (std::int64_t step = 0; step < steps; ++step)
        count += mask[step] != 0;
    return float(count);
}

void meanOfStepsOnCpu(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const std::int64_t rows = x.rows(), steps = x.shape()[1], width = rows == 0 ? 0 : y.size() / rows;
    assert(x.size() == rows * steps * width && (mask.empty() || mask.size() == rows * steps));
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    forRows(rows, width * steps, [=](std::int64_t row) {
        const float* const here = m ? m + row * steps : nullptr;
        float* const mean = to + row * width;
        std::fill_n(mean, width, 0.0f);
        const float share = 1 / std::max(1.0f, countedSteps(here, steps));
        for (std::int64_t step = 0; step < steps; ++step) {
            if (here && here[step] == 0)
                continue;
            const float* const one = from + (row * steps + step) * width;
#pragma GCC ivdep
            for (std::int64_t j = 0; j < width; ++j)
                mean[j] += share * one[j];
        }
    });
}

void meanOfStepsBackwardOnCpu(const Tensor& gradY, const Tensor& mask, Tensor& gradX)
{
    const std::int64_t rows = gradX.rows(), steps = gradX.shape()[1];
    const std::int64_t width = rows == 0 ? 0 : gradY.size() / rows;
    const float *const from = gradY.data(), *const m = mask.data();
    float* const to = gradX.data();
    forRows(rows, width * steps, [=](std::int64_t row) {
        const float* const here = m ? m + row * steps : nullptr;
        const float share = 1 / std::max(1.0f, countedSteps(here, steps));
        for (std::int64_t step = 0; step < steps; ++step) {
            const float part = here && here[step] == 0 ? 0.0f : share;
            float* const one = to + (row * steps + step) * width;
#pragma GCC ivdep
            for (std::int64_t j = 0; j < width; ++j)
                one[j] = part * from[row * width + j];
        }
    });
}

void maskStepsOnCpu(const Tensor& x, float value, Tensor& mask, Tensor& y)
{
    const std::int64_t steps = mask.size(), width = steps == 0 ? 0 : x.size() / steps;
    assert(x.size() == steps * width && y.size() == x.size());
    const float* const from = x.data();
    float *const m = mask.data(), *const to = y.data();
    forRows(steps, width, [=](std::int64_t i) {
        const float* const step = from + i * width;
        const bool counts = std::any_of(step, step + width, [value](float v) { return v != value; });
        m[i] = counts ? 1.0f : 0.0f;
        copyOrClear(counts ? step : nullptr, width, to + i * width);
    });
}

void keepStepsOnCpu(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const std::int64_t steps = mask.size(), width = steps == 0 ? 0 : x.size() / steps;
    assert(x.size() == steps * width && y.size() == x.size());
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    forRows(steps, width, [=](std::int64_t i) {
        copyOrClear(m[i] != 0 ? from + i * width : nullptr, width, to + i * width);
    });
}

} // namespace

const Op<void(const Tensor&, Tensor&)> repeatSteps{"repeatSteps", repeatStepsOnCpu};
const Op<void(const Tensor&, Tensor&)> repeatStepsBackward{"repeatStepsBackward", repeatStepsBackwardOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> lastStep{"lastStep", lastStepOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> lastStepBackward{"lastStepBackward",
                                                                       lastStepBackwardOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> meanOfSteps{"meanOfSteps", meanOfStepsOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> meanOfStepsBackward{"meanOfStepsBackward",
                                                                          meanOfStepsBackwardOnCpu};
const Op<void(const Tensor&, float, Tensor&, Tensor&)> maskSteps{"maskSteps", maskStepsOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> keepSteps{"keepSteps", keepStepsOnCpu};

void scatterRows(const Tensor& source, std::span<const std::int32_t> rows, Tensor& out)
{
    assert(source.device() == Device::Cpu && out.device() == Device::Cpu);
    const std::int64_t width = out.rows() == 0 ? 0 : out.size() / out.rows();
    assert(source.size() == width * std::int64_t(rows.size()));
    const float* const from = source.data();
    float* const to = out.data();
    forElements(out.size(), [=](std::int64_t i) { to[i] = 0; });
    forRows(std::int64_t(rows.size()), width,
            [=](std::int64_t i) { copyOrClear(from + i * width, width, to + rows[std::size_t(i)] * width); });
}

} // namespace engine::ops

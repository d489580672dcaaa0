#include "engine/ops/steps.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/teams.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// Of a tensor [rows, steps, width].
struct StepSizes {
    std::int64_t rows, steps, width;

    // From the side without steps and the one with them.
    StepSizes(const Tensor& without, const Tensor& with)
        : rows(without.rows()), steps(with.shape()[1]), width(rows == 0 ? 0 : without.size() / rows)
    {
    }
};

static void repeatStepsCuda(const Tensor& x, Tensor& y)
{
    const StepSizes sizes(x, y);
    const float* const from = x.data();
    float* const to = y.data();
    cuda::forMatrix(sizes.rows * sizes.steps, sizes.width,
                    [=] __device__(std::int64_t i, std::int64_t column) {
                        to[i * sizes.width + column] = from[i / sizes.steps * sizes.width + column];
                    });
}

static void repeatStepsBackwardCuda(const Tensor& gradY, Tensor& gradX)
{
    const StepSizes sizes(gradX, gradY);
    const float* const from = gradY.data();
    float* const to = gradX.data();
    cuda::forMatrix(sizes.rows, sizes.width, [=] __device__(std::int64_t row, std::int64_t column) {
        float sum = 0;
        for (std::int64_t step = 0; step < sizes.steps; ++step)
            sum += from[(row * sizes.steps + step) * sizes.width + column];
        to[row * sizes.width + column] = sum;
    });
}

// -1 where every step is masked.
__device__ static std::int64_t lastOf(const float* mask, std::int64_t row, std::int64_t steps)
{
    std::int64_t step = steps - 1;
    while (mask && step >= 0 && mask[row * steps + step] == 0)
        --step;
    return step;
}

static void lastStepCuda(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const StepSizes sizes(y, x);
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    cuda::forMatrix(sizes.rows, sizes.width, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t step = lastOf(m, row, sizes.steps);
        to[row * sizes.width + column] =
            step < 0 ? 0 : from[(row * sizes.steps + step) * sizes.width + column];
    });
}

static void lastStepBackwardCuda(const Tensor& gradY, const Tensor& mask, Tensor& gradX)
{
    const StepSizes sizes(gradY, gradX);
    const float *const from = gradY.data(), *const m = mask.data();
    float* const to = gradX.data();
    cuda::forMatrix(sizes.rows, sizes.width, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t last = lastOf(m, row, sizes.steps);
        for (std::int64_t step = 0; step < sizes.steps; ++step)
            to[(row * sizes.steps + step) * sizes.width + column] =
                step == last ? from[row * sizes.width + column] : 0;
    });
}

__device__ static bool counts(const float* mask, std::int64_t i)
{
    return !mask || mask[i] != 0;
}

__device__ static float shareOfStep(const float* mask, std::int64_t row, std::int64_t steps)
{
    std::int64_t count = 0;
    for (std::int64_t step = 0; step < steps; ++step)
        count += counts(mask, row * steps + step);
    return 1 / (count > 1 ? float(count) : 1.0f);
}

static void meanOfStepsCuda(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const StepSizes sizes(y, x);
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    cuda::forMatrix(sizes.rows, sizes.width, [=] __device__(std::int64_t row, std::int64_t column) {
        float sum = 0;
        for (std::int64_t i = row * sizes.steps; i < (row + 1) * sizes.steps; ++i)
            if (counts(m, i))
                sum += from[i * sizes.width + column];
        to[row * sizes.width + column] = sum * shareOfStep(m, row, sizes.steps);
    });
}

static void meanOfStepsBackwardCuda(const Tensor& gradY, const Tensor& mask, Tensor& gradX)
{
    const StepSizes sizes(gradY, gradX);
    const float *const from = gradY.data(), *const m = mask.data();
    float* const to = gradX.data();
    cuda::forMatrix(sizes.rows, sizes.width, [=] __device__(std::int64_t row, std::int64_t column) {
        const float part = shareOfStep(m, row, sizes.steps) * from[row * sizes.width + column];
        for (std::int64_t i = row * sizes.steps; i < (row + 1) * sizes.steps; ++i)
            to[i * sizes.width + column] = counts(m, i) ? part : 0;
    });
}

static void maskStepsCuda(const Tensor& x, float value, Tensor& mask, Tensor& y)
{
    const std::int64_t steps = mask.size(), width = steps == 0 ? 0 : x.size() / steps;
    const float* const from = x.data();
    float *const m = mask.data(), *const to = y.data();
    cuda::forTeams(steps, width, [=] __device__(std::int64_t i, const cuda::Team& team) {
        bool differs = false;
        for (std::int64_t j = team.lane; j < width && !differs; j += team.size)
            differs = from[i * width + j] != value;
        const bool here = team.largest(differs ? 1.0f : 0.0f) > 0;
        if (team.lane == 0)
            m[i] = here ? 1.0f : 0.0f;
        for (std::int64_t j = team.lane; j < width; j += team.size)
            to[i * width + j] = here ? from[i * width + j] : 0;
    });
}

static void keepStepsCuda(const Tensor& x, const Tensor& mask, Tensor& y)
{
    const std::int64_t steps = mask.size(), width = steps == 0 ? 0 : x.size() / steps;
    const float *const from = x.data(), *const m = mask.data();
    float* const to = y.data();
    cuda::forMatrix(steps, width, [=] __device__(std::int64_t i, std::int64_t column) {
        to[i * width + column] = m[i] != 0 ? from[i * width + column] : 0;
    });
}

static const cuda::OnCuda attachRepeatSteps(repeatSteps, repeatStepsCuda);
static const cuda::OnCuda attachRepeatStepsBackward(repeatStepsBackward, repeatStepsBackwardCuda);
static const cuda::OnCuda attachLastStep(lastStep, lastStepCuda);
static const cuda::OnCuda attachLastStepBackward(lastStepBackward, lastStepBackwardCuda);
static const cuda::OnCuda attachMeanOfSteps(meanOfSteps, meanOfStepsCuda);
static const cuda::OnCuda attachMeanOfStepsBackward(meanOfStepsBackward, meanOfStepsBackwardCuda);
static const cuda::OnCuda attachMaskSteps(maskSteps, maskStepsCuda);
static const cuda::OnCuda attachKeepSteps(keepSteps, keepStepsCuda);

} // namespace engine::ops

#include "engine/ops/activation.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/teams.h"
#include "engine/ops/activation_function.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// Three passes over the row: its maximum, the exponentials with their sum, the division.
static void softmaxCuda(const Tensor& x, const Tensor& bias, Tensor& y)
{
    const std::int64_t columns = x.columns();
    const float* const v = x.data();
    const float* const b = bias.data();
    float* const o = y.data();
    cuda::forTeams(x.matrix().rows(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const float* const in = v + row * columns;
        float* const out = o + row * columns;
        float top = -INFINITY;
        for (std::int64_t i = team.lane; i < columns; i += team.size)
            top = cuda::Larger()(b ? in[i] + b[i] : in[i], top);
        top = team.largest(top);
        float sum = 0;
        for (std::int64_t i = team.lane; i < columns; i += team.size) {
            const float e = exponential((b ? in[i] + b[i] : in[i]) - top);
            out[i] = e;
            sum += e;
        }
        const float factor = 1.0f / team.sum(sum);
        for (std::int64_t i = team.lane; i < columns; i += team.size)
            out[i] *= factor;
    });
}

static void softmaxBackwardCuda(const Tensor& y, const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t columns = y.columns();
    const float* const v = y.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    cuda::forTeams(y.matrix().rows(), columns, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const std::int64_t start = row * columns;
        float sum = 0;
        for (std::int64_t i = start + team.lane; i < start + columns; i += team.size)
            sum += g[i] * v[i];
        const float mean = team.sum(sum);
        for (std::int64_t i = start + team.lane; i < start + columns; i += team.size)
            o[i] = v[i] * (g[i] - mean);
    });
}

static void activateCuda(const Tensor& x, const Tensor& bias, const ActivationSpec& spec, Tensor& y)
{
    if (spec.kind == Activation::Softmax) {
        softmaxCuda(x, bias, y);
        return;
    }
    const float* const v = x.data();
    float* const o = y.data();
    if (bias.empty()) {
        cuda::forElements(x.size(), [=] __device__(std::int64_t i) { o[i] = activated(spec, v[i]); });
        return;
    }
    const std::int64_t columns = x.columns();
    const float* const b = bias.data();
    cuda::forMatrix(x.matrix().rows(), columns, [=] __device__(std::int64_t row, std::int64_t column) {
        const std::int64_t i = row * columns + column;
        o[i] = activated(spec, v[i] + b[column]);
    });
}

static void activateBackwardCuda(const Tensor& y, const Tensor& gradY, const ActivationSpec& spec,
                                 Tensor& gradX)
{
    if (spec.kind == Activation::Softmax) {
        softmaxBackwardCuda(y, gradY, gradX);
        return;
    }
    const float* const v = y.data();
    const float* const g = gradY.data();
    float* const o = gradX.data();
    cuda::forElements(y.size(),
                      [=] __device__(std::int64_t i) { o[i] = g[i] * activationSlope(spec, v[i]); });
}

static const cuda::OnCuda attachActivate(activate, activateCuda);
static const cuda::OnCuda attachActivateBackward(activateBackward, activateBackwardCuda);

} // namespace engine::ops

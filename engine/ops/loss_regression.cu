// Losses that compare number by number.
#include "engine/cuda/attach.h"
#include "engine/cuda/element_loss.h"
#include "engine/ops/loss.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void squaredErrorCuda(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                             Tensor& gradient)
{
    const float *const p = prediction.data(), *const t = target.data();
    cuda::elementLoss(prediction.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return squaredTerm(p[i], t[i]); });
}

static void absoluteErrorCuda(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                              Tensor& gradient)
{
    const float *const p = prediction.data(), *const t = target.data();
    cuda::elementLoss(prediction.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return absoluteTerm(p[i], t[i]); });
}

static void huberErrorCuda(const Tensor& prediction, const Tensor& target, float delta, float factor,
                           Tensor& loss, Tensor& gradient)
{
    const float *const p = prediction.data(), *const t = target.data();
    cuda::elementLoss(prediction.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return huberTerm(p[i], t[i], delta); });
}

static void divergenceCuda(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                           Tensor& gradient)
{
    const float *const p = prediction.data(), *const t = target.data();
    cuda::elementLoss(prediction.size(), factor, loss, gradient,
                      [=] __device__(std::int64_t i) { return divergenceTerm(p[i], t[i]); });
}

static const cuda::OnCuda attachSquaredError(squaredError, squaredErrorCuda);
static const cuda::OnCuda attachAbsoluteError(absoluteError, absoluteErrorCuda);
static const cuda::OnCuda attachHuberError(huberError, huberErrorCuda);
static const cuda::OnCuda attachDivergence(divergence, divergenceCuda);

} // namespace engine::ops

// Losses that compare number by number.
#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

void squaredErrorCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                     Tensor& gradient)
{
    elementLoss(
        prediction.size(), factor, loss, gradient,
        [p = prediction.data(), t = target.data()](std::int64_t i) { return squaredTerm(p[i], t[i]); });
}

void absoluteErrorCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                      Tensor& gradient)
{
    elementLoss(
        prediction.size(), factor, loss, gradient,
        [p = prediction.data(), t = target.data()](std::int64_t i) { return absoluteTerm(p[i], t[i]); });
}

void huberErrorCpu(const Tensor& prediction, const Tensor& target, float delta, float factor, Tensor& loss,
                   Tensor& gradient)
{
    elementLoss(prediction.size(), factor, loss, gradient,
                [p = prediction.data(), t = target.data(), delta](std::int64_t i) {
                    return huberTerm(p[i], t[i], delta);
                });
}

void divergenceCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                   Tensor& gradient)
{
    elementLoss(
        prediction.size(), factor, loss, gradient,
        [p = prediction.data(), t = target.data()](std::int64_t i) { return divergenceTerm(p[i], t[i]); });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, float, Tensor&, Tensor&)> squaredError("squaredError",
                                                                                   squaredErrorCpu);
const Op<void(const Tensor&, const Tensor&, float, Tensor&, Tensor&)> absoluteError("absoluteError",
                                                                                    absoluteErrorCpu);
const Op<void(const Tensor&, const Tensor&, float, float, Tensor&, Tensor&)> huberError("huberError",
                                                                                        huberErrorCpu);
const Op<void(const Tensor&, const Tensor&, float, Tensor&, Tensor&)> divergence("divergence", divergenceCpu);

} // namespace engine::ops

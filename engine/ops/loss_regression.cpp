// Losses that compare number by number.
#include "engine/ops/functions.h"
#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

void squaredErrorCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                     Tensor& gradient)
{
    elementLoss(prediction.size(), factor, loss, gradient,
                [p = prediction.data(), t = target.data()](std::int64_t i) -> LossTerm {
                    const float e = p[i] - t[i];
                    return {e * e, 2 * e};
                });
}

void absoluteErrorCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                      Tensor& gradient)
{
    elementLoss(prediction.size(), factor, loss, gradient,
                [p = prediction.data(), t = target.data()](std::int64_t i) -> LossTerm {
                    const float e = p[i] - t[i];
                    return {std::abs(e), float(e > 0) - float(e < 0)};
                });
}

void huberErrorCpu(const Tensor& prediction, const Tensor& target, float delta, float factor, Tensor& loss,
                   Tensor& gradient)
{
    elementLoss(prediction.size(), factor, loss, gradient,
                [p = prediction.data(), t = target.data(), delta](std::int64_t i) -> LossTerm {
                    const float e = p[i] - t[i];
                    const float size = std::abs(e);
                    const float linear = e > 0 ? delta : -delta;
                    const bool near = size <= delta;
                    return {near ? 0.5f * e * e : delta * size - 0.5f * delta * delta, near ? e : linear};
                });
}

void divergenceCpu(const Tensor& prediction, const Tensor& target, float factor, Tensor& loss,
                   Tensor& gradient)
{
    elementLoss(prediction.size(), factor, loss, gradient,
                [p = prediction.data(), t = target.data()](std::int64_t i) -> LossTerm {
                    const float wanted = std::clamp(t[i], 1e-7f, 1.0f);
                    const float said = std::clamp(p[i], 1e-7f, 1.0f);
                    const float slope = said == p[i] ? -wanted / said : 0.0f;
                    const float value = wanted * (logarithm(wanted) - logarithm(said));
                    return {p[i] == p[i] ? value : p[i], slope}; // what is no number stays none
                });
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

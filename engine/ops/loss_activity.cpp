#include "engine/ops/loss_activity.h"

#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

double sparsityLoss(const Tensor& x, const ActivityPenalty& penalty, Tensor& slopes)
{
    const int batch = x.rows();
    const std::int64_t units = x.size() / batch;
    float* const slope = slopes.data();
    return sumOverRanges(units, 1024, [=, v = x.data()](std::int64_t first, std::int64_t last) {
        double total = 0;
        std::fill(slope + first, slope + last, 0.0f);
        for (int row = 0; row < batch; ++row)
            for (std::int64_t unit = first; unit < last; ++unit)
                slope[unit] += v[row * units + unit];
        for (std::int64_t unit = first; unit < last; ++unit) {
            const LossTerm term = sparsityTerm(slope[unit] / float(batch), penalty.target, batch);
            slope[unit] = penalty.sparsity * term.slope;
            total += double(term.value);
        }
        return total;
    });
}

void activityPenaltyCpu(const Tensor& x, const ActivityPenalty& penalty, Tensor& slopes, Tensor& loss)
{
    const float l1 = penalty.l1, l2 = penalty.l2;
    double total = 0;
    if (l1 != 0 || l2 != 0)
        total = sumOverElements(
            x.size(), [=, v = x.data()](std::int64_t i) { return l1 * std::abs(v[i]) + l2 * v[i] * v[i]; });
    total /= std::max(1, x.rows());
    if (penalty.sparsity != 0)
        total += double(penalty.sparsity) * sparsityLoss(x, penalty, slopes);
    loss.data()[0] = float(total);
}

void activityPenaltyBackwardCpu(const Tensor& x, const ActivityPenalty& penalty, const Tensor& slopes,
                                const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t units = x.size() / std::max(1, x.rows());
    const float l1 = penalty.l1 / float(x.rows()), l2 = 2 * penalty.l2 / float(x.rows());
    const bool sparse = penalty.sparsity != 0;
    const float *const v = x.data(), *const g = gradY.data(), *const s = slopes.data();
    float* const out = gradX.data();
    forRows(x.rows(), units, [=](std::int64_t row) {
#pragma GCC ivdep
        for (std::int64_t unit = 0; unit < units; ++unit) {
            const std::int64_t i = row * units + unit;
            const float sign = float(v[i] > 0) - float(v[i] < 0);
            out[i] = g[i] + l1 * sign + l2 * v[i] + (sparse ? s[unit] : 0.0f);
        }
    });
}

} // namespace

const Op<void(const Tensor&, const ActivityPenalty&, Tensor&, Tensor&)> activityPenalty("activityPenalty",
                                                                                        activityPenaltyCpu);
const Op<void(const Tensor&, const ActivityPenalty&, const Tensor&, const Tensor&, Tensor&)>
    activityPenaltyBackward("activityPenaltyBackward", activityPenaltyBackwardCpu);

} // namespace engine::ops

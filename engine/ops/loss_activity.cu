#include "engine/ops/loss_activity.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/element_loss.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// Adds the units' divergences to the loss; slopes first hold their sums over the batch.
static void addSparsityLoss(const Tensor& x, const ActivityPenalty& penalty, Tensor& slopes, Tensor& loss,
                            bool first)
{
    const int batch = x.rows();
    const std::int64_t units = x.size() / batch;
    const float* const v = x.data();
    float* const s = slopes.data();
    float* const o = loss.data();
    cuda::sumColumns(
        batch, units, [=] __device__(std::int64_t row, std::int64_t unit) { return v[row * units + unit]; },
        [=] __device__(int, std::int64_t unit, float sum) { s[unit] = sum; });
    cuda::sumElements(
        units,
        [=] __device__(std::int64_t unit) {
            const LossTerm term = sparsityTerm(s[unit] / float(batch), penalty.target, batch);
            s[unit] = penalty.sparsity * term.slope;
            return term.value;
        },
        [=] __device__(int, float sum) { *o = (first ? 0.0f : *o) + penalty.sparsity * sum; });
}

static void activityPenaltyCuda(const Tensor& x, const ActivityPenalty& penalty, Tensor& slopes, Tensor& loss)
{
    const float* const v = x.data();
    const float l1 = penalty.l1, l2 = penalty.l2;
    const bool sparse = penalty.sparsity != 0, priced = l1 != 0 || l2 != 0;
    if (priced || !sparse)
        cuda::sumElements(
            priced ? x.size() : 0,
            [=] __device__(std::int64_t i) { return l1 * std::fabs(v[i]) + l2 * v[i] * v[i]; },
            cuda::ScaledLoss{1.0f / float(std::max(1, x.rows())), loss.data()});
    if (sparse)
        addSparsityLoss(x, penalty, slopes, loss, !priced);
}

static void activityPenaltyBackwardCuda(const Tensor& x, const ActivityPenalty& penalty, const Tensor& slopes,
                                        const Tensor& gradY, Tensor& gradX)
{
    const std::int64_t units = x.size() / std::max(1, x.rows());
    const float l1 = penalty.l1 / float(x.rows()), l2 = 2 * penalty.l2 / float(x.rows());
    const bool sparse = penalty.sparsity != 0;
    const float *const v = x.data(), *const g = gradY.data(), *const s = slopes.data();
    float* const out = gradX.data();
    cuda::forMatrix(x.rows(), units, [=] __device__(std::int64_t row, std::int64_t unit) {
        const std::int64_t i = row * units + unit;
        const float sign = float(v[i] > 0) - float(v[i] < 0);
        out[i] = g[i] + l1 * sign + l2 * v[i] + (sparse ? s[unit] : 0.0f);
    });
}

static const cuda::OnCuda attachPenalty(activityPenalty, activityPenaltyCuda);
static const cuda::OnCuda attachBackward(activityPenaltyBackward, activityPenaltyBackwardCuda);

} // namespace engine::ops

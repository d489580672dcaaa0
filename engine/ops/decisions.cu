#include "engine/ops/decisions.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/teams.h"
#include "engine/ops/decision_rules.h"

namespace engine::ops {

namespace cuda = engine::cuda;

// The first of the largest of a row's values, as a number that all of the team get. Both numbers stay below
// 2^24.
__device__ static int largestClass(const float* values, int classes, const cuda::Team& team)
{
    float best = -INFINITY;
    int place = classes;
    for (int c = team.lane; c < classes; c += team.size) {
        const float value = c == 0 && values[0] != values[0] ? INFINITY : values[c];
        if (value > best || (place == classes && value == best)) {
            best = value;
            place = c;
        }
    }
    const float largest = team.largest(best);
    return -int(team.largest(best == largest ? -float(place) : -float(classes)));
}

__device__ static Rivals rivalsOf(const float* chances, int truth, int classes, const cuda::Team& team)
{
    const float chance = chances[truth];
    float likelier = 0, tiedBefore = 0;
    for (int c = team.lane; c < classes; c += team.size) {
        likelier += chances[c] > chance ? 1.0f : 0.0f;
        tiedBefore += c < truth && chances[c] == chance ? 1.0f : 0.0f;
    }
    return {int(team.sum(likelier)), int(team.sum(tiedBefore))};
}

static void classHitsCuda(const Tensor& prediction, const Tensor& target, Tensor& hits)
{
    const int classes = prediction.columns();
    const std::int64_t rows = prediction.matrix().rows();
    const NamedClasses named(target, classes);
    const float *const p = prediction.data(), *const t = target.data();
    Tensor found = Tensor::like(prediction, {int(rows), 3});
    RowHits* const ofRows = reinterpret_cast<RowHits*>(found.data());
    cuda::forTeams(rows, classes, [=] __device__(std::int64_t row, const cuda::Team& team) {
        const float* const chances = p + row * classes;
        const int truth = named.known() ? named(row) : largestClass(t + row * classes, classes, team);
        RowHits all;
        if (truth >= 0 && truth < classes) // the same for the whole team
            all = hitsOf(chances, truth, rivalsOf(chances, truth, classes, team));
        if (team.lane == 0)
            ofRows[row] = all;
    });
    const float* const parts = found.data();
    float* const o = hits.data();
    cuda::sumColumns(
        rows, 3, [=] __device__(std::int64_t row, std::int64_t column) { return parts[3 * row + column]; },
        [=] __device__(int, std::int64_t column, float sum) { o[column] = sum; });
}

static void yesNoHitsCuda(const Tensor& prediction, const Tensor& target, Tensor& hits)
{
    const bool named = target.type() == ElementType::Int32;
    const float *const p = prediction.data(), *const t = target.data();
    const std::int32_t* const ids = target.ids();
    float* const o = hits.data();
    cuda::sumElements(
        prediction.size(),
        [=] __device__(std::int64_t i) {
            const bool wanted = named ? ids[i] > 0 : t[i] > 0.5f;
            return (p[i] > 0.5f) == wanted ? 1.0f : 0.0f;
        },
        [=] __device__(int, float sum) { *o = sum; });
}

static const cuda::OnCuda attachClassHits(classHits, classHitsCuda);
static const cuda::OnCuda attachYesNoHits(yesNoHits, yesNoHitsCuda);

} // namespace engine::ops

#include "engine/ops/decisions.h"

#include "engine/ops/decision_rules.h"
#include "engine/ops/loss_kernel.h"

namespace engine::ops {

namespace {

Rivals rivalsOf(const float* chances, int truth, int classes)
{
    const float chance = chances[truth];
    Rivals rivals;
    for (int c = 0; c < classes; ++c)
        rivals.likelier += chances[c] > chance;
    for (int c = 0; c < truth; ++c)
        rivals.tiedBefore += chances[c] == chance;
    return rivals;
}

RowHits hitsOfRow(const float* chances, int truth, int classes)
{
    if (truth < 0 || truth >= classes)
        return {};
    return hitsOf(chances, truth, rivalsOf(chances, truth, classes));
}

void classHitsOnCpu(const Tensor& prediction, const Tensor& target, Tensor& hits)
{
    assert(hits.size() == 3);
    const int classes = prediction.columns();
    const NamedClasses named(target, classes);
    Tensor rows({int(rowCount(prediction)), 3});
    forRows(rows.rows(), classes,
            [=, p = prediction.data(), t = target.data(), o = rows.data()](std::int64_t row) {
                const float* const wanted = t + row * classes;
                const int truth =
                    named.known() ? named(row) : int(std::max_element(wanted, wanted + classes) - wanted);
                const RowHits found = hitsOfRow(p + row * classes, truth, classes);
                std::copy_n(&found.right, 3, o + 3 * row);
            });
    for (int column = 0; column < 3; ++column)
        hits.data()[column] = float(
            sumElements(rows.rows(), [=, o = rows.data()](std::int64_t row) { return o[3 * row + column]; }));
}

void yesNoHitsOnCpu(const Tensor& prediction, const Tensor& target, Tensor& hits)
{
    assert(hits.size() == 1 && prediction.size() == target.size());
    const float* const p = prediction.data();
    const auto count = [&](auto wanted) {
        return sumElements(prediction.size(),
                           [=](std::int64_t i) { return (p[i] > 0.5f) == wanted(i) ? 1.0f : 0.0f; });
    };
    const bool ids = target.type() == ElementType::Int32;
    hits.data()[0] = float(ids ? count([t = target.ids()](std::int64_t i) { return t[i] > 0; })
                               : count([t = target.data()](std::int64_t i) { return t[i] > 0.5f; }));
}

} // namespace

const Op<void(const Tensor&, const Tensor&, Tensor&)> classHits{"classHits", classHitsOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> yesNoHits{"yesNoHits", yesNoHitsOnCpu};

} // namespace engine::ops

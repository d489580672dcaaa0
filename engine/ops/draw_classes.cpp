#include "engine/ops/draw_classes.h"

#include "engine/ops/class_chance.h"

namespace engine::ops {

namespace {

std::int32_t drawFrom(const ClassTable& table, RandomKey key, std::uint64_t index)
{
    return drawnClass(table.limits.ids(), table.others.ids(), std::uint64_t(table.classes()),
                      key.bits(index));
}

void drawClassesOnCpu(const Tensor& targets, const ClassTable& table, RandomKey key, DrawnClasses& drawn)
{
    std::uint64_t mixed = 0;
    for (const std::int32_t id : targets.idValues())
        mixed = mixedWith(mixed, id);
    const RandomKey own = key.with(mixed);
    Tensor& ids = drawn.ids;
    if (ids.shape().rank() == 2) {
        for (std::int64_t i = 0; i < ids.size(); ++i)
            ids.ids()[i] = drawFrom(table, own, std::uint64_t(i));
        drawn.draws.ids()[0] = ids.columns();
        return;
    }
    const DistinctClasses different = drawDistinct(table, ids.rows(), own);
    std::copy(different.ids.begin(), different.ids.end(), ids.ids());
    drawn.draws.ids()[0] = std::int32_t(different.draws);
}

void classShiftOnCpu(const Tensor& ids, const ClassTable& table, const DrawnClasses& drawn, Tensor& shift)
{
    const ClassChance chance{reinterpret_cast<const double*>(table.chances.ids()), table.classes(),
                             drawn.ids.shape().rank() == 1};
    for (std::int64_t i = 0; i < ids.size(); ++i)
        shift.data()[i] = chance.shift(ids.ids()[i], drawn.draws.ids()[0]);
}

} // namespace

DistinctClasses drawDistinct(const ClassTable& table, int count, RandomKey key)
{
    DistinctClasses drawn;
    std::vector<bool> taken(std::size_t(table.classes()));
    while (int(drawn.ids.size()) < count) {
        const std::int32_t id = drawFrom(table, key, std::uint64_t(drawn.draws++));
        if (taken[std::size_t(id)])
            continue;
        taken[std::size_t(id)] = true;
        drawn.ids.push_back(id);
    }
    return drawn;
}

const Op<void(const Tensor&, const ClassTable&, RandomKey, DrawnClasses&)> drawClasses{"drawClasses",
                                                                                       drawClassesOnCpu};
const Op<void(const Tensor&, const ClassTable&, const DrawnClasses&, Tensor&)> classShift{"classShift",
                                                                                          classShiftOnCpu};

} // namespace engine::ops

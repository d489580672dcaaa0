#include "engine/ops/rows.h"

#include "engine/ops/loops.h"

#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t blockColumns = 64; // a piece of work has so many columns of all rows

void distinctRowsOnCpu(const Tensor& ids, int count, Tensor& seen, Tensor& rows, Tensor& slots)
{
    if (seen.empty()) {
        seen = Tensor(Shape{count}, ElementType::Int32);
        std::fill_n(seen.ids(), count, -1);
    }
    assert(seen.rows() == count);
    slots = Tensor::like(ids);
    std::int32_t* const place = seen.ids();
    std::vector<std::int32_t> found;
    found.reserve(std::size_t(ids.size()));
    for (std::int64_t i = 0; i < ids.size(); ++i) {
        const std::int32_t id = ids.ids()[i];
        if (id < 0 || id >= count) {
            slots.ids()[i] = -1;
            continue;
        }
        if (place[id] < 0) {
            place[id] = std::int32_t(found.size());
            found.push_back(id);
        }
        slots.ids()[i] = place[id];
    }
    for (const std::int32_t id : found)
        place[id] = -1;
    rows = found.empty() ? Tensor() : Tensor::ofIds(Shape{int(found.size())}, found);
}

// Blocks of columns, so that every sum is added by one thread in the order of the rows.
void addToRowsOnCpu(const Tensor& x, const Tensor& slots, Tensor& sums)
{
    const std::int64_t count = slots.size(), width = count > 0 ? x.size() / count : 0;
    const std::int32_t* const slot = slots.ids();
    const float* const from = x.data();
    float* const to = sums.data();
    const std::int64_t grain = std::max(blockColumns, count * width < elementGrain ? width : 0);
    parallelRanges(width, grain, [=](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = 0; i < count; ++i) {
            if (slot[i] < 0)
                continue;
            const float* const source = from + i * width;
            float* const target = to + slot[i] * width;
#pragma GCC ivdep
            for (std::int64_t j = first; j < last; ++j)
                target[j] += source[j];
        }
    });
}

} // namespace

const Op<void(const Tensor&, int, Tensor&, Tensor&, Tensor&)> distinctRows{"distinctRows", distinctRowsOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> addToRows{"addToRows", addToRowsOnCpu};

} // namespace engine::ops

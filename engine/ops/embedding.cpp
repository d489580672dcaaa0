#include "engine/ops/embedding.h"

#include "engine/ops/loops.h"

#include <cstring>
#include <utility>
#include <vector>

namespace engine::ops {

namespace {

void lookUpOnCpu(const Tensor& table, const Tensor& ids, Tensor& out)
{
    const std::int64_t width = table.columns();
    const std::int32_t rows = table.rows();
    assert(table.shape().rank() == 2 && out.size() == ids.size() * width);
    const float* const t = table.data();
    const std::int32_t* const id = ids.ids();
    float* const o = out.data();
    forRows(ids.size(), width, [=](std::int64_t i) {
        float* const to = o + i * width;
        if (id[i] >= 0 && id[i] < rows)
            std::memcpy(to, t + id[i] * width, std::size_t(width) * sizeof(float));
        else
            std::fill(to, to + width, 0.0f);
    });
}

// Which row each place reads, sorted by row, then place.
std::vector<std::pair<std::int32_t, std::int32_t>> sortedPlaces(const Tensor& ids, std::int32_t rows)
{
    std::vector<std::pair<std::int32_t, std::int32_t>> places;
    places.reserve(std::size_t(ids.size()));
    for (std::int64_t i = 0; i < ids.size(); ++i)
        if (const std::int32_t id = ids.ids()[i]; id >= 0 && id < rows)
            places.emplace_back(id, std::int32_t(i));
    std::sort(places.begin(), places.end());
    return places;
}

void lookUpBackwardOnCpu(const Tensor& gradOut, const Tensor& ids, Tensor& gradTable)
{
    const std::int64_t width = gradTable.columns();
    assert(gradTable.shape().rank() == 2 && gradOut.size() == ids.size() * width);
    const float* const g = gradOut.data();
    float* const table = gradTable.data();
    forElements(gradTable.size(), [=](std::int64_t i) { table[i] = 0; });
    const auto places = sortedPlaces(ids, gradTable.rows());
    std::vector<std::size_t> starts; // of each row's places
    for (std::size_t i = 0; i < places.size(); ++i)
        if (i == 0 || places[i].first != places[i - 1].first)
            starts.push_back(i);
    forRows(std::int64_t(starts.size()), width, [&, g, table](std::int64_t k) {
        const std::size_t end =
            std::size_t(k) + 1 < starts.size() ? starts[std::size_t(k) + 1] : places.size();
        for (std::size_t i = starts[std::size_t(k)]; i < end; ++i) {
            const float* const from = g + places[i].second * width;
            float* const to = table + places[i].first * width;
#pragma GCC ivdep
            for (std::int64_t j = 0; j < width; ++j)
                to[j] += from[j];
        }
    });
}

void maskOfIdsOnCpu(const Tensor& ids, Tensor& mask)
{
    assert(mask.size() == ids.size());
    const std::int32_t* const id = ids.ids();
    float* const m = mask.data();
    forElements(mask.size(), [=](std::int64_t i) { m[i] = id[i] != 0 ? 1.0f : 0.0f; });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, Tensor&)> lookUp{"lookUp", lookUpOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> lookUpBackward{"lookUpBackward", lookUpBackwardOnCpu};
const Op<void(const Tensor&, Tensor&)> maskOfIds{"maskOfIds", maskOfIdsOnCpu};

} // namespace engine::ops

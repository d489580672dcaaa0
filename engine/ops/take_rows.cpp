#include "engine/ops/take_rows.h"

#include "engine/base/parallel.h"

#include <algorithm>
#include <cstring>

namespace engine::ops {

namespace {

// Pieces of this many elements: an ordinary batch is one piece.
constexpr std::int64_t grainElements = 1 << 18;

// copy(where row rows[i] begins in the data, i) for every i.
template <class Copy>
void forRowsOf(std::span<const std::int32_t> rows, const ColumnLayout& layout, Copy copy)
{
    const std::int64_t grain =
        std::max<std::int64_t>(1, grainElements / std::max<std::int64_t>(1, layout.sizeInBatch()));
    parallelRanges(std::int64_t(rows.size()), grain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            copy(layout.first + rows[std::size_t(i)] * layout.stride, i);
    });
}

template <class From, class Change>
void convert(std::span<const std::int32_t> rows, const ColumnLayout& layout, const From* from, float* to,
             Change change)
{
    forRowsOf(rows, layout, [=, size = layout.size](std::int64_t begin, std::int64_t i) {
        std::transform(from + begin, from + begin + size, to + i * size, change);
    });
}

void copyWords(std::span<const std::int32_t> rows, const ColumnLayout& layout, const std::int32_t* from,
               std::int32_t* to)
{
    forRowsOf(rows, layout, [=, size = layout.size](std::int64_t begin, std::int64_t i) {
        std::memcpy(to + i * size, from + begin, std::size_t(size) * sizeof(std::int32_t));
    });
}

void spread(std::span<const std::int32_t> rows, const ColumnLayout& layout, const std::int32_t* from,
            float* to)
{
    forRowsOf(rows, layout,
              [=, size = layout.size, width = layout.oneHot](std::int64_t begin, std::int64_t i) {
                  float* place = to + i * size * width;
                  std::fill_n(place, size * width, 0.0f);
                  for (std::int64_t k = 0; k < size; ++k, place += width)
                      if (const std::int32_t id = from[begin + k]; id >= 0 && id < width)
                          place[id] = 1;
              });
}

void takeRowsCpu(const Tensor& data, const Tensor& rows, const ColumnLayout& layout, Tensor& out)
{
    takeRowsFrom(data.data(), rows.idValues(), layout, out);
}

} // namespace

void takeRowsFrom(const void* data, std::span<const std::int32_t> rows, const ColumnLayout& layout,
                  Tensor& out)
{
    assert(out.size() == std::int64_t(rows.size()) * layout.sizeInBatch());
    const auto* const words = static_cast<const std::int32_t*>(data);
    switch (layout.values) {
    case ColumnLayout::Values::Bytes:
        return convert(rows, layout, static_cast<const std::uint8_t*>(data), out.data(),
                       [](std::uint8_t byte) { return float(byte) / 255.0f; });
    case ColumnLayout::Values::Floats:
    case ColumnLayout::Values::Ids:
        return copyWords(rows, layout, words, out.ids());
    case ColumnLayout::Values::IdsAsNumbers:
        return convert(rows, layout, words, out.data(), [](std::int32_t id) { return float(id); });
    case ColumnLayout::Values::OneHot:
        return spread(rows, layout, words, out.data());
    }
}

const Op<void(const Tensor&, const Tensor&, const ColumnLayout&, Tensor&)> takeRows("takeRows", takeRowsCpu);

} // namespace engine::ops

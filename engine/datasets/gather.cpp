// Takes samples out of the columns into a batch.
#include "engine/base/parallel.h"
#include "engine/datasets/dataset.h"

#include <algorithm>
#include <cstring>

namespace engine {

namespace {

// Pieces of this many elements: an ordinary batch is one piece, so that the loader's thread prepares it by
// itself and never waits for the threads that train.
constexpr std::int64_t grainElements = 1 << 18;

// Calls copy(where row i begins in the data, i) for the rows asked for.
template <class Copy>
void forRows(const Column& column, std::span<const std::int32_t> rows, Copy copy)
{
    const std::int64_t sample = std::max<std::int64_t>(1, column.signal.shape.elements());
    const std::int64_t grain = std::max<std::int64_t>(1, grainElements / sample);
    parallelRanges(static_cast<std::int64_t>(rows.size()), grain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            copy(column.rowBegin(rows[static_cast<std::size_t>(i)]), i);
    });
}

// Rows of `from` into `to`, each value through `change`.
template <class From, class To, class Change>
void convertRows(const Column& column, std::span<const std::int32_t> rows, const From* from, To* to,
                 Change change)
{
    const std::int64_t size = column.rowSize();
    forRows(column, rows, [=](std::int64_t begin, std::int64_t i) {
        std::transform(from + begin, from + begin + size, to + i * size, change);
    });
}

template <class T>
void copyRows(const Column& column, std::span<const std::int32_t> rows, const T* from, T* to)
{
    const std::int64_t size = column.rowSize();
    forRows(column, rows, [=](std::int64_t begin, std::int64_t i) {
        std::memcpy(to + i * size, from + begin, static_cast<std::size_t>(size) * sizeof(T));
    });
}

void spreadRows(const Column& column, std::span<const std::int32_t> rows, float* to)
{
    const std::int64_t ids = column.rowSize(), width = column.oneHot;
    forRows(column, rows, [=, from = column.ids().data()](std::int64_t begin, std::int64_t i) {
        float* place = to + i * ids * width;
        std::fill_n(place, ids * width, 0.0f);
        for (std::int64_t k = 0; k < ids; ++k, place += width)
            if (const std::int32_t id = from[begin + k]; id >= 0 && id < width)
                place[id] = 1;
    });
}

void makeRows(const Column& column, std::span<const std::int32_t> rows, std::int32_t* to)
{
    const std::int64_t size = std::max<std::int64_t>(1, column.rowSize());
    const auto count = static_cast<std::int64_t>(rows.size());
    parallelRanges(count, std::max<std::int64_t>(1, grainElements / size),
                   [&](std::int64_t first, std::int64_t last) {
                       column.made()->fill(rows.subspan(static_cast<std::size_t>(first),
                                                        static_cast<std::size_t>(last - first)),
                                           to + first * size);
                   });
}

// Made ids as the numbers that the signal asks for.
void makeNumbers(const Column& column, std::span<const std::int32_t> rows, std::span<float> to)
{
    std::vector<std::int32_t> ids(to.size());
    makeRows(column, rows, ids.data());
    std::ranges::transform(ids, to.begin(), [](std::int32_t id) { return static_cast<float>(id); });
}

Tensor gatherColumn(const Column& column, std::span<const std::int32_t> rows)
{
    Tensor result(column.signal.shape.withBatch(static_cast<int>(rows.size())), column.signal.type);
    if (column.made() && column.signal.type == ElementType::Int32)
        makeRows(column, rows, result.ids());
    else if (column.made())
        makeNumbers(column, rows, result.values());
    else if (const auto bytes = column.bytes(); !bytes.empty())
        convertRows(column, rows, bytes.data(), result.data(),
                    [](std::uint8_t byte) { return static_cast<float>(byte) / 255.0f; });
    else if (const auto floats = column.floats(); !floats.empty())
        copyRows(column, rows, floats.data(), result.data());
    else if (const auto ids = column.ids(); ids.empty())
        return result;
    else if (column.signal.type == ElementType::Int32)
        copyRows(column, rows, ids.data(), result.ids());
    else if (column.oneHot > 0)
        spreadRows(column, rows, result.data());
    else
        convertRows(column, rows, ids.data(), result.data(),
                    [](std::int32_t id) { return static_cast<float>(id); });
    return result;
}

} // namespace

Batch gather(const Dataset& data, std::span<const std::string> columns, std::span<const std::int32_t> rows)
{
    Batch batch;
    for (const std::string& name : columns)
        if (const Column* column = data.column(name))
            batch[name] = gatherColumn(*column, rows);
    return batch;
}

} // namespace engine

// Takes samples out of the columns into a batch.
#include "engine/base/parallel.h"
#include "engine/datasets/column_layout.h"

#include <algorithm>

namespace engine {

namespace {

void makeRows(const Column& column, std::span<const std::int32_t> rows, std::int32_t* to)
{
    const std::int64_t size = std::max<std::int64_t>(1, column.rowSize());
    constexpr std::int64_t grainElements = 1 << 18; // an ordinary batch is one piece
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
    else if (const auto values = keptValues(column); !values.empty())
        ops::takeRowsFrom(values.data(), rows, layoutOf(column), result);
    return result;
}

} // namespace

ops::ColumnLayout layoutOf(const Column& column)
{
    using Values = ops::ColumnLayout::Values;
    ops::ColumnLayout layout{Values::Floats, column.first, column.stride ? column.stride : column.rowSize(),
                             column.rowSize(), column.oneHot};
    if (!column.bytes().empty())
        layout.values = Values::Bytes;
    else if (column.floats().empty())
        layout.values = column.signal.type == ElementType::Int32 ? Values::Ids
            : column.oneHot > 0                                  ? Values::OneHot
                                                                 : Values::IdsAsNumbers;
    return layout;
}

std::span<const std::byte> keptValues(const Column& column)
{
    if (const auto bytes = column.bytes(); !bytes.empty())
        return std::as_bytes(bytes);
    const auto floats = column.floats();
    return floats.empty() ? std::as_bytes(column.ids()) : std::as_bytes(floats);
}

Batch gather(const Dataset& data, std::span<const std::string> columns, std::span<const std::int32_t> rows)
{
    Batch batch;
    for (const std::string& name : columns)
        if (const Column* column = data.column(name))
            batch[name] = gatherColumn(*column, rows);
    return batch;
}

} // namespace engine

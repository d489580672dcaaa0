#include "engine/datasets/dataset.h"

#include "engine/base/parallel.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace engine {

namespace {

// Pieces of this many elements: an ordinary batch is one piece, so that the loader's thread prepares it by
// itself and never waits for the threads that train.
constexpr std::int64_t grainElements = 1 << 18;

template <class T>
std::span<const T> valuesAs(const Column& column)
{
    const auto* shared = std::get_if<Shared<T>>(&column.data);
    return shared ? shared->values() : std::span<const T>();
}

void copySample(const std::uint8_t* from, float* to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]) / 255.0f;
}

template <class T>
void copySample(const T* from, T* to, std::int64_t count)
{
    std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(T));
}

template <class From, class To>
void copySamples(const From* from, To* to, std::int64_t sample, std::span<const std::int32_t> rows)
{
    const std::int64_t grain = std::max<std::int64_t>(1, grainElements / std::max<std::int64_t>(1, sample));
    parallelRanges(static_cast<std::int64_t>(rows.size()), grain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            copySample(from + rows[static_cast<std::size_t>(i)] * sample, to + i * sample, sample);
    });
}

Tensor gatherColumn(const Column& column, std::span<const std::int32_t> rows)
{
    const std::int64_t sample = column.signal.shape.elements();
    Tensor result(column.signal.shape.withBatch(static_cast<int>(rows.size())), column.signal.type);
    if (const auto bytes = column.bytes(); !bytes.empty())
        copySamples(bytes.data(), result.data(), sample, rows);
    else if (const auto floats = column.floats(); !floats.empty())
        copySamples(floats.data(), result.data(), sample, rows);
    else if (const auto ids = column.ids(); !ids.empty())
        copySamples(ids.data(), result.ids(), sample, rows);
    return result;
}

std::shared_ptr<const std::vector<std::int32_t>> firstRows(const std::vector<std::int32_t>& rows,
                                                           std::int64_t count)
{
    const auto kept = std::min<std::int64_t>(count, static_cast<std::int64_t>(rows.size()));
    return std::make_shared<const std::vector<std::int32_t>>(rows.begin(), rows.begin() + kept);
}

} // namespace

std::int64_t Column::rows() const
{
    const auto count = std::visit([](const auto& shared) { return shared.values().size(); }, data);
    return static_cast<std::int64_t>(count) / std::max<std::int64_t>(1, signal.shape.elements());
}

std::span<const std::uint8_t> Column::bytes() const
{
    return valuesAs<std::uint8_t>(*this);
}
std::span<const float> Column::floats() const
{
    return valuesAs<float>(*this);
}
std::span<const std::int32_t> Column::ids() const
{
    return valuesAs<std::int32_t>(*this);
}

Column reshaped(const Column& column, std::string name, const Shape& shape)
{
    assert(shape.elements() == column.signal.shape.elements());
    return {std::move(name), {shape, column.signal.type}, column.data, column.classes};
}

const Column* Dataset::column(const std::string& name) const
{
    if (!columns)
        return nullptr;
    const auto found =
        std::find_if(columns->begin(), columns->end(), [&](const Column& c) { return c.name == name; });
    return found == columns->end() ? nullptr : &*found;
}

const std::vector<std::int32_t>& Dataset::rows(Part part) const
{
    static const std::vector<std::int32_t> none;
    const auto& rows = part == Part::Train ? train : part == Part::Validation ? validation : test;
    return rows ? *rows : none;
}

const char* partName(Dataset::Part part)
{
    switch (part) {
    case Dataset::Part::Train:
        return "train";
    case Dataset::Part::Validation:
        return "validation";
    case Dataset::Part::Test:
        return "test";
    }
    return "";
}

Dataset limited(const Dataset& data, std::int64_t count)
{
    if (count <= 0)
        return data;
    Dataset result = data;
    result.train = firstRows(data.rows(Dataset::Part::Train), count);
    result.validation = firstRows(data.rows(Dataset::Part::Validation), count);
    result.test = firstRows(data.rows(Dataset::Part::Test), count);
    return result;
}

Dataset makeDataset(std::string id, std::vector<Column> columns, PartSizes sizes)
{
    const auto range = [](std::int64_t first, std::int64_t count) {
        std::vector<std::int32_t> rows(static_cast<std::size_t>(count));
        std::iota(rows.begin(), rows.end(), static_cast<std::int32_t>(first));
        return std::make_shared<const std::vector<std::int32_t>>(std::move(rows));
    };
    Dataset data;
    data.id = std::move(id);
    data.columns = std::make_shared<const std::vector<Column>>(std::move(columns));
    data.train = range(0, sizes.train);
    data.validation = range(sizes.train, sizes.validation);
    data.test = range(sizes.train + sizes.validation, sizes.test);
    return data;
}

Batch gather(const Dataset& data, std::span<const std::string> columns, std::span<const std::int32_t> rows)
{
    Batch batch;
    for (const std::string& name : columns)
        if (const Column* column = data.column(name))
            batch[name] = gatherColumn(*column, rows);
    return batch;
}

std::vector<std::int32_t> epochOrder(const Dataset& data, Dataset::Part part, bool shuffled, RandomKey key)
{
    std::vector<std::int32_t> order = data.rows(part);
    if (shuffled) // Fisher, Yates
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[key.below(i, i)]);
    return order;
}

} // namespace engine

#include "engine/datasets/dataset.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

template <class T>
std::span<const T> valuesAs(const Column& column)
{
    const auto* shared = std::get_if<Shared<T>>(&column.data);
    return shared ? shared->values() : std::span<const T>();
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
    const auto count = static_cast<std::int64_t>(
        std::visit([](const auto& shared) { return shared.values().size(); }, data));
    const std::int64_t last = count - first - rowSize(); // where the last row may begin, behind the first
    return last < 0 ? 0 : last / std::max<std::int64_t>(1, stride ? stride : rowSize()) + 1;
}

std::int64_t Column::rowSize() const
{
    return signal.shape.elements() / std::max(1, oneHot);
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
    Column result = column;
    result.name = std::move(name);
    result.signal.shape = shape;
    return result;
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

std::vector<std::int32_t> epochOrder(const Dataset& data, Dataset::Part part, bool shuffled, RandomKey key)
{
    std::vector<std::int32_t> order = data.rows(part);
    if (shuffled) // Fisher, Yates
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[key.below(i, i)]);
    return order;
}

} // namespace engine

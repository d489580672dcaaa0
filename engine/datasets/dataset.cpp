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

} // namespace

std::int64_t Column::rows() const
{
    if (const MadeIds* ids = made())
        return ids->rows();
    const auto count = static_cast<std::int64_t>(bytes().size() + floats().size() + ids().size()); // one kind
    const std::int64_t last = count - first - rowSize(); // where the last row may begin, behind the first
    return last < 0 ? 0 : last / std::max<std::int64_t>(1, stride ? stride : rowSize()) + 1;
}

std::int64_t Column::rowSize() const
{
    return signal.shape.elements() / std::max(1, oneHot);
}

const MadeIds* Column::made() const
{
    const auto* ids = std::get_if<std::shared_ptr<const MadeIds>>(&data);
    return ids ? ids->get() : nullptr;
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

const Rows& Dataset::rows(Part part) const
{
    return part == Part::Train ? train : part == Part::Validation ? validation : test;
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
    result.train = data.train.first(static_cast<std::size_t>(count));
    result.validation = data.validation.first(static_cast<std::size_t>(count));
    result.test = data.test.first(static_cast<std::size_t>(count));
    return result;
}

Dataset makeDataset(std::string id, std::vector<Column> columns, PartSizes sizes)
{
    const auto range = [](std::int64_t first, std::int64_t count) {
        std::vector<std::int32_t> rows(static_cast<std::size_t>(count));
        std::iota(rows.begin(), rows.end(), static_cast<std::int32_t>(first));
        return Rows(std::move(rows));
    };
    Dataset data;
    data.id = std::move(id);
    data.columns = std::make_shared<const std::vector<Column>>(std::move(columns));
    data.train = range(0, sizes.train);
    data.validation = range(sizes.train, sizes.validation);
    data.test = range(sizes.train + sizes.validation, sizes.test);
    return data;
}

Rows epochOrder(const Dataset& data, Dataset::Part part, bool shuffled, RandomKey key)
{
    return shuffled ? data.rows(part).shuffled(key) : data.rows(part);
}

} // namespace engine

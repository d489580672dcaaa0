#include "engine/base/text.h"
#include "engine/devices/op_cases.h"
#include "engine/ops/take_rows.h"

#include <array>
#include <cstring>

namespace engine {

namespace {

using Values = ops::ColumnLayout::Values;

constexpr std::array kindNames{"bytes", "floats", "ids", "ids as numbers", "one-hot"};

// A column of so many rows with gaps between them.
struct Column {
    Values values;
    int rows, size, gap, first;
    int taken;

    ops::ColumnLayout layout() const
    {
        return {.values = values,
                .first = first,
                .stride = size + gap,
                .size = size,
                .oneHot = values == Values::OneHot ? 7 : 0};
    }
    int elements() const
    {
        const int all = first + rows * (size + gap);
        return values == Values::Bytes ? (all + 3) / 4 : all;
    }
    // Ids from -1 to 8, so that some are beyond what is one-hot.
    Tensor data() const
    {
        if (values == Values::Floats)
            return uniformValues({elements()}, 1);
        Tensor ids = uniformIds({elements()}, 1, values == Values::Bytes ? 2'000'000'011 : 10);
        for (std::int64_t i = 0; values != Values::Bytes && i < ids.size(); ++i)
            --ids.ids()[i];
        return ids;
    }
    std::string name() const
    {
        return std::string(kindNames[std::size_t(values)]) + ", " + number(taken) + " of " + number(rows) +
            " x " + number(size) + ", " + number(gap) + " apart";
    }
};

OpCase taken(const Column& column)
{
    const auto run = [=](Device device) {
        const ops::ColumnLayout layout = column.layout();
        const auto type = column.values == Values::Ids ? ElementType::Int32 : ElementType::Float32;
        Tensor out = Tensor(Shape{column.taken, int(layout.sizeInBatch())}, type, device);
        ops::takeRows(column.data().to(device), uniformIds({column.taken}, 2, column.rows).to(device), layout,
                      out);
        return std::vector{out};
    };
    return {"takeRows", column.name(), run};
}

} // namespace

std::vector<OpCase> takeRowsCases()
{
    std::vector<OpCase> cases;
    for (const auto values :
         {Values::Bytes, Values::Floats, Values::Ids, Values::IdsAsNumbers, Values::OneHot})
        for (const Column& column : {Column{values, 1, 1, 0, 0, 1}, Column{values, 50, 13, 0, 3, 7},
                                     Column{values, 300, 28, 5, 1, 333}, Column{values, 9, 784, 2, 0, 40}})
            cases.push_back(taken(column));
    return cases;
}

} // namespace engine

// Tables of vectors, and the rows of them that a batch touches.
#include "engine/devices/cases_sequences.h"

#include "engine/base/text.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/embedding.h"
#include "engine/ops/rows.h"

namespace engine {

namespace {

using namespace ops;

struct Sizes {
    Shape ids;
    int rows, width;

    std::string text() const { return ids.text() + " of " + number(rows) + " x " + number(width); }
    // Some lie beyond the table, and one stands at every third place.
    Tensor drawn() const
    {
        Tensor drawn = uniformIds(ids, 1, rows + 2);
        for (std::int64_t i = 0; i < drawn.size(); ++i)
            drawn.ids()[i] = i % 3 == 1 ? rows / 2 : drawn.ids()[i] - 1;
        return drawn;
    }
    Shape found() const
    {
        Shape shape = ids;
        shape.append(width);
        return shape;
    }
};

OpCase lookedUp(const Sizes& sizes)
{
    return {"lookUp", sizes.text(), [=](Device device) {
                Tensor out = Tensor(sizes.found()).to(device);
                lookUp(uniformValues({sizes.rows, sizes.width}, 2).to(device), sizes.drawn().to(device), out);
                return std::vector{out};
            }};
}

OpCase lookedUpBack(const Sizes& sizes)
{
    return {"lookUpBackward", sizes.text(), [=](Device device) {
                Tensor gradTable = uniformValues({sizes.rows, sizes.width}, 3).to(device);
                lookUpBackward(uniformValues(sizes.found(), 2).to(device), sizes.drawn().to(device),
                               gradTable);
                return std::vector{gradTable};
            }};
}

OpCase maskedIds(const Shape& shape)
{
    return {"maskOfIds", shape.text(), [=](Device device) {
                Tensor mask = Tensor(shape).to(device);
                maskOfIds(uniformIds(shape, 1, 3).to(device), mask);
                return std::vector{mask};
            }};
}

// On the processor the rows are exactly those that are named; elsewhere places behind them hold -1.
Tensor padded(const Tensor& rows, const Sizes& sizes)
{
    const int length = int(std::min<std::int64_t>(sizes.ids.elements(), sizes.rows));
    Tensor all(Shape{length}, ElementType::Int32);
    const Tensor here = rows.to(Device::Cpu);
    for (int i = 0; i < length; ++i)
        all.ids()[i] = i < here.size() ? here.ids()[i] : -1;
    return all;
}

// Twice with the same scratch, which must tell nothing of the first ids.
OpCase distinct(const Sizes& sizes)
{
    return {"distinctRows", sizes.text(), [=](Device device) {
                Tensor seen, rows, places, again, placesAgain;
                const Tensor ids = sizes.drawn().to(device);
                distinctRows(ids, sizes.rows, seen, rows, places);
                const Tensor others = uniformIds(ids.shape(), 9, sizes.rows).to(device);
                distinctRows(others, sizes.rows, seen, again, placesAgain);
                return std::vector{padded(rows, sizes), places, padded(again, sizes), placesAgain};
            }};
}

OpCase added(const Sizes& sizes)
{
    return {"addToRows", sizes.text(), [=](Device device) {
                Tensor sums = uniformValues({sizes.rows, sizes.width}, 3).to(device);
                Tensor places = sizes.drawn();
                for (std::int64_t i = 0; i < places.size(); ++i)
                    places.ids()[i] = places.ids()[i] < sizes.rows ? places.ids()[i] : -1;
                addToRows(uniformValues(sizes.found(), 2).to(device), places.to(device), sums);
                return std::vector{sums};
            }};
}

} // namespace

std::vector<OpCase> embeddingCases()
{
    std::vector<OpCase> cases;
    for (const Sizes& sizes : {Sizes{{1}, 1, 1},
                               {{7}, 5, 3},
                               {{4, 9}, 100, 33},
                               {{1100}, 50, 2},
                               {{3, 5, 50}, 40, 130},
                               {{1300}, 700, 5}}) {
        cases.push_back(lookedUp(sizes));
        cases.push_back(lookedUpBack(sizes));
        cases.push_back(distinct(sizes));
        cases.push_back(added(sizes));
    }
    for (const Shape& shape : {Shape{1}, {5, 70}, {1000}})
        cases.push_back(maskedIds(shape));
    return cases;
}

} // namespace engine

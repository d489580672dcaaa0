#include "engine/devices/value_cases.h"
#include "engine/ops/dot.h"

namespace engine {

namespace {

// One row is so short that its length does not count.
Tensor rowsOf(const Shape& shape)
{
    Tensor x = uniformValues(shape, 1);
    for (int i = 0; i < shape.back(); ++i)
        x.data()[i] *= 1e-12f;
    return x;
}

Shape onePerRow(const Shape& shape)
{
    Shape rows = shape;
    rows.back() = 1;
    return rows;
}

void addDots(std::vector<OpCase>& cases, const Shape& shape)
{
    const Shape perRow = onePerRow(shape);
    cases.push_back({"dotRows", shape.text(), [=](Device device) {
                         Tensor products = unwritten(perRow, device);
                         ops::dotRows(inputOn(device, shape, 1), inputOn(device, shape, 2), products);
                         return std::vector{products};
                     }});
    cases.push_back({"dotRowsBackward", shape.text(), [=](Device device) {
                         Tensor gradA = unwritten(shape, device), gradB = unwritten(shape, device);
                         ops::dotRowsBackward(inputOn(device, shape, 1), inputOn(device, shape, 2),
                                              inputOn(device, perRow, 3), gradA, gradB);
                         return std::vector{gradA, gradB};
                     }});
}

void addUnits(std::vector<OpCase>& cases, const Shape& shape)
{
    const Shape perRow = onePerRow(shape);
    cases.push_back({"unitRows", shape.text(), [=](Device device) {
                         Tensor factors = unwritten(perRow, device), y = unwritten(shape, device);
                         ops::unitRows(rowsOf(shape).to(device), factors, y);
                         return std::vector{factors, y};
                     }});
    for (const bool inPlace : {false, true})
        cases.push_back(
            {"unitRowsBackward", shape.text() + (inPlace ? ", in place" : ""), [=](Device device) {
                 Tensor factors(perRow), y(shape);
                 ops::unitRows(rowsOf(shape), factors, y);
                 const Tensor gradY = inputOn(device, shape, 2);
                 Tensor gradX = inPlace ? gradY : unwritten(shape, device);
                 ops::unitRowsBackward(y.to(device), factors.to(device), gradY, gradX);
                 return std::vector{gradX};
             }});
}

} // namespace

std::vector<OpCase> rowCases()
{
    std::vector<OpCase> cases;
    for (const Shape& shape : {Shape{1, 1}, {3, 7}, {100, 64}, {5, 9, 33}, {700, 1}, {4, 1024}, {3, 5000}}) {
        addDots(cases, shape);
        addUnits(cases, shape);
    }
    return cases;
}

} // namespace engine

// Rows that are missing from sequences.
#include "engine/devices/cases_sequences.h"

#include "engine/base/text.h"
#include "engine/ops/missing_rows.h"

namespace engine {

namespace {

struct Rows {
    int count, width;
    std::string present; // "all", "none", "few", "last"

    std::string text() const { return number(count) + " x " + number(width) + ", there: " + present; }
    Tensor mask() const
    {
        Tensor mask = uniformValues(Shape{count}, 5, 0, 1);
        for (int i = 0; i < count; ++i) {
            float& here = mask.data()[i];
            here = present == "all" || (present == "few" && i > 1 && here > 0.7f) ||
                    (present == "last" && i + 1 == count)
                ? 1.0f
                : 0.0f;
        }
        return mask;
    }
};

OpCase filled(const Rows& rows, bool ids)
{
    return {"fillMissing", rows.text() + (ids ? ", ids" : ""), [=](Device device) {
                const Shape shape{rows.count, rows.width};
                const Tensor values = (ids ? uniformIds(shape, 1, 1000) : uniformValues(shape, 1)).to(device);
                Tensor all = Tensor::like(values), first = Tensor::like(values, {1, rows.width});
                ops::fillMissing(values, rows.mask().to(device), all, first);
                return std::vector{all, first};
            }};
}

OpCase counted(const Rows& rows)
{
    return {"countPresent", rows.text(), [=](Device device) {
                Tensor count(Shape(), ElementType::Float32, device);
                ops::countPresent(rows.mask().to(device), count);
                return std::vector{count};
            }};
}

OpCase left(const Rows& rows, int divisor, bool hasGradient)
{
    const std::string what =
        rows.text() + ", divisor " + number(divisor) + (hasGradient ? "" : ", no gradient");
    return {
        "leaveMissing", what, [=](Device device) {
            Tensor loss = Tensor::scalar(3).to(device);
            Tensor gradient = hasGradient ? uniformValues({rows.count, rows.width}, 1).to(device) : Tensor();
            ops::leaveMissing(rows.mask().to(device), Tensor::scalar(0.7f).to(device), divisor, loss,
                              gradient);
            return hasGradient ? std::vector{loss, gradient} : std::vector{loss};
        }};
}

} // namespace

std::vector<OpCase> missingRowCases()
{
    std::vector<OpCase> cases;
    for (const char* present : {"all", "none", "few", "last"})
        for (const Rows& rows :
             {Rows{1, 1, present}, {7, 3, present}, {1500, 2, present}, {33, 300, present}}) {
            cases.push_back(filled(rows, false));
            cases.push_back(filled(rows, true));
            cases.push_back(counted(rows));
            cases.push_back(left(rows, 0, true));
            cases.push_back(left(rows, 5, true));
            cases.push_back(left(rows, 0, false));
        }
    return cases;
}

} // namespace engine

#include "engine/devices/value_cases.h"
#include "engine/ops/decisions.h"

namespace engine {

namespace {

// A few different values only, so that many are equal.
Tensor coarse(const Shape& shape, std::uint64_t seed)
{
    Tensor x = uniformValues(shape, seed, 0, 1);
    for (float& value : x.values())
        value = float(int(value * 9)) / 8;
    return x;
}

enum class Target { Ids, Values, Single };

Tensor targetFor(const Shape& shape, Target kind)
{
    const Shape rows{int(shape.elements() / shape.back())};
    if (kind == Target::Values)
        return coarse(shape, 2);
    if (kind == Target::Single)
        return uniformValues(rows, 2, 0, 1);
    Tensor ids = uniformIds(rows, 2, shape.back());
    if (rows[0] > 2) {
        ids.ids()[1] = -1;
        ids.ids()[2] = shape.back();
    }
    return ids;
}

OpCase classes(const Shape& shape, Target kind)
{
    const char* const names[] = {", ids", ", values", ", single values"};
    return {"classHits", shape.text() + names[std::size_t(kind)], [=](Device device) {
                Tensor hits = unwritten({3}, device);
                ops::classHits(coarse(shape, 1).to(device), targetFor(shape, kind).to(device), hits);
                return std::vector{hits};
            }};
}

// Rows that begin with, contain or are all no numbers.
OpCase noNumbers(Target kind)
{
    return {"classHits", kind == Target::Ids ? "no numbers, ids" : "no numbers, values", [=](Device device) {
                const Shape shape{40, 5};
                const auto spoilt = [&](std::uint64_t seed) {
                    Tensor x = coarse(shape, seed);
                    for (std::size_t i = 0; i < std::size_t(x.size()); i += seed + 1)
                        x.values()[i] = std::numeric_limits<float>::quiet_NaN();
                    return x;
                };
                const Tensor target = kind == Target::Ids ? uniformIds({40}, 2, 5) : spoilt(3);
                Tensor hits = unwritten({3}, device);
                ops::classHits(spoilt(1).to(device), target.to(device), hits);
                return std::vector{hits};
            }};
}

} // namespace

std::vector<OpCase> decisionCases()
{
    std::vector<OpCase> cases{noNumbers(Target::Ids), noNumbers(Target::Values),
                              classes({1, 1}, Target::Single), classes({70, 1}, Target::Single)};
    for (const Shape& shape : {Shape{1, 2}, {100, 10}, {600, 6}, {3, 7, 33}, {5, 1024}, {4, 5000}, {0, 3}})
        for (const Target kind : {Target::Ids, Target::Values})
            cases.push_back(classes(shape, kind));
    for (const int size : {0, 1, 1000, 70001})
        for (const bool ids : {false, true})
            cases.push_back({"yesNoHits", number(size) + (ids ? ", ids" : ""), [=](Device device) {
                                 const Tensor target =
                                     ids ? uniformIds({size}, 2, 2) : uniformValues({size}, 2, 0, 1);
                                 Tensor hits = unwritten({}, device);
                                 ops::yesNoHits(inputOn(device, {size}, 1, 0, 1), target.to(device), hits);
                                 return std::vector{hits};
                             }});
    return cases;
}

} // namespace engine

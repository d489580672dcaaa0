#include "engine/devices/value_cases.h"
#include "engine/ops/normalize.h"

namespace engine {

namespace {

constexpr float epsilon = 1e-3f;

const std::vector<Shape> shapes{{1, 1}, {2, 3}, {100, 64}, {700, 1}, {4, 9, 9, 8}, {20000, 3}, {37, 1030}};

// Values around 5, so that a variance from squares would lose its digits.
Tensor inputOf(const Shape& shape, Device device)
{
    return inputOn(device, shape, 1, 4.9f, 5.1f);
}

// Of the columns, or empty.
Tensor scaling(const Shape& shape, bool wanted, std::uint64_t seed, Device device)
{
    return wanted ? inputOn(device, {shape.back()}, seed) : Tensor();
}

Shape onePerRow(const Shape& shape)
{
    return {int(shape.elements() / shape.back())};
}

std::string name(const Shape& shape, bool scaled)
{
    return shape.text() + (scaled ? ", scaled" : "");
}

void addBatchNorm(std::vector<OpCase>& cases, const Shape& shape, bool scaled)
{
    const Shape columns{shape.back()};
    cases.push_back({"batchNorm", name(shape, scaled), [=](Device device) {
                         Tensor mean = unwritten(columns, device), variance = unwritten(columns, device);
                         Tensor normalized = unwritten(shape, device), y = unwritten(shape, device);
                         ops::batchNorm(inputOf(shape, device), scaling(shape, scaled, 2, device),
                                        scaling(shape, scaled, 3, device), epsilon, mean, variance,
                                        normalized, y);
                         return std::vector{mean, variance, normalized, y};
                     }});
    cases.push_back({"batchNormBackward", name(shape, scaled), [=](Device device) {
                         Tensor gradGamma = scaling(shape, scaled, 4, device);
                         Tensor gradBeta = scaling(shape, scaled, 5, device);
                         Tensor gradX = unwritten(shape, device);
                         ops::batchNormBackward(inputOn(device, shape, 1, -2, 2),
                                                inputOn(device, columns, 2, 0.1f, 2),
                                                scaling(shape, scaled, 3, device), epsilon,
                                                inputOn(device, shape, 6), gradGamma, gradBeta, gradX);
                         return std::vector{gradGamma, gradBeta, gradX};
                     }});
    cases.push_back({"normalizeColumns", name(shape, scaled), [=](Device device) {
                         Tensor y = unwritten(shape, device);
                         ops::normalizeColumns(inputOn(device, shape, 1), inputOn(device, columns, 2),
                                               inputOn(device, columns, 3, 0, 2),
                                               scaling(shape, scaled, 4, device),
                                               scaling(shape, scaled, 5, device), epsilon, y);
                         return std::vector{y};
                     }});
}

void addLayerNorm(std::vector<OpCase>& cases, const Shape& shape, bool scaled)
{
    cases.push_back({"layerNorm", name(shape, scaled), [=](Device device) {
                         Tensor normalized = unwritten(shape, device), y = unwritten(shape, device);
                         Tensor inverse = unwritten(onePerRow(shape), device);
                         ops::layerNorm(inputOf(shape, device), scaling(shape, scaled, 2, device),
                                        scaling(shape, scaled, 3, device), epsilon, normalized, inverse, y);
                         return std::vector{normalized, inverse, y};
                     }});
    cases.push_back({"layerNormBackward", name(shape, scaled), [=](Device device) {
                         Tensor gradGamma = scaling(shape, scaled, 4, device);
                         Tensor gradBeta = scaling(shape, scaled, 5, device);
                         Tensor gradX = unwritten(shape, device);
                         ops::layerNormBackward(inputOn(device, shape, 1, -2, 2),
                                                inputOn(device, onePerRow(shape), 2, 0.1f, 2),
                                                scaling(shape, scaled, 3, device), inputOn(device, shape, 6),
                                                gradGamma, gradBeta, gradX);
                         return std::vector{gradGamma, gradBeta, gradX};
                     }});
}

void addMovingAverage(std::vector<OpCase>& cases, int size)
{
    cases.push_back({"movingAverage", number(size), [=](Device device) {
                         Tensor old = inputOn(device, {size}, 1);
                         ops::movingAverage(inputOn(device, {size}, 2), 0.9f, old);
                         return std::vector{old};
                     }});
}

} // namespace

std::vector<OpCase> normalizeCases()
{
    std::vector<OpCase> cases;
    for (const Shape& shape : shapes)
        for (const bool scaled : {false, true}) {
            addBatchNorm(cases, shape, scaled);
            if (shape[0] < 20000) // no more of its kind: rows are normalised one by one
                addLayerNorm(cases, shape, scaled);
        }
    for (const int size : {1, 64, 1000})
        addMovingAverage(cases, size);
    return cases;
}

} // namespace engine

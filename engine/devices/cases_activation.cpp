#include "engine/devices/value_cases.h"
#include "engine/ops/activation.h"

namespace engine {

namespace {

using ops::Activation;
using ops::ActivationSpec;

OpCase forward(const ActivationSpec& spec, const Shape& shape, bool biased, bool inPlace)
{
    const auto run = [=](Device device) {
        const Tensor x = inputOn(device, shape, 1, -6, 6);
        const Tensor bias = biased ? inputOn(device, {shape.back()}, 2) : Tensor();
        Tensor y = inPlace ? x : unwritten(shape, device);
        ops::activate(x, bias, spec, y);
        return std::vector{y};
    };
    return {"activate",
            shape.text() + ", " + ops::activationNames()[std::size_t(spec.kind)] + (biased ? ", bias" : "") +
                (inPlace ? ", in place" : ""),
            run};
}

OpCase backward(const ActivationSpec& spec, const Shape& shape, bool inPlace)
{
    const auto run = [=](Device device) {
        Tensor y(shape);
        ops::activate(uniformValues(shape, 1, -6, 6), {}, spec, y);
        const Tensor gradY = inputOn(device, shape, 2);
        Tensor gradX = inPlace ? gradY : unwritten(shape, device);
        ops::activateBackward(y.to(device), gradY, spec, gradX);
        return std::vector{gradX};
    };
    return {"activateBackward",
            shape.text() + ", " + ops::activationNames()[std::size_t(spec.kind)] +
                (inPlace ? ", in place" : ""),
            run};
}

// Logits so far apart that all but one of a row's exponentials vanish.
OpCase steepSoftmax()
{
    const auto run = [](Device device) {
        Tensor y = unwritten({9, 40}, device);
        ops::activate(inputOn(device, {9, 40}, 1, -300, 300), {}, {Activation::Softmax}, y);
        return std::vector{y};
    };
    return {"activate", "9 × 40, softmax of far logits", run};
}

// A value that is no number spoils itself alone, or its row.
OpCase noNumber(const ActivationSpec& spec)
{
    const auto run = [=](Device device) {
        Tensor x = uniformValues({6, 9}, 1, -3, 3);
        for (const std::size_t i : {0, 13, 26})
            x.values()[i] = std::numeric_limits<float>::quiet_NaN();
        Tensor y = inputOn(device, {6, 9}, 2);
        ops::activate(x.to(device), {}, spec, y);
        return std::vector{y};
    };
    return {"activate", "no numbers, " + ops::activationNames()[std::size_t(spec.kind)], run};
}

} // namespace

std::vector<OpCase> activationCases()
{
    std::vector<OpCase> cases{steepSoftmax()};
    for (std::size_t kind = 0; kind < ops::activationNames().size(); ++kind) {
        const ActivationSpec spec{Activation(kind), 0.7f, 0.2f};
        for (const Shape& shape : {Shape{1, 1}, {100, 10}, {7, 500}, {2, 3, 5, 17}, {0, 4}}) {
            cases.push_back(forward(spec, shape, false, false));
            cases.push_back(forward(spec, shape, true, false));
            cases.push_back(backward(spec, shape, false));
        }
        cases.push_back(noNumber(spec));
        cases.push_back(forward(spec, {33, 65}, true, true));
        cases.push_back(backward(spec, {33, 65}, true));
    }
    for (const int columns : {32, 33, 1024, 1025, 5000}) {
        cases.push_back(forward({Activation::Softmax}, {9, columns}, columns % 2 == 1, false));
        cases.push_back(backward({Activation::Softmax}, {9, columns}, columns % 2 == 1));
    }
    return cases;
}

} // namespace engine

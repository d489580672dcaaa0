// Recurrent cells over whole sequences, forward and back.
#include "engine/devices/cases_sequences.h"

#include "engine/base/text.h"
#include "engine/ops/recurrent.h"

#include <cmath>

namespace engine {

namespace {

using namespace ops;

struct Sizes {
    int batch, steps, features, units;
};

struct Change {
    std::string what;
    std::function<void(Recurrence&)> make = [](Recurrence&) {};
    bool everyStep = true; // y of every step, or of the last
    bool endState = true; // the state in the end is wanted, and a gradient arrives there
};

Recurrence recurrence(Cell cell, const Sizes& sizes)
{
    const int columns = gateCount(cell) * sizes.units;
    Recurrence given;
    given.cell = cell;
    given.x = uniformValues({sizes.batch, sizes.steps, sizes.features}, 1);
    const auto weights = [&](int rows, std::uint64_t seed) { // small enough that no activation runs away
        const float most = std::sqrt(1.0f / float(std::max(rows, 3)));
        return uniformValues({rows, columns}, seed, -most, most);
    };
    given.kernel = weights(sizes.features, 2);
    given.recurrentKernel = weights(sizes.units, 3);
    given.bias =
        uniformValues(cell == Cell::GruResetAfter ? Shape{2, columns} : Shape{columns}, 4, -0.5f, 0.5f);
    return given;
}

void setState(Recurrence& given)
{
    given.state = uniformValues(given.stateShape(), 5);
}

// Sequences with missing steps at their ends, with a gap, with no step at all, and whole ones.
void setMask(Recurrence& given)
{
    const int steps = given.steps();
    given.mask = Tensor({given.batch(), steps});
    for (int b = 0; b < given.batch(); ++b)
        for (int t = 0; t < steps; ++t) {
            const bool missing = b % 4 == 0 ? t == 0 || t + 1 == steps : b % 4 == 1 ? t == 1 : b % 4 == 2;
            given.mask.data()[std::int64_t{b} * steps + t] = missing ? 0.0f : 1.0f;
        }
}

void setFactors(Recurrence& given)
{
    const auto dropped = [](const Shape& shape, std::uint64_t seed) {
        Tensor factors = uniformValues(shape, seed, 0, 1);
        for (float& factor : factors.values())
            factor = factor < 0.4f ? 0.0f : 1 / 0.6f;
        return factors;
    };
    given.inputFactors = dropped({given.batch(), given.x.columns()}, 6);
    given.stateFactors = dropped({given.batch(), given.units()}, 7);
}

void setEverything(Recurrence& given)
{
    setState(given);
    setMask(given);
    setFactors(given);
    given.backwards = true;
}

Change activations(const std::string& what, const ActivationSpec& own, const ActivationSpec& recurrent)
{
    return {what, [=](Recurrence& given) {
                given.activation = own;
                given.recurrentActivation = recurrent;
            }};
}

std::vector<Change> changes()
{
    using Kind = Activation;
    const auto masked = [](Change change) {
        change.make = [make = change.make](Recurrence& given) { make(given), setMask(given); };
        return change;
    };
    return {
        {"no bias", [](Recurrence& g) { g.bias = {}; }},
        {"last output", [](Recurrence&) {}, false, false},
        {"last output and state", setMask, false},
        {"no state in the end", [](Recurrence&) {}, true, false},
        {"backwards", [](Recurrence& g) { g.backwards = true; }},
        {"backwards in order", [](Recurrence& g) { g.backwards = g.keepsOrder = true; }},
        {"initial state", setState},
        {"mask", setMask},
        {"dropout", setFactors},
        {"everything", setEverything},
        {"everything, last output", setEverything, false},
        activations("linear, softplus", {Kind::Linear}, {Kind::Softplus}),
        activations("relu, tanh", {Kind::Relu}, {Kind::Tanh}),
        activations("leaky relu, elu", {Kind::LeakyRelu, 1, 0.2f}, {Kind::Elu, 0.7f}),
        masked(activations("softmax, sigmoid", {Kind::Softmax}, {Kind::Sigmoid})),
        activations("sigmoid, softmax", {Kind::Sigmoid}, {Kind::Softmax}),
    };
}

void send(Recurrence& given, Device device)
{
    for (Tensor* tensor : {&given.x, &given.kernel, &given.recurrentKernel, &given.bias, &given.state,
                           &given.mask, &given.inputFactors, &given.stateFactors})
        *tensor = tensor->to(device);
}

Tensor like(const Recurrence& given, const Shape& shape)
{
    return Tensor::like(given.x, shape);
}

RecurrentOutput outputOf(const Recurrence& given, const Change& change)
{
    const int batch = given.batch(), units = given.units();
    RecurrentOutput output;
    output.y = like(given, change.everyStep ? Shape{batch, given.steps(), units} : Shape{batch, units});
    if (change.endState)
        output.state = like(given, given.stateShape());
    return output;
}

std::vector<Tensor> written(const std::vector<Tensor>& tensors)
{
    std::vector<Tensor> some;
    for (const Tensor& tensor : tensors)
        if (!tensor.empty())
            some.push_back(tensor);
    return some;
}

std::vector<Tensor> runForward(Recurrence given, const Change& change, Device device)
{
    send(given, device);
    RecurrentOutput output = outputOf(given, change);
    recur(given, output, nullptr);
    return written({output.y, output.state});
}

std::vector<Tensor> runBack(Recurrence given, const Change& change, Device device)
{
    send(given, device);
    RecurrentOutput output = outputOf(given, change);
    RecurrentMemory memory;
    recur(given, output, &memory);
    RecurrentOutput arriving{uniformValues(output.y.shape(), 11).to(device), {}};
    if (change.endState)
        arriving.state = uniformValues(output.state.shape(), 12).to(device);
    const auto same = [](const Tensor& tensor) { return tensor.empty() ? Tensor() : Tensor::like(tensor); };
    RecurrentGradients gradients{same(given.x), same(given.kernel), same(given.recurrentKernel),
                                 same(given.bias), same(given.state)};
    recurBackward(given, memory, arriving, gradients);
    return written(
        {gradients.x, gradients.kernel, gradients.recurrentKernel, gradients.bias, gradients.state});
}

void addCases(const std::string& cellName, Cell cell, const Sizes& sizes, const Change& change,
              std::vector<OpCase>& cases)
{
    const auto given = [=] {
        Recurrence made = recurrence(cell, sizes);
        change.make(made);
        return made;
    };
    const std::string what = cellName + ", " + number(sizes.batch) + " x " + number(sizes.steps) + " x " +
        number(sizes.features) + ", " + number(sizes.units) + (change.what.empty() ? "" : ", " + change.what);
    cases.push_back({"recur", what, [=](Device device) { return runForward(given(), change, device); }});
    cases.push_back({"recurBackward", what, [=](Device device) { return runBack(given(), change, device); }});
}

} // namespace

// Sizes: one of everything; more units than a warp has threads; two and four samples for a block; a recurrent
// kernel that registers do not hold; one for which every step has kernels of its own.
std::vector<OpCase> recurrentCases()
{
    const std::pair<std::string, Cell> cells[] = {{"SimpleRNN", Cell::SimpleRnn},
                                                  {"LSTM", Cell::Lstm},
                                                  {"GRU", Cell::Gru},
                                                  {"GRU reset after", Cell::GruResetAfter},
                                                  {"UGRNN", Cell::Ugrnn}};
    std::vector<OpCase> cases;
    for (const auto& [name, cell] : cells) {
        for (const Change& change : changes())
            addCases(name, cell, {5, 4, 3, 7}, change, cases);
        const Change everything{"everything", setEverything};
        for (const Sizes& sizes : {Sizes{1, 1, 1, 1}, Sizes{3, 5, 9, 37}, Sizes{131, 2, 2, 3}})
            addCases(name, cell, sizes, {}, cases);
        addCases(name, cell, {258, 3, 2, 5}, everything, cases);
        addCases(name, cell, {2, 3, 5, 110}, everything, cases);
        addCases(name, cell, {4, 3, 5, cell == Cell::SimpleRnn ? 520 : 260}, everything, cases);
        addCases(name, cell, {4, 2, 5, cell == Cell::SimpleRnn ? 520 : 260}, {}, cases);
    }
    addCases("LSTM", Cell::Lstm, {4, 28, 28, 128}, {"", [](Recurrence&) {}, false, false}, cases);
    return cases;
}

} // namespace engine

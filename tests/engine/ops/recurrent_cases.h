#pragma once

#include "engine/ops/recurrent.h"
#include "tests/engine/ops/reference.h"

// Every recurrent cell with every option.
namespace reference {

using namespace engine::ops;

struct Case {
    Recurrence given;
    bool sequence = true; // y of every step, or of the last
    bool endState = true; // the loss takes the state in the end, too

    RecurrentOutput output() const
    {
        const Shape all{given.batch(), given.steps(), given.units()}, last{given.batch(), given.units()};
        return {Tensor(sequence ? all : last), Tensor(given.stateShape())};
    }
    // What the loss multiplies the output with.
    RecurrentOutput weights() const
    {
        const RecurrentOutput like = output();
        return {randomTensor(like.y.shape(), 21), endState ? randomTensor(like.state.shape(), 22) : Tensor()};
    }
    RecurrentGradients gradients() const
    {
        const auto like = [](const Tensor& x) { return x.empty() ? Tensor() : Tensor::like(x); };
        return {like(given.x), like(given.kernel), like(given.recurrentKernel), like(given.bias),
                like(given.state)};
    }
};

struct Size {
    int batch = 3, steps = 4, features = 2, units = 3;
};

inline Case makeCase(Cell cell, const Size& size = {})
{
    const int columns = gateCount(cell) * size.units;
    Recurrence given;
    given.cell = cell;
    given.x = randomTensor({size.batch, size.steps, size.features}, 1);
    const auto weights = [&](int rows, std::uint64_t seed) { // small enough that no activation runs away
        const float most = 0.6f * std::sqrt(3.0f / float(std::max(rows, 3)));
        return randomTensor({rows, columns}, seed, -most, most);
    };
    given.kernel = weights(size.features, 2);
    given.recurrentKernel = weights(size.units, 3);
    given.bias =
        randomTensor(cell == Cell::GruResetAfter ? Shape{2, columns} : Shape{columns}, 4, -0.5f, 0.5f);
    return {given};
}

inline void setState(Case& c)
{
    c.given.state = randomTensor(c.given.stateShape(), 5);
}

// The first sample begins and ends with missing steps, the second has a gap, and the third misses all.
inline void setMask(Case& c)
{
    const int steps = c.given.steps();
    c.given.mask = Tensor({c.given.batch(), steps});
    for (int b = 0; b < c.given.batch(); ++b)
        for (int t = 0; t < steps; ++t) {
            const bool missing = b % 4 == 0 ? t == 0 || t + 1 == steps : b % 4 == 1 ? t == 1 : b % 4 == 2;
            c.given.mask.values()[std::size_t(b * steps + t)] = missing ? 0.0f : 1.0f;
        }
}

inline void setFactors(Case& c)
{
    const auto dropped = [](const Shape& shape, std::uint64_t seed) {
        Tensor factors = randomTensor(shape, seed, 0, 1);
        for (float& factor : factors.values())
            factor = factor < 0.4f ? 0.0f : 1 / 0.6f;
        return factors;
    };
    c.given.inputFactors = dropped({c.given.batch(), c.given.x.columns()}, 6);
    c.given.stateFactors = dropped({c.given.batch(), c.given.units()}, 7);
}

constexpr std::pair<Cell, const char*> cells[] = {{Cell::SimpleRnn, "SimpleRNN"},
                                                  {Cell::Lstm, "LSTM"},
                                                  {Cell::Gru, "GRU"},
                                                  {Cell::GruResetAfter, "GRU reset after"},
                                                  {Cell::Ugrnn, "UGRNN"}};

using Change = std::function<void(Case&)>;
inline const std::pair<const char*, Change> changes[] = {
    {"initial settings", [](Case&) {}},
    {"no bias", [](Case& c) { c.given.bias = {}; }},
    {"last output", [](Case& c) { c.sequence = c.endState = false; }},
    {"last output and state", [](Case& c) { c.sequence = false; }},
    {"no gradient of the state", [](Case& c) { c.endState = false; }},
    {"backwards", [](Case& c) { c.given.backwards = true; }},
    {"backwards in order", [](Case& c) { c.given.backwards = c.given.keepsOrder = true; }},
    {"initial state", setState},
    {"mask", setMask},
    {"dropout", setFactors},
    {"everything",
     [](Case& c) {
         setState(c);
         setMask(c);
         setFactors(c);
         c.given.backwards = c.given.keepsOrder = true;
     }},
    {"everything, last output",
     [](Case& c) {
         setState(c);
         setMask(c);
         setFactors(c);
         c.given.backwards = true;
         c.sequence = false;
     }},
    {"linear", [](Case& c) { c.given.activation = {Activation::Linear}; }},
    {"sigmoid", [](Case& c) { c.given.activation = {Activation::Sigmoid}; }},
    {"relu", [](Case& c) { c.given.activation = {Activation::Relu}; }},
    {"rare activations",
     [](Case& c) {
         c.given.activation = {Activation::Elu, 0.7f};
         c.given.recurrentActivation = {Activation::Softplus};
     }},
    {"more rare activations",
     [](Case& c) {
         setMask(c);
         c.given.activation = {Activation::Softmax};
         c.given.recurrentActivation = {Activation::Tanh};
     }},
    {"other activations",
     [](Case& c) {
         c.given.activation = {Activation::LeakyRelu};
         c.given.recurrentActivation = {Activation::Linear};
     }},
};

} // namespace reference

#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"
#include "engine/ops/convolution.h"

namespace engine {

namespace {

using ops::Activation;

struct Setting {
    WindowCase over;
    int batch, in, out;
    Activation activation = Activation::Linear;
    bool bias = true;

    ops::Window window() const { return over.window(); }
    ops::ActivationSpec spec() const { return {activation, 0.7f, 0.2f}; }
    Tensor x() const { return uniformValues({batch, over.picture.rows, over.picture.columns, in}, 1); }
    Tensor kernel() const { return uniformValues({over.size.rows, over.size.columns, in, out}, 2); }
    Tensor biases() const { return bias ? uniformValues({out}, 3) : Tensor(); }
    Shape maps() const { return {batch, window().rows.output, window().columns.output, out}; }
    std::string name() const
    {
        return number(batch) + " x " + over.name() + ", " + number(in) + " to " + number(out) + ", " +
            ops::activationNames()[std::size_t(activation)];
    }
};

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> all{
        {{{1, 1}, {1, 1}}, 1, 1, 1},
        {{{28, 28}, {5, 5}}, 3, 1, 20, Activation::Relu},
        {{{12, 12}, {5, 5}}, 5, 20, 50, Activation::Tanh},
        {{{7, 6}, {4, 4}, {2, 3}, {1, 1}, true}, 4, 3, 17, Activation::Elu},
        {{{9, 11}, {3, 3}, {1, 1}, {2, 2}, true}, 3, 5, 33, Activation::Sigmoid},
        {{{11, 8}, {2, 1}, {3, 2}}, 2, 7, 5, Activation::Softplus, false},
        {{{13, 9}, {3, 4}, {2, 2}, {2, 1}}, 2, 2, 6, Activation::LeakyRelu},
        {{{10, 12}, {3, 3}, {4, 6}, {2, 4}, true}, 2, 3, 4, Activation::Relu, false},
        {{{3, 4}, {2, 2}}, 3, 2, 5, Activation::Softmax},
        {{{2, 3}, {5, 7}, {1, 1}, {1, 1}, true}, 2, 3, 2},
        {{{14, 14}, {3, 3}, {1, 1}, {1, 1}, true},
         3,
         16,
         1,
         Activation::Sigmoid}, // fewer filters than channels
        {{{9, 12}, {2, 3}, {1, 1}, {2, 1}}, 2, 90, 3, Activation::Relu},
        {{{8, 8}, {3, 3}, {1, 1}, {1, 1}, true}, 3, 40, 96, Activation::Linear, false},
        {{{32, 32}, {3, 3}, {1, 1}, {1, 1}, true},
         33,
         2,
         8,
         Activation::Relu}, // enough for the largest tiles
        {{{32, 32}, {2, 2}, {1, 1}, {1, 1}, true}, 17, 3, 65, Activation::Relu},
    };
    return all;
}

// So many values in all windows that the way back takes another path.
const std::vector<Setting>& manyValues()
{
    static const std::vector<Setting> all{
        {{{64, 64}, {3, 3}, {1, 1}, {1, 1}, true}, 1, 240, 3},
        {{{66, 97}, {4, 3}, {2, 3}}, 2, 345, 2},
        {{{40, 40}, {9, 9}, {1, 1}, {2, 1}, true}, 5, 14, 9},
        {{{80, 130}, {9, 9}, {4, 6}, {2, 4}, true}, 3, 80, 3},
        {{{90, 90}, {2, 5}, {3, 2}}, 10, 66, 1},
    };
    return all;
}

OpCase forward(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y = unwritten(s.maps(), device);
        ops::convolve(s.x().to(device), s.kernel().to(device), s.window(), s.biases().to(device), s.spec(),
                      y);
        return std::vector{y};
    };
    return {"convolve", s.name(), run};
}

OpCase transposed(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor x = unwritten(s.x().shape(), device);
        ops::convolveTransposed(uniformValues(s.maps(), 4).to(device), s.kernel().to(device), s.window(), x);
        return std::vector{x};
    };
    return {"convolveTransposed", s.name(), run};
}

struct Wanted {
    bool kernel, bias, x;
};

OpCase backward(const Setting& s, const Wanted& wanted, const std::string& what)
{
    const auto run = [s, wanted](Device device) {
        Tensor y(s.maps());
        ops::convolve(s.x(), s.kernel(), s.window(), s.biases(), s.spec(), y);
        Tensor gradY = uniformValues(s.maps(), 4).to(device);
        ops::ConvolutionGradients gradients;
        if (wanted.kernel)
            gradients.kernel = unwritten(s.kernel().shape(), device);
        if (wanted.bias)
            gradients.bias = unwritten({s.out}, device);
        if (wanted.x)
            gradients.x = unwritten(s.x().shape(), device);
        const bool linear = s.activation == Activation::Linear;
        ops::convolveBackward(s.x().to(device), s.kernel().to(device), s.window(),
                              linear ? Tensor() : y.to(device), s.spec(), gradY, gradients);
        std::vector<Tensor> written{gradY};
        for (const Tensor& gradient : {gradients.kernel, gradients.bias, gradients.x})
            if (!gradient.empty())
                written.push_back(gradient);
        return written;
    };
    return {"convolveBackward", s.name() + what, run};
}

} // namespace

std::vector<OpCase> convolutionCases()
{
    std::vector<OpCase> cases;
    for (const Setting& s : settings()) {
        cases.push_back(forward(s));
        cases.push_back(transposed(s));
        cases.push_back(backward(s, {true, s.bias, true}, ""));
    }
    for (const Setting& s : manyValues())
        cases.push_back(transposed(s));
    const Setting& some = settings()[3];
    cases.push_back(backward(some, {true, false, false}, ", kernel only"));
    cases.push_back(backward(some, {false, true, false}, ", bias only"));
    cases.push_back(backward(some, {false, false, true}, ", input only"));
    return cases;
}

} // namespace engine

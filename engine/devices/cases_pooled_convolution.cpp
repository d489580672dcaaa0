#include "engine/base/text.h"
#include "engine/devices/picture_cases.h"
#include "engine/ops/convolution.h"

namespace engine {

namespace {

using ops::Activation;

struct Setting {
    WindowCase over, pool; // pool.picture: of the maps
    int batch, in, out;
    Activation activation = Activation::Linear;

    ops::ActivationSpec spec() const { return {activation, 0.7f, 0.2f}; }
    Tensor x() const { return uniformValues({batch, over.picture.rows, over.picture.columns, in}, 1); }
    Tensor kernel() const { return uniformValues({over.size.rows, over.size.columns, in, out}, 2); }
    Tensor bias() const { return uniformValues({out}, 3); }
    Shape pooled() const
    {
        const ops::Window window = pool.window();
        return {batch, window.rows.output, window.columns.output, out};
    }
    // Its last bytes, which nobody writes, are 0.
    Tensor chosen(Device device) const
    {
        return Tensor::zeros(ops::chosenByConvolution(Tensor(pooled())).shape(), ElementType::Int32, device);
    }
    std::string name() const
    {
        return number(batch) + " x " + over.name() + ", " + number(in) + " to " + number(out) + ", " +
            ops::activationNames()[std::size_t(activation)] + ", pool " + pool.name();
    }
};

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> all{
        {{{12, 12}, {5, 5}}, {{8, 8}, {2, 2}, {2, 2}}, 3, 1, 20, Activation::Relu},
        {{{6, 7}, {3, 3}, {1, 1}, {1, 1}, true},
         {{6, 7}, {2, 3}, {2, 3}, {1, 1}, true},
         3,
         2,
         5,
         Activation::Tanh},
        {{{9, 9}, {3, 3}, {2, 2}}, {{4, 4}, {1, 2}, {3, 2}}, 2, 3, 7, Activation::Elu}, // gaps
        {{{5, 5}, {2, 2}}, {{4, 4}, {4, 4}, {4, 4}}, 2, 2, 3},
        {{{5, 5}, {2, 2}}, {{4, 4}, {3, 3}, {3, 3}}, 2, 2, 33, Activation::LeakyRelu}, // a rest
    };
    return all;
}

OpCase forward(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y = unwritten(s.pooled(), device), chosen = s.chosen(device);
        ops::convolveAndPool(s.x().to(device), s.kernel().to(device), s.over.window(), s.bias().to(device),
                             s.spec(), s.pool.window(), y, chosen);
        return std::vector{y, chosen};
    };
    return {"convolveAndPool", s.name(), run};
}

OpCase backward(const Setting& s)
{
    const auto run = [s](Device device) {
        Tensor y(s.pooled()), chosen = s.chosen(Device::Cpu);
        ops::convolveAndPool(s.x(), s.kernel(), s.over.window(), s.bias(), s.spec(), s.pool.window(), y,
                             chosen);
        Tensor gradY = uniformValues(s.pooled(), 4).to(device);
        ops::ConvolutionGradients gradients{unwritten(s.kernel().shape(), device), unwritten({s.out}, device),
                                            unwritten(s.x().shape(), device)};
        ops::convolveAndPoolBackward(s.x().to(device), s.kernel().to(device), s.over.window(), y.to(device),
                                     s.spec(), s.pool.window(), chosen.to(device), gradY, gradients);
        return std::vector{gradY, gradients.kernel, gradients.bias, gradients.x};
    };
    return {"convolveAndPoolBackward", s.name(), run};
}

} // namespace

std::vector<OpCase> pooledConvolutionCases()
{
    std::vector<OpCase> cases;
    for (const Setting& s : settings()) {
        cases.push_back(forward(s));
        cases.push_back(backward(s));
    }
    return cases;
}

} // namespace engine

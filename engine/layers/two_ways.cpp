#include "engine/layers/two_ways.h"

#include "engine/ops/elementwise.h"

#include <array>

namespace engine {

namespace {

Tensor half(const Tensor& both, int which)
{
    if (both.empty())
        return {};
    Shape shape = both.shape();
    shape.back() /= 2;
    Tensor one = Tensor::like(both, shape);
    ops::copyColumns(both, which * shape.back(), shape.back(), 0, one, 0);
    return one;
}

Tensor sideBySide(const Tensor& first, const Tensor& second)
{
    Shape shape = first.shape();
    shape.back() *= 2;
    Tensor both = Tensor::like(first, shape);
    ops::copyColumns(first, 0, first.columns(), 0, both, 0);
    ops::copyColumns(second, 0, second.columns(), 0, both, first.columns());
    return both;
}

class TwoWays final : public Layer {
public:
    TwoWays(std::array<std::unique_ptr<Layer>, 2> layers, const std::string& merge) : m_merge(merge)
    {
        for (std::size_t i = 0; i < 2; ++i) {
            const std::string prefix = i == 0 ? "forward_" : "backward_";
            m_ways[i].layer = std::move(layers[i]);
            m_ways[i].first = m_parameters.size();
            for (Parameter parameter : m_ways[i].layer->parameters()) {
                parameter.name = prefix + parameter.name;
                m_parameters.push_back(parameter);
            }
            for (KeptState state : m_ways[i].layer->state()) {
                state.name = prefix + state.name;
                m_kept.push_back(state);
            }
        }
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        for (int i = 0; i < 2; ++i) {
            Way& way = m_ways[std::size_t(i)];
            share(i);
            std::vector<Tensor> given{inputs[0]};
            if (inputs.size() > 1)
                given.push_back(half(inputs[1], i));
            way.pass = pass;
            way.pass.key = pass.key.with(std::uint64_t(i));
            if (pass.noise)
                way.pass.noise = &(way.noise = half(*pass.noise, i));
            way.layer->forward(given, way.outputs, way.pass);
            if (!m_kept.empty())
                m_kept[std::size_t(i)].value = way.layer->state()[0].value;
        }
        outputs[0] = merged(m_ways[0].outputs[0], m_ways[1].outputs[0]);
        outputs[1] = sideBySide(m_ways[0].outputs[1], m_ways[1].outputs[1]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        std::array<std::vector<Tensor>, 2> arriving;
        std::array<std::vector<Tensor>, 2> leaving;
        for (int i = 0; i < 2; ++i)
            arriving[std::size_t(i)] = {unmerged(outputGradients[0], i), half(outputGradients[1], i)};
        for (std::size_t i = 0; i < 2; ++i) {
            leaving[i].resize(inputGradients.size());
            Pass own = m_ways[i].pass;
            own.inputGradients = pass.inputGradients;
            own.frozen = pass.frozen;
            m_ways[i].layer->backward(arriving[i], leaving[i], own);
        }
        if (!pass.inputGradients)
            return;
        inputGradients[0] = leaving[0][0];
        ops::accumulate(leaving[1][0], 1, inputGradients[0]);
        if (inputGradients.size() > 1)
            inputGradients[1] = sideBySide(leaving[0][1], leaving[1][1]);
    }

    std::span<Parameter> parameters() override { return m_parameters; }
    std::span<KeptState> state() override { return m_kept; }

    void initialize(RandomKey key) override
    {
        for (int i = 0; i < 2; ++i) {
            share(i);
            m_ways[std::size_t(i)].layer->initialize(key.with(std::uint64_t(i)));
        }
    }

private:
    struct Way {
        std::unique_ptr<Layer> layer;
        std::size_t first = 0; // of its parameters
        std::vector<Tensor> outputs{2};
        Tensor noise;
        Pass pass;
    };

    // What the outside sees is what the layer within works with.
    void share(int i)
    {
        Way& way = m_ways[std::size_t(i)];
        const std::span<Parameter> own = way.layer->parameters();
        for (std::size_t k = 0; k < own.size(); ++k) {
            own[k].value = m_parameters[way.first + k].value;
            own[k].gradient = m_parameters[way.first + k].gradient;
        }
        if (!m_kept.empty())
            way.layer->state()[0].value = m_kept[std::size_t(i)].value;
    }

    Tensor merged(const Tensor& a, const Tensor& b) const
    {
        if (m_merge == "concat")
            return sideBySide(a, b);
        Tensor y = Tensor::like(a);
        if (m_merge == "product")
            ops::multiply(a, b, y);
        else
            ops::add(a, b, y);
        if (m_merge == "mean")
            ops::affine(y, 0.5f, 0, y);
        return y;
    }

    // A gradient of its own for each way, which may overwrite it.
    Tensor unmerged(const Tensor& gradient, int i) const
    {
        if (gradient.empty() || m_merge == "concat")
            return half(gradient, i);
        Tensor own = Tensor::like(gradient);
        if (m_merge == "product")
            ops::multiply(gradient, m_ways[std::size_t(1 - i)].outputs[0], own);
        else
            ops::affine(gradient, m_merge == "mean" ? 0.5f : 1.0f, 0, own);
        return own;
    }

    std::string m_merge;
    std::array<Way, 2> m_ways;
    std::vector<Parameter> m_parameters;
    std::vector<KeptState> m_kept;
};

} // namespace

std::unique_ptr<Layer> bothWays(std::unique_ptr<Layer> forward, std::unique_ptr<Layer> backward,
                                const std::string& merge)
{
    return std::make_unique<TwoWays>(std::array{std::move(forward), std::move(backward)}, merge);
}

} // namespace engine

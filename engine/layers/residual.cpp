// Residual: adds a layer's input to what it gives, so that the layer learns the difference only (He et al.
// 2016).
#include "engine/layers/inner_layer.h"
#include "engine/ops/elementwise.h"

#include <algorithm>

namespace engine::layers {

LayerType simple_rnn();
LayerType lstm();
LayerType gru();
LayerType ugrnn();
LayerType bidirectional();
LayerType dense();
LayerType conv2d();
LayerType time_distributed();

namespace {

struct Options {
    InnerChoice inner{.layer = "dense"};
};

const InnerLayers& layersWithin()
{
    static const InnerLayers layers(
        {simple_rnn(), lstm(), gru(), ugrnn(), bidirectional(), dense(), conv2d(), time_distributed()});
    return layers;
}

class Residual final : public Layer {
public:
    Residual(std::unique_ptr<Layer> inner, std::size_t outputs)
        : m_inner(std::move(inner)), m_outputs(outputs), m_gradients(outputs)
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_inner->forward(inputs, m_outputs, pass);
        outputs[0] = Tensor::like(inputs[0]);
        ops::add(inputs[0], m_outputs[0], outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        // The layer within may write over what arrives.
        const Tensor around = pass.inputGradients ? outputGradients[0].clone() : Tensor();
        m_gradients[0] = outputGradients[0];
        m_inner->backward(m_gradients, inputGradients, pass);
        if (pass.inputGradients)
            ops::accumulate(around, 1, inputGradients[0]);
    }

    std::span<Parameter> parameters() override { return m_inner->parameters(); }
    std::span<KeptState> state() override { return m_inner->state(); }
    Tensor ownLoss() const override { return m_inner->ownLoss(); }
    void initialize(RandomKey key) override { m_inner->initialize(key); }

private:
    std::unique_ptr<Layer> m_inner;
    std::vector<Tensor> m_outputs, m_gradients; // of a state nothing arrives
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    Result<Signals> out = layersWithin().infer(options.inner, in);
    if (!out)
        return out;
    const Shape &x = in[0].shape, &y = (*out)[0].shape;
    if (x == y)
        return Signals{in[0]};
    const std::string& within = layersWithin().type(options.inner).title;
    if (x.rank() == 2 && y.rank() == 1)
        return Problem{
            TR("Residual adds what %1 gives to every step of its input; switch \"Return sequences\" "
               "on."),
            {within}};
    return Problem{
        TR("Residual adds what %1 gives to its input, but these are %2 and %3; choose settings that "
           "keep the shape."),
        {within, y.text(), x.text()}};
}

std::vector<LayerType::Example> examples()
{
    const std::int64_t three = 3;
    return {
        {{}, {{{64}}}},
        {{{"dense_units", three}, {"dense_activation", "tanh"}, {"activity_l2", 0.2}}, {{{3}}}},
        {{{"layer", "lstm"}, {"units", three}, {"return_sequences", true}, {"dropout", 0.3}}, {{{4, 3}}}},
        {{{"layer", "gru"}, {"units", three}, {"return_sequences", true}, {"stateful", true}}, {{{3, 3}}}},
        {{{"layer", "bidirectional"}, {"units", three}, {"merge", "sum"}, {"return_sequences", true}},
         {{{4, 3}}}},
        {{{"layer", "time_distributed"}, {"time_distributed_units", three}}, {{{2, 3}}}},
        {{{"layer", "conv2d"}, {"filters", std::int64_t{2}}, {"padding", "same"}}, {{{3, 3, 2}}}},
    };
}

} // namespace

LayerType residual()
{
    const InnerLayers& within = layersWithin();
    return describe<Options>({
        .id = "residual",
        .title = TR("Residual"),
        .summary =
            TR("Adds its input to what the layer within gives, which then only learns the difference."),
        .category = Category::Merge,
        .fields = within.fields(&Options::inner),
        .infer = infer,
        .parameters = [&](const Options& o, const Signals& in) { return within.parameters(o.inner, in); },
        .multiplyAdds = [&](const Options& o, const Signals& in) { return within.multiplyAdds(o.inner, in); },
        .build =
            [&](const Options& o, const Signals& in) {
                return std::make_unique<Residual>(within.build(o.inner, in),
                                                  within.type(o.inner).outputs.size());
            },
        .settings = [&](const Options& o) { return within.settings(o.inner); },
        .noiseShape = [&](const Options& o, const Signals& in) { return within.noiseShape(o.inner, in); },
        .examples = examples(),
    });
}

} // namespace engine::layers

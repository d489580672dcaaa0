// Layer normalisation: the last axis of every sample gets mean 0 and variance 1, then a scale and a centre
// for each of its places (Ba, Kiros, Hinton 2016).
#include "engine/layers/describe.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/normalize.h"

namespace engine::layers {

namespace {

struct Options {
    double epsilon = 1e-3;
    bool center = true, scale = true;
};

std::vector<ParameterShape> parameters(const Options& options, const Signals& in)
{
    std::vector<ParameterShape> shapes;
    if (options.scale)
        shapes.push_back({"gamma", {in[0].shape.back()}});
    if (options.center)
        shapes.push_back({"beta", {in[0].shape.back()}});
    return shapes;
}

class LayerNormalization final : public Layer {
public:
    LayerNormalization(const Options& options, const Signals& in) : m_options(options)
    {
        for (const ParameterShape& p : layers::parameters(options, in))
            m_parameters.push_back({p.name, Tensor::zeros(p.shape), Tensor::zeros(p.shape)});
        LayerNormalization::initialize({});
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        const Tensor& x = inputs[0];
        outputs[0] = Tensor::like(x);
        m_normalized = Tensor::like(x);
        m_inverse = Tensor::like(x, {static_cast<int>(x.size() / x.columns())});
        ops::layerNorm(x, gamma(), beta(), float(m_options.epsilon), m_normalized, m_inverse, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor gradGamma = m_options.scale && !pass.frozen ? m_parameters[0].gradient : Tensor();
        Tensor gradBeta =
            m_options.center && !pass.frozen ? m_parameters[m_options.scale].gradient : Tensor();
        for (Tensor* gradient : {&gradGamma, &gradBeta})
            if (!gradient->empty())
                ops::fill(*gradient, 0);
        Tensor gradX = Tensor::like(outputGradients[0]);
        ops::layerNormBackward(m_normalized, m_inverse, gamma(), outputGradients[0], gradGamma, gradBeta,
                               gradX);
        if (pass.inputGradients)
            inputGradients[0] = gradX;
    }

    std::span<Parameter> parameters() override { return m_parameters; }

    void initialize(RandomKey) override
    {
        for (Parameter& p : m_parameters)
            ops::fill(p.value, p.name == "gamma" ? 1 : 0);
    }

private:
    Tensor gamma() const { return m_options.scale ? m_parameters[0].value : Tensor(); }
    Tensor beta() const { return m_options.center ? m_parameters[m_options.scale].value : Tensor(); }

    Options m_options;
    std::vector<Parameter> m_parameters;
    Tensor m_normalized, m_inverse;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Layer normalisation"), in); !fit)
        return fit.problem();
    if (in[0].shape.empty())
        return Problem{
            TR("Layer normalisation needs an axis to normalise, but a single value arrives here.")};
    return in;
}

} // namespace

LayerType layer_normalization()
{
    return describe<Options>({
        .id = "layer_normalization",
        .title = TR("Layer normalisation"),
        .summary =
            TR("Gives the last axis of every sample mean 0 and variance 1, then a scale and a centre that it "
               "learns."),
        .category = Category::Normalization,
        .icon = "layer-norm",
        .fields = {field("epsilon", &Options::epsilon, TR("Epsilon"), {.min = 1e-9, .max = 1, .step = 0.001},
                         {}, TR("Added to the variance, so that nothing is divided by zero.")),
                   field("center", &Options::center, TR("Centre"), {}, {},
                         TR("Adds a number that each place learns.")),
                   field("scale", &Options::scale, TR("Scale"), {}, {},
                         TR("Multiplies by a number that each place learns."))},
        .infer = infer,
        .parameters = parameters,
        .multiplyAdds = [](const Options&, const Signals& in) { return 2 * boundedElements(in[0].shape); },
        .build = [](const Options& o,
                    const Signals& in) { return std::make_unique<LayerNormalization>(o, in); },
        .examples = {{{}, {{{6}}}},
                     {{{"epsilon", 0.1}}, {{{3, 2, 5}}}},
                     {{{"center", false}}, {{{4, 3}}}},
                     {{{"scale", false}}, {{{4, 3}}}},
                     {{{"scale", false}, {"center", false}}, {{{33}}}}},
    });
}

} // namespace engine::layers

// Batch normalisation: every channel gets mean 0 and variance 1 over the batch, then a scale and a centre of
// its own (Ioffe, Szegedy 2015). Keras' definition: moving averages of the biased variance, momentum on the
// old value.
#include "engine/layers/describe.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/normalize.h"

namespace engine::layers {

namespace {

struct Options {
    double momentum = 0.99;
    double epsilon = 1e-3;
    bool center = true, scale = true;
};

std::vector<ParameterShape> parameters(const Options& options, const Signals& in)
{
    const Shape channels{in[0].shape.back()};
    std::vector<ParameterShape> shapes;
    if (options.scale)
        shapes.push_back({"gamma", channels});
    if (options.center)
        shapes.push_back({"beta", channels});
    shapes.push_back({"moving_mean", channels, false});
    shapes.push_back({"moving_variance", channels, false});
    return shapes;
}

class BatchNormalization final : public Layer {
public:
    BatchNormalization(const Options& options, const Signals& in)
        : m_options(options), m_mean(Tensor::zeros({in[0].shape.back()})), m_variance(Tensor::like(m_mean))
    {
        for (const ParameterShape& p : layers::parameters(options, in))
            m_parameters.push_back({p.name, Tensor::zeros(p.shape),
                                    p.trainable ? Tensor::zeros(p.shape) : Tensor(), p.trainable});
        BatchNormalization::initialize({});
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        const Tensor& x = inputs[0];
        m_batch = pass.training && !pass.frozen;
        outputs[0] = Tensor::like(x);
        if (!m_batch) {
            ops::normalizeColumns(x, movingMean(), movingVariance(), gamma(), beta(), epsilon(), outputs[0]);
            return;
        }
        for (Tensor* of : {&m_mean, &m_variance})
            *of = of->to(x.device());
        m_normalized = Tensor::like(x);
        ops::batchNorm(x, gamma(), beta(), epsilon(), m_mean, m_variance, m_normalized, outputs[0]);
        ops::movingAverage(m_mean, float(m_options.momentum), movingMean());
        ops::movingAverage(m_variance, float(m_options.momentum), movingVariance());
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor& gradY = outputGradients[0];
        if (!m_batch) { // fixed statistics: a linear map
            if (pass.inputGradients)
                ops::normalizeColumns(gradY, zeroMean(gradY.device()), movingVariance(), gamma(), {},
                                      epsilon(), inputGradients[0] = Tensor::like(gradY));
            return;
        }
        Tensor gradGamma = m_options.scale ? m_parameters[0].gradient : Tensor();
        Tensor gradBeta = m_options.center ? m_parameters[m_options.scale].gradient : Tensor();
        for (Tensor* gradient : {&gradGamma, &gradBeta})
            if (!gradient->empty())
                ops::fill(*gradient, 0);
        Tensor gradX = Tensor::like(gradY);
        ops::batchNormBackward(m_normalized, m_variance, gamma(), epsilon(), gradY, gradGamma, gradBeta,
                               gradX);
        if (pass.inputGradients)
            inputGradients[0] = gradX;
    }

    std::span<Parameter> parameters() override { return m_parameters; }

    void initialize(RandomKey) override
    {
        for (Parameter& p : m_parameters)
            ops::fill(p.value, p.name == "gamma" || p.name == "moving_variance" ? 1 : 0);
    }

private:
    Tensor zeroMean(Device device) const
    {
        return Tensor::zeros(m_mean.shape(), ElementType::Float32, device);
    }
    Tensor gamma() const { return m_options.scale ? m_parameters[0].value : Tensor(); }
    Tensor beta() const { return m_options.center ? m_parameters[m_options.scale].value : Tensor(); }
    Tensor& movingMean() { return m_parameters[m_parameters.size() - 2].value; }
    Tensor& movingVariance() { return m_parameters.back().value; }
    float epsilon() const { return float(m_options.epsilon); }

    Options m_options;
    std::vector<Parameter> m_parameters;
    Tensor m_mean, m_variance, m_normalized; // of the batch
    bool m_batch = false;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Batch normalisation"), in); !fit)
        return fit.problem();
    if (in[0].shape.empty())
        return Problem{TR("Batch normalisation needs an axis of channels, but a single value arrives here.")};
    return in;
}

} // namespace

LayerType batch_normalization()
{
    return describe<Options>({
        .id = "batch_normalization",
        .title = TR("Batch normalisation"),
        .summary =
            TR("Gives every channel mean 0 and variance 1 over the batch, then a scale and a centre that it "
               "learns."),
        .category = Category::Normalization,
        .icon = "batch-norm",
        .fields = {field("momentum", &Options::momentum, TR("Momentum"), {.min = 0, .max = 1, .step = 0.01},
                         {}, TR("How much of the moving averages stays at every step.")),
                   field("epsilon", &Options::epsilon, TR("Epsilon"), {.min = 1e-9, .max = 1, .step = 0.001},
                         {}, TR("Added to the variance, so that nothing is divided by zero.")),
                   field("center", &Options::center, TR("Centre"), {}, {},
                         TR("Adds a number that each channel learns.")),
                   field("scale", &Options::scale, TR("Scale"), {}, {},
                         TR("Multiplies by a number that each channel learns."))},
        .infer = infer,
        .parameters = parameters,
        .multiplyAdds = [](const Options&, const Signals& in) { return 2 * boundedElements(in[0].shape); },
        .build = [](const Options& o,
                    const Signals& in) { return std::make_unique<BatchNormalization>(o, in); },
        .settings = [](const Options& o) { return fill(TR("momentum %1"), {number(o.momentum)}); },
        .examples = {{{}, {{{6}}}},
                     {{{"momentum", 0.7}, {"epsilon", 0.1}}, {{{3, 2, 5}}}},
                     {{{"center", false}}, {{{4, 3}}}},
                     {{{"scale", false}}, {{{4, 3}}}},
                     {{{"scale", false}, {"center", false}}, {{{33}}}}},
    });
}

} // namespace engine::layers

// Sampling: draws from the normal distributions that an encoder describes (the reparameterisation of Kingma,
// Welling 2013), and adds their divergence from N(0, 1) to the loss.
#include "engine/layers/describe.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/gaussian_sample.h"
#include "engine/ops/random_fill.h"

namespace engine::layers {

namespace {

struct Options {
    double klWeight = 1;
};

class Sampling final : public Layer {
public:
    explicit Sampling(const Options& options) : m_price(float(options.klWeight)) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_mean = inputs[0];
        m_logVariance = inputs[1];
        if (m_price != 0)
            ops::gaussianDivergence(m_mean, m_logVariance, m_price, m_loss = Tensor::like(m_mean, Shape()));
        m_noise = {};
        outputs[0] = m_mean;
        if (!pass.training)
            return;
        m_noise = pass.noise ? *pass.noise : Tensor::like(m_mean);
        if (!pass.noise)
            ops::fillNormal(m_noise, 0, 1, pass.key);
        outputs[0] = Tensor::like(m_mean);
        ops::gaussianSample(m_mean, m_logVariance, m_noise, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        inputGradients[1] = Tensor::like(m_logVariance);
        ops::gaussianSampleBackward(m_mean, m_logVariance, m_noise, m_price, outputGradients[0],
                                    inputGradients[0], inputGradients[1]);
    }

    Tensor ownLoss() const override { return m_loss; }

private:
    float m_price;
    Tensor m_mean, m_logVariance, m_noise;
    Tensor m_loss;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Sampling"), in); !fit)
        return fit.problem();
    if (!(in[0].shape == in[1].shape))
        return Problem{TR("Sampling needs a mean and a log-variance of the same shape, but %1 and %2 arrive "
                          "here."),
                       {in[0].shape.text(), in[1].shape.text()}};
    return Signals{in[0]};
}

} // namespace

LayerType sampling()
{
    return describe<Options>({
        .id = "sampling",
        .title = TR("Sampling"),
        .summary =
            TR("Draws from normal distributions: the first input is their mean, the second the logarithm "
               "of their variance; without training it gives the mean."),
        .category = Category::Core,
        .minInputs = 2,
        .maxInputs = 2,
        .fields = {field(
            "kl_weight", &Options::klWeight, TR("KL weight"), {.min = 0, .max = 1000, .step = 0.1}, {},
            TR("Times the KL divergence of the distributions from the standard normal one, added "
               "to the loss: the sum over the values, the mean over the batch."))},
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return 2 * boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Sampling>(o); },
        .settings = [](const Options& o) { return fill(TR("KL weight %1"), {number(o.klWeight)}); },
        .noiseShape = [](const Options&, const Signals& in) { return in[0].shape; },
        .examples = {{{}, {{{8}}, {{8}}}},
                     {{{"kl_weight", 0.3}}, {{{3, 2, 5}}, {{3, 2, 5}}}},
                     {{{"kl_weight", 0.0}}, {{{33}}, {{33}}}}},
    });
}

} // namespace engine::layers

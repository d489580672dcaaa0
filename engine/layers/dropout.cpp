// Dropout: silences a random share of its inputs while training (Srivastava et al. 2014).
#include "engine/layers/describe.h"
#include "engine/ops/random_fill.h"

namespace engine::layers {

namespace {

struct Options {
    double rate = 0.5;
};

class Dropout final : public Layer {
public:
    explicit Dropout(const Options& options) : m_rate(float(options.rate)) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_active = pass.training && m_rate > 0;
        if (!m_active) {
            outputs[0] = inputs[0];
            return;
        }
        if (pass.noise) {
            m_noise = *pass.noise;
        } else {
            m_noise = Tensor::like(inputs[0]);
            ops::fillUniform(m_noise, 0, 1, pass.key);
        }
        outputs[0] = Tensor::like(inputs[0]);
        ops::dropout(inputs[0], m_noise, m_rate, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        if (m_active)
            ops::dropout(outputGradients[0], m_noise, m_rate, inputGradients[0]);
    }

private:
    float m_rate;
    bool m_active = false;
    Tensor m_noise;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Dropout"), in); !fit)
        return fit.problem();
    return in;
}

} // namespace

LayerType dropout()
{
    return describe<Options>({
        .id = "dropout",
        .title = TR("Dropout"),
        .summary =
            TR("Silences a random share of its inputs while training and strengthens the rest to match."),
        .category = Category::Regularization,
        .fields = {field("rate", &Options::rate, TR("Rate"), {.min = 0, .max = 0.99, .step = 0.05}, {},
                         TR("The share of the inputs that is silenced."))},
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Dropout>(o); },
        .settings = [](const Options& o) { return number(o.rate); },
        .noiseShape = [](const Options&, const Signals& in) { return in[0].shape; },
        .examples = {{{}, {{{40}}}},
                     {{{"rate", 0.2}}, {{{5, 4, 3}}}},
                     {{{"rate", 0.0}}, {{{5}}}},
                     {{{"rate", 0.9}}, {{{3, 33}}}}},
    });
}

} // namespace engine::layers

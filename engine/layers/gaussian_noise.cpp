// Gaussian noise: adds random numbers to its input.
#include "engine/layers/describe.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/random_fill.h"

namespace engine::layers {

namespace {

struct Options {
    double deviation = 0.1;
    std::string active = "training";
};

class GaussianNoise final : public Layer {
public:
    explicit GaussianNoise(const Options& options)
        : m_deviation(float(options.deviation)), m_always(options.active == "always")
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        outputs[0] = inputs[0];
        if (m_deviation == 0 || !(pass.training || m_always))
            return;
        Tensor noise = pass.noise ? *pass.noise : Tensor::like(inputs[0]);
        if (!pass.noise)
            ops::fillNormal(noise, 0, 1, pass.key);
        outputs[0] = Tensor::like(inputs[0]);
        ops::affine(noise, m_deviation, 0, outputs[0]);
        ops::add(outputs[0], inputs[0], outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (pass.inputGradients)
            inputGradients[0] = outputGradients[0];
    }

private:
    float m_deviation;
    bool m_always;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Gaussian noise"), in); !fit)
        return fit.problem();
    return in;
}

std::string settings(const Options& options)
{
    const std::string deviation = fill(TR("deviation %1"), {number(options.deviation)});
    return options.active == "always" ? deviation + ", " + TR("always") : deviation;
}

} // namespace

LayerType gaussian_noise()
{
    return describe<Options>({
        .id = "gaussian_noise",
        .title = TR("Gaussian noise"),
        .summary = TR("Adds normally distributed random numbers to its input."),
        .category = Category::Regularization,
        .icon = "noise",
        .fields = {field("deviation", &Options::deviation, TR("Deviation"),
                         {.min = 0, .max = 1000, .step = 0.05}, {},
                         TR("The standard deviation of the noise.")),
                   field("active", &Options::active, TR("Active"),
                         {.choices = {"training", "always"},
                          .choiceTitles = {TR("While training"), TR("Always")}})},
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<GaussianNoise>(o); },
        .settings = settings,
        .noiseShape = [](const Options&, const Signals& in) { return in[0].shape; },
        .examples = {{{}, {{{40}}}},
                     {{{"deviation", 0.5}, {"active", "always"}}, {{{5, 4, 3}}}},
                     {{{"deviation", 0.0}}, {{{5}}}}},
    });
}

} // namespace engine::layers

// RepeatVector: gives the same values at every step of a sequence.
#include "engine/layers/describe.h"
#include "engine/ops/steps.h"

namespace engine::layers {

namespace {

struct Options {
    int times = 10;
};

class RepeatVector final : public Layer {
public:
    explicit RepeatVector(const Options& options) : m_times(options.times) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        const Tensor& x = inputs[0];
        ops::repeatSteps(x, outputs[0] = Tensor::like(x, {x.rows(), m_times, x.columns()}));
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        const Tensor& gradY = outputGradients[0];
        inputGradients[0] = Tensor::like(gradY, {gradY.rows(), gradY.columns()});
        ops::repeatStepsBackward(gradY, inputGradients[0]);
    }

private:
    int m_times;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Repeat vector"), in); !fit)
        return fit.problem();
    if (in[0].shape.rank() != 1)
        return Problem{TR("Repeat vector needs a flat input, but %1 arrives here."), {in[0].shape.text()}};
    return Signals{{{options.times, in[0].shape[0]}}};
}

} // namespace

LayerType repeat_vector()
{
    return describe<Options>({
        .id = "repeat_vector",
        .title = TR("Repeat vector"),
        .summary = TR("Gives the same values at every step of a sequence, as a decoder reads what an encoder "
                      "says."),
        .category = Category::Recurrent,
        .icon = "repeat",
        .fields = {field("times", &Options::times, TR("Steps"), {.min = 1, .max = 1 << 20}, {},
                         TR("How many steps the sequence has."))},
        .infer = infer,
        .build = [](const Options& o, const Signals&) { return std::make_unique<RepeatVector>(o); },
        .settings = [](const Options& o) { return fill(TR("%1 steps"), {grouped(o.times)}); },
        .examples = {{{}, {{{4}}}},
                     {{{"times", std::int64_t{3}}}, {{{5}}}},
                     {{{"times", std::int64_t{1}}}, {{{1}}}}},
    });
}

} // namespace engine::layers

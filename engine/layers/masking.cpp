// Masking: says which steps of a sequence are only padding.
#include "engine/layers/describe.h"
#include "engine/ops/steps.h"

namespace engine::layers {

namespace {

struct Options {
    double value = 0;
};

class Masking final : public Layer {
public:
    explicit Masking(const Options& options) : m_value(float(options.value)) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        const Tensor& x = inputs[0];
        m_mask = Tensor::like(x, {x.rows(), x.shape()[1]});
        ops::maskSteps(x, m_value, m_mask, outputs[0] = Tensor::like(x));
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        ops::keepSteps(outputGradients[0], m_mask, inputGradients[0]);
    }

    Tensor mask() const override { return m_mask; }

private:
    float m_value;
    Tensor m_mask;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Masking"), in); !fit)
        return fit.problem();
    if (const auto fit = needSteps(TR("Masking"), in); !fit)
        return fit.problem();
    return in;
}

} // namespace

LayerType masking()
{
    return describe<Options>({
        .id = "masking",
        .title = TR("Masking"),
        .summary =
            TR("Marks the steps of a sequence that hold nothing but one value as missing, so that recurrent "
               "layers and losses leave them out."),
        .category = Category::Recurrent,
        .icon = "masking",
        .fields = {field("mask_value", &Options::value, TR("Missing value"), {.min = -1e6, .max = 1e6}, {},
                         TR("A step is missing when all its numbers are this one."))},
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Masking>(o); },
        .settings = [](const Options& o) { return fill(TR("without %1"), {number(o.value)}); },
        .examples = {{{}, {{{4, 3}}}}, {{{"mask_value", 0.7}}, {{{3, 2, 2}}}}},
    });
}

} // namespace engine::layers

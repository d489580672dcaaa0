// Activation: bends every value with a curve.
#include "engine/layers/activation_choice.h"
#include "engine/layers/describe.h"

namespace engine::layers {

namespace {

struct Options {
    ActivationChoice activation{.kind = "relu"};
};

class Activation final : public Layer {
public:
    explicit Activation(const Options& options) : m_spec(options.activation.spec()) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        if (passes()) {
            outputs[0] = inputs[0];
            return;
        }
        m_output = Tensor::like(inputs[0]);
        ops::activate(inputs[0], {}, m_spec, m_output);
        outputs[0] = m_output;
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        if (!passes())
            ops::activateBackward(m_output, inputGradients[0], m_spec, inputGradients[0]);
    }

    std::optional<ops::ActivationSpec> lastActivation() const override { return m_spec; }
    void skipActivation(bool skip) override { m_skip = skip; }

private:
    bool passes() const { return m_skip || m_spec.kind == ops::Activation::Linear; }

    ops::ActivationSpec m_spec;
    Tensor m_output;
    bool m_skip = false;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Activation"), in); !fit)
        return fit.problem();
    return in;
}

} // namespace

LayerType activation()
{
    return describe<Options>({
        .id = "activation",
        .title = TR("Activation"),
        .summary = TR("Bends every value with a curve, or turns the last axis into probabilities (softmax)."),
        .category = Category::Activation,
        .fields = activationFields(&Options::activation, "activation"),
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Activation>(o); },
        .settings = [](const Options& o) { return o.activation.text(); },
        .examples = {{{}, {{{9}}}},
                     {{{"activation", "linear"}}, {{{9}}}},
                     {{{"activation", "sigmoid"}}, {{{3, 5}}}},
                     {{{"activation", "tanh"}}, {{{2, 3, 3}}}},
                     {{{"activation", "softmax"}}, {{{10}}}},
                     {{{"activation", "softmax"}}, {{{3, 5}}}},
                     {{{"activation", "softmax"}}, {{{1}}}},
                     {{{"activation", "elu"}, {"alpha", 0.6}}, {{{11}}}},
                     {{{"activation", "leaky_relu"}, {"slope", 0.15}}, {{{11}}}},
                     {{{"activation", "softplus"}}, {{{4, 4, 1}}}}},
    });
}

} // namespace engine::layers

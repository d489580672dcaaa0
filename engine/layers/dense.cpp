// Dense: every unit is a weighted sum of all inputs.
#include "engine/layers/activation_choice.h"
#include "engine/layers/activity_term.h"
#include "engine/layers/describe.h"
#include "engine/layers/initializer.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/matmul.h"

namespace engine::layers {

namespace {

struct Options {
    int units = 64;
    ActivationChoice activation;
    bool bias = true;
    Initializer kernelStart, biasStart{.kind = "zeros"};
    double kernelL1 = 0, kernelL2 = 0;
    ActivityOptions activity;
};

class Dense final : public Layer {
public:
    Dense(const Options& options, int features)
        : m_options(options), m_activation(options.activation.spec()), m_activity(options.activity)
    {
        const Shape kernel{features, options.units};
        m_parameters.push_back({"kernel", Tensor::zeros(kernel), Tensor::zeros(kernel), true,
                                float(options.kernelL1), float(options.kernelL2)});
        if (options.bias)
            m_parameters.push_back({"bias", Tensor::zeros({options.units}), Tensor::zeros({options.units})});
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0];
        m_output = Tensor::like(m_input, {m_input.rows(), m_options.units});
        ops::matmul(m_input, false, kernel().value, false, 0, m_output);
        const ops::ActivationSpec spec = effectiveActivation();
        if (m_options.bias)
            ops::activate(m_output, m_parameters[1].value, spec, m_output);
        else if (spec.kind != ops::Activation::Linear)
            ops::activate(m_output, Tensor(), spec, m_output);
        m_activity.forward(m_output);
        outputs[0] = m_output;
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor& gradient = outputGradients[0];
        if (!m_activity.empty())
            m_activity.backward(gradient, gradient);
        if (const auto spec = effectiveActivation(); spec.kind != ops::Activation::Linear)
            ops::activateBackward(m_output, gradient, spec, gradient);
        if (!pass.frozen) {
            ops::matmul(m_input, true, gradient, false, 0, kernel().gradient);
            if (m_options.bias)
                ops::sumRows(gradient, 0, m_parameters[1].gradient);
        }
        if (pass.inputGradients) {
            inputGradients[0] = Tensor::like(m_input);
            ops::matmul(gradient, false, kernel().value, true, 0, inputGradients[0]);
        }
    }

    std::span<Parameter> parameters() override { return m_parameters; }
    Tensor ownLoss() const override { return m_activity.loss(); }

    // A price on the activity needs the activity.
    std::optional<ops::ActivationSpec> lastActivation() const override
    {
        return m_activity.empty() ? std::optional(m_activation) : std::nullopt;
    }
    void skipActivation(bool skip) override { m_skip = skip && m_activity.empty(); }

    void initialize(RandomKey key) override
    {
        m_options.kernelStart.fill(kernel().value, key.with(0));
        if (m_options.bias)
            m_options.biasStart.fill(m_parameters[1].value, key.with(1));
    }

private:
    Parameter& kernel() { return m_parameters[0]; }
    ops::ActivationSpec effectiveActivation() const { return m_skip ? ops::ActivationSpec() : m_activation; }

    Options m_options;
    ops::ActivationSpec m_activation;
    ActivityTerm m_activity;
    std::vector<Parameter> m_parameters;
    Tensor m_input, m_output;
    bool m_skip = false;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Dense"), in); !fit)
        return fit.problem();
    if (in[0].shape.rank() != 1)
        return Problem{TR("Dense needs a flat input, but %1 arrives here."), {in[0].shape.text()}};
    return Signals{{{options.units}}};
}

std::vector<ParameterShape> parameters(const Options& options, const Signals& in)
{
    std::vector<ParameterShape> shapes{{"kernel", {in[0].shape[0], options.units}}};
    if (options.bias)
        shapes.push_back({"bias", {options.units}});
    return shapes;
}

std::vector<BoundField<Options>> fields()
{
    const std::string training = TR("Training");
    const Limits price{.min = 0, .max = 1000, .step = 0.0001};
    return joined<Options>(
        {{field("units", &Options::units, TR("Units"), {.min = 1, .max = 1 << 20})},
         activationFields(&Options::activation, "activation"),
         {field("use_bias", &Options::bias, TR("Bias"), {}, {},
                TR("Adds a number of its own to every unit."))},
         initializerFields(&Options::kernelStart, "kernel", kernelInitializerLabels()),
         initializerFields(&Options::biasStart, "bias", biasInitializerLabels(), "use_bias"),
         {field("kernel_l1", &Options::kernelL1, TR("Weight penalty L1"), price, training,
                TR("Times the sum of the weights without sign, added to the loss.")),
          field("kernel_l2", &Options::kernelL2, TR("Weight penalty L2"), price, training,
                TR("Times the sum of the squared weights, added to the loss."))},
         activityFields(&Options::activity, "activity_", training)});
}

std::string settings(const Options& options)
{
    const std::string units = fill(TR("%1 units"), {grouped(options.units)});
    return options.activation.kind == "linear" ? units : units + ", " + options.activation.text();
}

std::vector<LayerType::Example> examples()
{
    const std::int64_t five = 5, one = 1;
    return {
        {{}, {{{7}}}},
        {{{"units", five}, {"activation", "relu"}, {"kernel_initializer", "he_normal"}, {"kernel_l2", 0.01}},
         {{{3}}}},
        {{{"units", five}, {"activation", "softmax"}, {"use_bias", false}}, {{{4}}}},
        {{{"units", one}, {"activation", "sigmoid"}, {"bias_initializer", "constant"}, {"bias_value", 0.2}},
         {{{1}}}},
        {{{"units", five}, {"activation", "elu"}, {"alpha", 0.7}, {"activity_l1", 0.1}, {"activity_l2", 0.2}},
         {{{6}}}},
        {{{"units", five}, {"activation", "sigmoid"}, {"activity_sparsity", 0.5}, {"activity_target", 0.2}},
         {{{6}}}},
        {{{"units", five},
          {"activation", "leaky_relu"},
          {"slope", 0.1},
          {"kernel_initializer", "orthogonal"}},
         {{{6}}}},
        {{{"units", std::int64_t{33}}, {"activation", "tanh"}, {"kernel_l1", 0.1}}, {{{17}}}},
        {{{"units", five}, {"activation", "softplus"}}, {{{17}}}},
    };
}

} // namespace

LayerType dense()
{
    return describe<Options>({
        .id = "dense",
        .title = TR("Dense"),
        .summary = TR("Every unit is a weighted sum of all inputs, passed through an activation."),
        .category = Category::Core,
        .fields = fields(),
        .infer = infer,
        .parameters = parameters,
        .multiplyAdds = [](const Options& o,
                           const Signals& in) { return std::int64_t{in[0].shape[0]} * o.units; },
        .build = [](const Options& o,
                    const Signals& in) { return std::make_unique<Dense>(o, in[0].shape[0]); },
        .settings = settings,
        .examples = examples(),
    });
}

} // namespace engine::layers

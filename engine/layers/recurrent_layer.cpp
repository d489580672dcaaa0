#include "engine/layers/recurrent_layer.h"

#include "engine/ops/elementwise.h"
#include "engine/ops/random_fill.h"

namespace engine {

namespace {

ops::Cell cellOf(ops::Cell cell, const RecurrentOptions& options)
{
    return cell == ops::Cell::Gru && options.resetAfter ? ops::Cell::GruResetAfter : cell;
}

// A cell at work over whole sequences.
class RecurrentLayer final : public Layer {
public:
    RecurrentLayer(const RecurrentKind& kind, const RecurrentOptions& options, const Signals& in)
        : m_options(options), m_stateShape(kind.stateShape(options))
    {
        m_given.cell = cellOf(kind.cell, options);
        m_given.activation = options.activation.spec();
        m_given.recurrentActivation = {
            ops::activationNamed(options.recurrentActivation).value_or(ops::Activation::Sigmoid)};
        m_given.backwards = options.goBackwards;
        m_given.keepsOrder = options.keepsOrder;
        for (const ParameterShape& p : kind.parameters(options, in))
            m_parameters.push_back({p.name, Tensor::zeros(p.shape), Tensor::zeros(p.shape)});
        m_parameters[0].l1 = float(options.kernelL1);
        m_parameters[0].l2 = float(options.kernelL2);
        if (options.stateful)
            m_kept.push_back({"state", options.resetsEachEpoch, {}});
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        take(inputs, pass);
        const Tensor& x = inputs[0];
        ops::RecurrentOutput output{Tensor::like(x, outputShape()), {}};
        // What the last step gives is the state in the end, unless that step is missing.
        const bool same =
            !m_options.returnSequences && m_given.mask.empty() && m_given.cell != ops::Cell::Lstm;
        if (!same)
            output.state = Tensor::like(x, m_stateShape.withBatch(x.rows()));
        ops::recur(m_given, output, pass.training ? &m_memory : nullptr);
        outputs[0] = output.y;
        outputs[1] = same ? output.y : output.state;
        if (keeps(pass))
            m_kept[0].value = outputs[1];
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        ops::RecurrentGradients gradients;
        if (!pass.frozen) {
            gradients.kernel = m_parameters[0].gradient;
            gradients.recurrentKernel = m_parameters[1].gradient;
            if (m_options.bias)
                gradients.bias = m_parameters[2].gradient;
        }
        if (pass.inputGradients) {
            inputGradients[0] = gradients.x = Tensor::like(m_given.x);
            if (inputGradients.size() > 1)
                inputGradients[1] = gradients.state = Tensor::like(m_given.state);
        }
        ops::recurBackward(m_given, m_memory, {outputGradients[0], outputGradients[1]}, gradients);
    }

    std::span<Parameter> parameters() override { return m_parameters; }
    std::span<KeptState> state() override { return m_kept; }

    void initialize(RandomKey key) override
    {
        m_options.kernelStart.fill(m_parameters[0].value, key.with(0));
        m_options.recurrentStart.fill(m_parameters[1].value, key.with(1));
        if (!m_options.bias)
            return;
        Tensor& bias = m_parameters[2].value;
        m_options.biasStart.fill(bias, key.with(2));
        if (m_given.cell != ops::Cell::Lstm || !m_options.unitForgetBias)
            return;
        Tensor ones = Tensor::like(bias, {1, m_options.units});
        ops::fill(ones, 1);
        Tensor row = bias.reshaped({1, bias.columns()});
        ops::copyColumns(ones, 0, m_options.units, 0, row, m_options.units); // gates: i, forget, c, o
    }

private:
    Shape outputShape() const
    {
        const Shape& x = m_given.x.shape();
        return m_options.returnSequences ? Shape{x[0], x[1], m_options.units} : Shape{x[0], m_options.units};
    }

    void take(std::span<const Tensor> inputs, const Pass& pass)
    {
        m_given.x = inputs[0];
        m_given.kernel = m_parameters[0].value;
        m_given.recurrentKernel = m_parameters[1].value;
        m_given.bias = m_options.bias ? m_parameters[2].value : Tensor();
        m_given.mask = pass.mask ? *pass.mask : Tensor();
        m_given.state = inputs.size() > 1 ? inputs[1] : Tensor();
        if (keeps(pass) && m_kept[0].value.shape() == m_stateShape.withBatch(inputs[0].rows()))
            m_given.state = m_kept[0].value;
        drawFactors(pass);
    }

    bool keeps(const Pass& pass) const { return !m_kept.empty() && (pass.training || pass.keepsState); }

    void drawFactors(const Pass& pass)
    {
        m_given.inputFactors = m_given.stateFactors = {};
        if (!pass.training || (m_options.dropout == 0 && m_options.recurrentDropout == 0))
            return;
        const Tensor& x = m_given.x;
        const int features = x.columns(), units = m_options.units;
        Tensor noise = pass.noise ? *pass.noise : Tensor::like(x, {x.rows(), features + units});
        if (!pass.noise)
            ops::fillUniform(noise, 0, 1, pass.key);
        if (m_options.dropout > 0)
            m_given.inputFactors = factors(noise, 0, features, m_options.dropout);
        if (m_options.recurrentDropout > 0)
            m_given.stateFactors = factors(noise, features, units, m_options.recurrentDropout);
    }

    static Tensor factors(const Tensor& noise, int first, int count, double rate)
    {
        Tensor drawn = Tensor::like(noise, {noise.rows(), count}), ones = Tensor::like(drawn);
        ops::copyColumns(noise, first, count, 0, drawn, 0);
        ops::fill(ones, 1);
        ops::dropout(ones, drawn, float(rate), ones);
        return ones;
    }

    RecurrentOptions m_options;
    Shape m_stateShape;
    std::vector<Parameter> m_parameters;
    std::vector<KeptState> m_kept;
    ops::Recurrence m_given; // of the last pass
    ops::RecurrentMemory m_memory;
};

} // namespace

Shape RecurrentKind::stateShape(const RecurrentOptions& options) const
{
    return ops::stateCount(cell) == 2 ? Shape{2, options.units} : Shape{options.units};
}

Result<Signals> RecurrentKind::infer(const RecurrentOptions& options, const Signals& in) const
{
    if (const auto fit = needNumbers(title, in); !fit)
        return fit.problem();
    const Shape& x = in[0].shape;
    if (x.rank() != 2)
        return Problem{TR("%1 needs a sequence, steps × features, but %2 arrives here."), {title, x.text()}};
    const Shape state = stateShape(options);
    if (in.size() > 1 && options.stateful)
        return Problem{TR("%1 keeps its own state from batch to batch; cut the link that brings an initial "
                          "one, or switch \"Stateful\" off."),
                       {title}};
    if (in.size() > 1 && !(in[1].shape == state))
        return Problem{
            TR("%1 needs an initial state of the shape %2, but %3 arrives here; link the state of a "
               "layer of its kind with as many units."),
            {title, state.text(), in[1].shape.text()}};
    const Shape y = options.returnSequences ? Shape{x[0], options.units} : Shape{options.units};
    return Signals{{y}, {state}};
}

std::vector<ParameterShape> RecurrentKind::parameters(const RecurrentOptions& options,
                                                      const Signals& in) const
{
    const int width = ops::gateCount(cell) * options.units;
    std::vector<ParameterShape> shapes{{"kernel", {in[0].shape[1], width}},
                                       {"recurrent_kernel", {options.units, width}}};
    if (options.bias)
        shapes.push_back(
            {"bias", cellOf(cell, options) == ops::Cell::GruResetAfter ? Shape{2, width} : Shape{width}});
    return shapes;
}

std::int64_t RecurrentKind::multiplyAdds(const RecurrentOptions& options, const Signals& in) const
{
    const std::int64_t width = std::int64_t{ops::gateCount(cell)} * options.units;
    return in[0].shape[0] * width * (std::int64_t{in[0].shape[1]} + options.units);
}

std::unique_ptr<Layer> RecurrentKind::build(const RecurrentOptions& options, const Signals& in) const
{
    return std::make_unique<RecurrentLayer>(*this, options, in);
}

Description<RecurrentOptions> RecurrentKind::description() const
{
    using Options = RecurrentOptions;
    const RecurrentKind kind = *this;
    return {
        .title = title,
        .category = Category::Recurrent,
        .maxInputs = 2,
        .outputs = {"", TR("state")},
        .inputs = {TR("Sequence"), TR("Initial state")},
        .fields = fields(),
        .infer = [kind](const Options& o, const Signals& in) { return kind.infer(o, in); },
        .parameters = [kind](const Options& o, const Signals& in) { return kind.parameters(o, in); },
        .multiplyAdds = [kind](const Options& o, const Signals& in) { return kind.multiplyAdds(o, in); },
        .build = [kind](const Options& o, const Signals& in) { return kind.build(o, in); },
        .settings = recurrentText,
        .noiseShape = recurrentNoise,
    };
}

} // namespace engine

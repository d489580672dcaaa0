// Concatenate: joins its inputs along the last axis.
#include "engine/layers/describe.h"
#include "engine/layers/merging.h"
#include "engine/ops/elementwise.h"

namespace engine::layers {

namespace {

struct Options {};

class Concatenate final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_inputs.assign(inputs.begin(), inputs.end());
        Shape shape = inputs[0].shape();
        for (const Tensor& input : inputs.subspan(1))
            shape.back() += input.columns();
        outputs[0] = Tensor::like(inputs[0], shape);
        int column = 0;
        for (const Tensor& input : inputs) {
            ops::copyColumns(input, 0, input.columns(), 0, outputs[0], column);
            column += input.columns();
        }
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        int column = 0;
        for (std::size_t i = 0; i < m_inputs.size(); ++i) {
            inputGradients[i] = Tensor::like(m_inputs[i]);
            ops::copyColumns(outputGradients[0], column, m_inputs[i].columns(), 0, inputGradients[i], 0);
            column += m_inputs[i].columns();
        }
    }

private:
    std::vector<Tensor> m_inputs;
};

bool sameLeadingAxes(const Shape& a, const Shape& b)
{
    return a.rank() == b.rank() && std::equal(a.begin(), a.end() - 1, b.begin());
}

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Concatenate"), in); !fit)
        return fit.problem();
    Signal joined = in[0];
    std::int64_t columns = 0;
    for (const Signal& signal : in) {
        if (signal.shape.empty())
            return Problem{TR("Concatenate needs an axis to join along, but a single value arrives here.")};
        if (!sameLeadingAxes(in[0].shape, signal.shape))
            return Problem{
                TR("Concatenate needs inputs that differ in the last axis only, but %1 and %2 arrive here."),
                {in[0].shape.text(), signal.shape.text()}};
        columns += signal.shape.back();
    }
    if (columns > INT32_MAX)
        return Problem{TR("Concatenate would need more than %1 values; choose smaller sizes."),
                       {grouped(INT32_MAX)}};
    joined.shape.back() = static_cast<int>(columns);
    return Signals{joined};
}

} // namespace

LayerType concatenate()
{
    return describe<Options>({
        .id = "concatenate",
        .title = TR("Concatenate"),
        .summary = TR("Joins its inputs along the last axis."),
        .category = Category::Merge,
        .minInputs = 2,
        .maxInputs = mostMerged,
        .infer = infer,
        .build = [](const Options&, const Signals&) { return std::make_unique<Concatenate>(); },
        .examples = {{{}, {{{7}}, {{3}}}}, {{}, {{{2, 3, 2}}, {{2, 3, 1}}, {{2, 3, 5}}}}},
    });
}

} // namespace engine::layers

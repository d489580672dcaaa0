// Multiply: the product of its inputs, value by value.
#include "engine/layers/describe.h"
#include "engine/layers/merging.h"
#include "engine/ops/elementwise.h"

namespace engine::layers {

namespace {

struct Options {};

class Multiply final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_inputs.assign(inputs.begin(), inputs.end());
        outputs[0] = Tensor::like(inputs[0]);
        ops::multiply(inputs[0], inputs[1], outputs[0]);
        for (const Tensor& input : inputs.subspan(2))
            ops::multiply(outputs[0], input, outputs[0]);
    }

    // The product of all others, never by division: an input may be 0.
    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        for (std::size_t i = 0; i < m_inputs.size(); ++i) {
            Tensor& gradient = inputGradients[i] = Tensor::like(m_inputs[i]);
            const Tensor* factor = &outputGradients[0];
            for (std::size_t other = 0; other < m_inputs.size(); ++other)
                if (other != i) {
                    ops::multiply(*factor, m_inputs[other], gradient);
                    factor = &gradient;
                }
        }
    }

private:
    std::vector<Tensor> m_inputs;
};

} // namespace

LayerType multiply()
{
    return describe<Options>({
        .id = "multiply",
        .title = TR("Multiply"),
        .summary = TR("The product of its inputs, value by value."),
        .category = Category::Merge,
        .minInputs = 2,
        .maxInputs = mostMerged,
        .infer = [](const Options&, const Signals& in) { return inferSameShape(TR("Multiply"), in); },
        .multiplyAdds =
            [](const Options&, const Signals& in) {
                return boundedElements(in[0].shape) * (std::int64_t(in.size()) - 1);
            },
        .build = [](const Options&, const Signals&) { return std::make_unique<Multiply>(); },
        .examples = {{{}, {{{7}}, {{7}}}}, {{}, {{{2, 3, 2}}, {{2, 3, 2}}, {{2, 3, 2}}}}},
    });
}

} // namespace engine::layers

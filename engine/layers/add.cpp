// Add: the sum of its inputs, value by value.
#include "engine/layers/describe.h"
#include "engine/layers/merging.h"
#include "engine/ops/elementwise.h"

namespace engine::layers {

namespace {

struct Options {};

class Add final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        outputs[0] = Tensor::like(inputs[0]);
        ops::add(inputs[0], inputs[1], outputs[0]);
        for (const Tensor& input : inputs.subspan(2))
            ops::add(outputs[0], input, outputs[0]);
    }

    // Copies, because whoever gets a gradient may overwrite it.
    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = outputGradients[0];
        for (Tensor& gradient : inputGradients.subspan(1))
            gradient = outputGradients[0].clone();
    }
};

} // namespace

LayerType add()
{
    return describe<Options>({
        .id = "add",
        .title = TR("Add"),
        .summary = TR("The sum of its inputs, value by value."),
        .category = Category::Merge,
        .minInputs = 2,
        .maxInputs = mostMerged,
        .infer = [](const Options&, const Signals& in) { return inferSameShape(TR("Add"), in); },
        .multiplyAdds =
            [](const Options&, const Signals& in) {
                return boundedElements(in[0].shape) * (std::int64_t(in.size()) - 1);
            },
        .build = [](const Options&, const Signals&) { return std::make_unique<Add>(); },
        .examples = {{{}, {{{7}}, {{7}}}}, {{}, {{{2, 3, 2}}, {{2, 3, 2}}, {{2, 3, 2}}}}},
    });
}

} // namespace engine::layers

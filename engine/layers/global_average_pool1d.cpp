// Global average pooling over the steps of a sequence: the mean of those that are there.
#include "engine/layers/describe.h"
#include "engine/ops/steps.h"

namespace engine::layers {

namespace {

struct Options {};

class MeanOfSteps final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_shape = inputs[0].shape();
        m_mask = pass.mask ? *pass.mask : Tensor();
        outputs[0] = Tensor::like(inputs[0], m_shape.withoutBatch().withoutBatch().withBatch(m_shape[0]));
        ops::meanOfSteps(inputs[0], m_mask, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (pass.inputGradients)
            ops::meanOfStepsBackward(outputGradients[0], m_mask,
                                     inputGradients[0] = Tensor::like(outputGradients[0], m_shape));
    }

private:
    Shape m_shape;
    Tensor m_mask;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Average over steps"), in); !fit)
        return fit.problem();
    if (const auto fit = needSteps(TR("Average over steps"), in); !fit)
        return fit.problem();
    return Signals{{in[0].shape.withoutBatch()}};
}

} // namespace

LayerType global_average_pool1d()
{
    return describe<Options>({
        .id = "global_average_pool1d",
        .title = TR("Average over steps"),
        .summary =
            TR("The mean of all steps of a sequence, or of several word vectors; masked steps do not count."),
        .category = Category::Recurrent,
        .icon = "average-steps",
        .infer = infer,
        .multiplyAdds = [](const Options&, const Signals& in) { return boundedElements(in[0].shape); },
        .build = [](const Options&, const Signals&) { return std::make_unique<MeanOfSteps>(); },
        .examples = {{{}, {{{4, 3}}}}, {{}, {{{1, 5}}}}, {{}, {{{3, 2, 2}}}}},
    });
}

} // namespace engine::layers

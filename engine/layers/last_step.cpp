// Last step: what a sequence ends with. After masked steps, the last one that is there.
#include "engine/layers/describe.h"
#include "engine/ops/steps.h"

namespace engine::layers {

namespace {

struct Options {};

class LastStep final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_shape = inputs[0].shape();
        m_mask = pass.mask ? *pass.mask : Tensor();
        outputs[0] = Tensor::like(inputs[0], stepShape());
        ops::lastStep(inputs[0], m_mask, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (pass.inputGradients)
            ops::lastStepBackward(outputGradients[0], m_mask,
                                  inputGradients[0] = Tensor::like(outputGradients[0], m_shape));
    }

private:
    Shape stepShape() const
    {
        Shape shape{m_shape[0]};
        for (int axis = 2; axis < m_shape.rank(); ++axis)
            shape.append(m_shape[axis]);
        return shape;
    }

    Shape m_shape;
    Tensor m_mask;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Last step"), in); !fit)
        return fit.problem();
    if (const auto fit = needSteps(TR("Last step"), in); !fit)
        return fit.problem();
    return Signals{{in[0].shape.withoutBatch()}};
}

} // namespace

LayerType last_step()
{
    return describe<Options>({
        .id = "last_step",
        .title = TR("Last step"),
        .summary = TR("Keeps the last step of a sequence; after masked steps, the last one that is there."),
        .category = Category::Recurrent,
        .icon = "last-step",
        .infer = infer,
        .build = [](const Options&, const Signals&) { return std::make_unique<LastStep>(); },
        .examples = {{{}, {{{4, 3}}}}, {{}, {{{1, 5}}}}, {{}, {{{3, 2, 2}}}}},
    });
}

} // namespace engine::layers

// Flatten: lays all axes of a sample out in one row.
#include "engine/layers/describe.h"

namespace engine::layers {

namespace {

struct Options {};

class Flatten final : public Layer {
public:
    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_shape = inputs[0].shape();
        outputs[0] = inputs[0].reshaped({m_shape[0], static_cast<int>(m_shape.elements() / m_shape[0])});
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (pass.inputGradients && !outputGradients[0].empty())
            inputGradients[0] = outputGradients[0].reshaped(m_shape);
    }

private:
    Shape m_shape;
};

Result<Signals> infer(const Options&, const Signals& in)
{
    const std::int64_t elements = boundedElements(in[0].shape);
    if (elements >= mostElements)
        return Problem{TR("Flatten cannot take an input as large as %1."), {in[0].shape.text()}};
    return Signals{{{static_cast<int>(elements)}, in[0].type}};
}

} // namespace

LayerType flatten()
{
    return describe<Options>({
        .id = "flatten",
        .title = TR("Flatten"),
        .summary = TR("Lays all axes of a sample out in one row."),
        .category = Category::Shape,
        .infer = infer,
        .build = [](const Options&, const Signals&) { return std::make_unique<Flatten>(); },
        .examples =
            {{{}, {{{4, 3, 2}}}}, {{}, {{{5}}}}, {{}, {{Shape{}}}}, {{}, {{{2, 3}, ElementType::Int32}}}},
    });
}

} // namespace engine::layers

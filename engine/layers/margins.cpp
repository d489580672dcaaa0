#include "engine/layers/margins.h"

#include "engine/ops/place.h"

namespace engine {

namespace {

class Placing final : public Layer {
public:
    Placing(int top, int left, const Shape& output) : m_top(top), m_left(left), m_output(output) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0].shape();
        outputs[0] = Tensor::like(inputs[0], m_output.withBatch(m_input[0]));
        ops::placePicture(inputs[0], m_top, m_left, outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        inputGradients[0] = Tensor::like(outputGradients[0], m_input);
        ops::placePicture(outputGradients[0], -m_top, -m_left, inputGradients[0]);
    }

private:
    int m_top, m_left;
    Shape m_output, m_input;
};

} // namespace

Result<Margins> marginsOf(const std::string& title, const std::vector<int>& list)
{
    switch (list.size()) {
    case 1:
        return Margins{list[0], list[0], list[0], list[0]};
    case 2:
        return Margins{list[0], list[0], list[1], list[1]};
    case 4:
        return Margins{list[0], list[1], list[2], list[3]};
    default:
        return Problem{
            TR("%1 takes 1, 2 or 4 numbers: all sides; height, width; or top, bottom, left, right."),
            {title}};
    }
}

Limits marginLimits()
{
    return {.min = 0, .max = 4096, .minCount = 1, .maxCount = 4};
}

std::unique_ptr<Layer> placing(int top, int left, const Shape& output)
{
    return std::make_unique<Placing>(top, left, output);
}

} // namespace engine

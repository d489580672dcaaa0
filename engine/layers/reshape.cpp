// Reshape: gives a sample's values another shape.
#include "engine/layers/describe.h"

#include <algorithm>

namespace engine::layers {

namespace {

struct Options {
    std::vector<int> target{-1};
};

class Reshape final : public Layer {
public:
    explicit Reshape(const Shape& target) : m_target(target) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_shape = inputs[0].shape();
        outputs[0] = inputs[0].reshaped(m_target.withBatch(m_shape[0]));
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (pass.inputGradients && !outputGradients[0].empty())
            inputGradients[0] = outputGradients[0].reshaped(m_shape);
    }

private:
    Shape m_target, m_shape;
};

Problem doesNotFit(const Options& options, const Signals& in)
{
    return {TR("Reshape cannot turn %1 into %2; the number of values must stay the same."),
            {in[0].shape.text(), toText(options.target)}};
}

Result<Signals> infer(const Options& options, const Signals& in)
{
    const auto& target = options.target;
    if (std::count(target.begin(), target.end(), -1) > 1)
        return Problem{TR("Reshape can fill in one -1 only; write the other sizes as numbers.")};
    if (std::count(target.begin(), target.end(), 0) > 0)
        return Problem{TR("Reshape needs sizes of at least 1, or one -1 that is filled in.")};
    Shape known;
    for (const int size : target)
        known.append(size == -1 ? 1 : size);
    const std::int64_t wanted = boundedElements(known), present = boundedElements(in[0].shape);
    const auto open = std::find(target.begin(), target.end(), -1);
    const std::int64_t filled = present / wanted;
    if (wanted > present || present % wanted != 0 || (open == target.end() && filled != 1) ||
        filled > INT32_MAX)
        return doesNotFit(options, in);
    if (open != target.end())
        known[static_cast<int>(open - target.begin())] = static_cast<int>(filled);
    return Signals{{known, in[0].type}};
}

} // namespace

LayerType reshape()
{
    return describe<Options>({
        .id = "reshape",
        .title = TR("Reshape"),
        .summary = TR("Gives a sample's values another shape, in the same order."),
        .category = Category::Shape,
        .fields = {field("target", &Options::target, TR("Shape"),
                         {.min = -1, .max = 1 << 24, .minCount = 1, .maxCount = 7}, {},
                         TR("The new sizes without the batch; one of them may be -1, which is filled in."))},
        .infer = infer,
        .build = [](const Options& o,
                    const Signals& in) { return std::make_unique<Reshape>((*infer(o, in))[0].shape); },
        .settings = [](const Options& o) { return toText(o.target); },
        .examples = {{{}, {{{4, 3}}}},
                     {{{"target", std::vector<int>{2, 6}}}, {{{4, 3}}}},
                     {{{"target", std::vector<int>{3, -1, 2}}}, {{{24}}}},
                     {{{"target", std::vector<int>{2, 2}}}, {{{4}, ElementType::Int32}}}},
    });
}

} // namespace engine::layers

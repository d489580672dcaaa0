// Dot: how much two inputs agree, as their dot product or cosine.
#include "engine/ops/dot.h"
#include "engine/layers/describe.h"
#include "engine/layers/merging.h"

#include <array>

namespace engine::layers {

namespace {

struct Options {
    bool normalize = false;
};

class Dot final : public Layer {
public:
    explicit Dot(const Options& options) : m_normalize(options.normalize) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        Shape shape = inputs[0].shape();
        shape.back() = 1;
        outputs[0] = Tensor::like(inputs[0], shape);
        for (std::size_t i = 0; i < 2; ++i) {
            m_sides[i] = inputs[i];
            if (!m_normalize)
                continue;
            m_sides[i] = Tensor::like(inputs[i]);
            ops::unitRows(inputs[i], m_factors[i] = Tensor::like(outputs[0]), m_sides[i]);
        }
        ops::dotRows(m_sides[0], m_sides[1], outputs[0]);
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        if (!pass.inputGradients)
            return;
        for (std::size_t i = 0; i < 2; ++i)
            inputGradients[i] = Tensor::like(m_sides[i]);
        ops::dotRowsBackward(m_sides[0], m_sides[1], outputGradients[0], inputGradients[0],
                             inputGradients[1]);
        for (std::size_t i = 0; m_normalize && i < 2; ++i)
            ops::unitRowsBackward(m_sides[i], m_factors[i], inputGradients[i], inputGradients[i]);
    }

private:
    bool m_normalize;
    std::array<Tensor, 2> m_sides, m_factors; // sides: of length 1, where that is asked for
};

Result<Signals> infer(const Options&, const Signals& in)
{
    Result<Signals> same = inferSameShape(TR("Dot"), in);
    if (!same)
        return same;
    if (in[0].shape.empty())
        return Problem{TR("Dot needs an axis to add up along, but a single value arrives here.")};
    same->front().shape.back() = 1;
    return same;
}

} // namespace

LayerType dot()
{
    return describe<Options>({
        .id = "dot",
        .title = TR("Dot"),
        .summary =
            TR("How much two inputs agree: their product, value by value, added up along the last axis."),
        .category = Category::Merge,
        .minInputs = 2,
        .maxInputs = 2,
        .fields = {field(
            "normalize", &Options::normalize, TR("Cosine"), {}, {},
            TR("Both sides are divided by their lengths first, so that only directions count."))},
        .infer = infer,
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                return boundedElements(in[0].shape) * (o.normalize ? 5 : 1);
            },
        .build = [](const Options& o, const Signals&) { return std::make_unique<Dot>(o); },
        .settings = [](const Options& o) { return o.normalize ? TR("cosine") : std::string(); },
        .examples = {{{}, {{{7}}, {{7}}}},
                     {{}, {{{2, 3, 37}}, {{2, 3, 37}}}},
                     {{{"normalize", true}}, {{{5}}, {{5}}}},
                     {{{"normalize", true}}, {{{2, 35}}, {{2, 35}}}}},
    });
}

} // namespace engine::layers

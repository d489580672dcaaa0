// TimeDistributed: runs another layer on every step of a sequence, with the same weights.
#include "engine/layers/inner_layer.h"

namespace engine::layers {

LayerType dense();
LayerType conv2d();
LayerType max_pool2d();
LayerType average_pool2d();
LayerType flatten();
LayerType global_max_pool2d();
LayerType global_average_pool2d();
LayerType reshape();
LayerType up_sampling2d();
LayerType conv2d_transpose();
LayerType depthwise_conv2d();
LayerType zero_padding2d();
LayerType cropping2d();

namespace {

struct Options {
    InnerChoice inner{.layer = "dense"};
};

const InnerLayers& layersWithin()
{
    static const InnerLayers layers({dense(), conv2d(), max_pool2d(), average_pool2d(), flatten(),
                                     global_max_pool2d(), global_average_pool2d(), reshape(), up_sampling2d(),
                                     conv2d_transpose(), depthwise_conv2d(), zero_padding2d(), cropping2d()});
    return layers;
}

// Of one step.
Signals stepOf(const Signals& in)
{
    return {{in[0].shape.withoutBatch(), in[0].type}};
}

// Folds the steps into the batch, so that the layer within sees many samples.
class TimeDistributed final : public Layer {
public:
    explicit TimeDistributed(std::unique_ptr<Layer> inner) : m_inner(std::move(inner)) {}

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_shape = inputs[0].shape();
        const Tensor folded = inputs[0].reshaped(foldedShape(m_shape));
        Tensor y;
        m_inner->forward({&folded, 1}, {&y, 1}, innerPass(pass));
        m_yShape = y.shape();
        outputs[0] = y.reshaped(m_yShape.withoutBatch().withBatch(m_shape[1]).withBatch(m_shape[0]));
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor gradY = outputGradients[0].reshaped(m_yShape), gradX;
        m_inner->backward({&gradY, 1}, {&gradX, 1}, innerPass(pass));
        if (pass.inputGradients)
            inputGradients[0] = gradX.reshaped(m_shape);
    }

    std::span<Parameter> parameters() override { return m_inner->parameters(); }
    Tensor ownLoss() const override { return m_inner->ownLoss(); }
    std::optional<ops::ActivationSpec> lastActivation() const override { return m_inner->lastActivation(); }
    void skipActivation(bool skip) override { m_inner->skipActivation(skip); }
    void initialize(RandomKey key) override { m_inner->initialize(key); }

private:
    static Shape foldedShape(const Shape& shape)
    {
        return shape.withoutBatch().withoutBatch().withBatch(shape[0] * shape[1]);
    }
    static Pass innerPass(const Pass& pass)
    {
        Pass inner = pass;
        inner.mask = nullptr; // there is no time within a step
        return inner;
    }

    std::unique_ptr<Layer> m_inner;
    Shape m_shape, m_yShape;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needNumbers(TR("Time distributed"), in); !fit)
        return fit.problem();
    if (const auto fit = needSteps(TR("Time distributed"), in); !fit)
        return fit.problem();
    Result<Signals> step = layersWithin().infer(options.inner, stepOf(in));
    if (!step)
        return step;
    if ((*step)[0].shape.rank() + 1 >= Shape::maxRank)
        return Problem{TR("Time distributed cannot take an input as large as %1."), {in[0].shape.text()}};
    return Signals{{(*step)[0].shape.withBatch(in[0].shape[0])}};
}

std::vector<LayerType::Example> examples()
{
    const std::int64_t three = 3;
    const std::string conv = "conv2d";
    return {
        {{}, {{{4, 3}}}},
        {{{"units", three}, {"activation", "softmax"}}, {{{2, 4}}}},
        {{{"units", three}, {"activation", "tanh"}, {"use_bias", false}, {"activity_l2", 0.2}}, {{{3, 2}}}},
        {{{"layer", conv}, {"filters", three}, {"kernel_size", std::vector<int>{2}}}, {{{2, 3, 4, 2}}}},
        {{{"layer", "max_pool2d"}}, {{{2, 2, 2, 2}}}},
        {{{"layer", "average_pool2d"}}, {{{2, 4, 4, 2}}}},
        {{{"layer", "flatten"}}, {{{3, 2, 2}}}},
        {{{"layer", "reshape"}, {"target", std::vector<int>{2, -1}}}, {{{3, 4}}}},
        {{{"layer", "global_average_pool2d"}}, {{{2, 3, 2, 2}}}},
        {{{"layer", "zero_padding2d"}, {"zero_padding2d_padding", std::vector<int>{1, 2}}}, {{{2, 2, 1, 2}}}},
    };
}

} // namespace

LayerType time_distributed()
{
    const InnerLayers& within = layersWithin();
    return describe<Options>({
        .id = "time_distributed",
        .title = TR("Time distributed"),
        .summary = TR("Runs the layer within on every step of a sequence, always with the same weights."),
        .category = Category::Recurrent,
        .icon = "time-distributed",
        .fields = within.fields(&Options::inner),
        .infer = infer,
        .parameters = [&](const Options& o,
                          const Signals& in) { return within.parameters(o.inner, stepOf(in)); },
        .multiplyAdds =
            [&](const Options& o, const Signals& in) {
                const std::int64_t steps = in[0].shape[0];
                return steps * std::min(within.multiplyAdds(o.inner, stepOf(in)), INT64_MAX / steps);
            },
        .build =
            [&](const Options& o, const Signals& in) {
                return std::make_unique<TimeDistributed>(within.build(o.inner, stepOf(in)));
            },
        .settings = [&](const Options& o) { return within.settings(o.inner); },
        .examples = examples(),
    });
}

} // namespace engine::layers

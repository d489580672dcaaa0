// Conv2D: filters slide over a picture; each gives a map of where it finds its pattern.
#include "engine/layers/convolution_layer.h"
#include "engine/ops/convolution.h"

namespace engine::layers {

namespace {

using Options = ConvolutionOptions;

Shape kernelShape(const Options& options, const Signals& in)
{
    return {heightOf(options.window.size), widthOf(options.window.size), in[0].shape[2], options.filters};
}

class Conv2D final : public ConvolutionLayer {
public:
    Conv2D(const Options& options, const Signals& in)
        : ConvolutionLayer(options, kernelShape(options, in), options.filters),
          m_window(options.window.over(in[0].shape[0], in[0].shape[1]))
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass& pass) override
    {
        m_input = inputs[0];
        const ops::Window& last = pass.pools ? *m_pool : m_window;
        m_output =
            Tensor::like(m_input, {m_input.rows(), last.rows.output, last.columns.output, options().filters});
        if (pass.pools) {
            m_chosen = ops::chosenByConvolution(m_output);
            ops::convolveAndPool(m_input, kernel().value, m_window, bias(), activation(), *m_pool, m_output,
                                 m_chosen);
        } else {
            ops::convolve(m_input, kernel().value, m_window, bias(), activation(), m_output);
        }
        activity().forward(m_output);
        outputs[0] = m_output;
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor& gradient = outputGradients[0];
        if (!activity().empty())
            activity().backward(gradient, gradient);
        ops::ConvolutionGradients gradients;
        if (!pass.frozen)
            gradients = {kernel().gradient, biasGradient()};
        if (pass.inputGradients)
            gradients.x = inputGradients[0] = Tensor::like(m_input);
        if (pass.pools)
            ops::convolveAndPoolBackward(m_input, kernel().value, m_window, m_output, activation(), *m_pool,
                                         m_chosen, gradient, gradients);
        else
            ops::convolveBackward(m_input, kernel().value, m_window, m_output, activation(), gradient,
                                  gradients);
    }

    // A price on the activity needs the activity.
    bool poolsItself(const ops::Window& pool) override
    {
        if (!activity().empty() || !ops::canConvolveAndPool(options().activation.spec(), pool))
            return false;
        m_pool = pool;
        return true;
    }

private:
    ops::Window m_window;
    std::optional<ops::Window> m_pool; // that it may be asked to do
    Tensor m_input, m_output, m_chosen;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needPicture(TR("Conv2D"), in); !fit)
        return fit.problem();
    if (const auto fit = checkWindow(TR("Conv2D"), options.window, in[0].shape); !fit)
        return fit.problem();
    const ops::Window window = options.window.over(in[0].shape[0], in[0].shape[1]);
    return Signals{{{window.rows.output, window.columns.output, options.filters}}};
}

std::vector<LayerType::Example> examples()
{
    using List = std::vector<int>;
    const std::int64_t five = 5, one = 1;
    const auto value = [](std::int64_t v) { return Value(v); };
    return {
        {{}, {{{4, 5, 2}}}},
        {{{"filters", five}, {"kernel_size", List{2, 3}}, {"padding", "same"}, {"activation", "elu"}},
         {{{5, 4, 3}}}},
        {{{"filters", value(17)}, {"kernel_size", List{4}}, {"strides", List{2}}, {"padding", "same"}},
         {{{7, 6, 1}}}},
        {{{"filters", five}, {"kernel_size", List{2}}, {"dilation", List{2, 1}}, {"use_bias", false}},
         {{{6, 5, 4}}}},
        {{{"filters", value(33)}, {"kernel_size", List{1}}, {"activation", "tanh"}}, {{{3, 3, 18}}}},
        {{{"filters", one}, {"kernel_size", List{3}}, {"strides", List{3, 2}}, {"kernel_l2", 0.01}},
         {{{8, 7, 2}}}},
        {{{"filters", five},
          {"kernel_size", List{3}},
          {"padding", "same"},
          {"activation", "sigmoid"},
          {"activity_l1", 0.1}},
         {{{2, 2, 2}}}},
        {{{"filters", five}, {"kernel_size", List{2}}, {"activation", "softmax"}}, {{{3, 3, 2}}}},
    };
}

} // namespace

LayerType conv2d()
{
    return describe<Options>({
        .id = "conv2d",
        .title = TR("Conv2D"),
        .summary = TR("Slides small filters over a picture; each gives a map of where it finds its pattern."),
        .category = Category::Convolution,
        .fields = convolutionFields(field("filters", &Options::filters, TR("Filters"),
                                          {.min = 1, .max = 1 << 16}, {}, TR("How many maps it gives."))),
        .infer = infer,
        .parameters =
            [](const Options& o, const Signals& in) {
                return convolutionParameters(o, kernelShape(o, in), o.filters);
            },
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                const ops::Window w = o.window.over(in[0].shape[0], in[0].shape[1]);
                return std::int64_t{w.rows.output} * w.columns.output * w.area() * in[0].shape[2] * o.filters;
            },
        .build = [](const Options& o, const Signals& in) { return std::make_unique<Conv2D>(o, in); },
        .settings = [](const Options& o) { return convolutionText(o, o.filters); },
        .examples = examples(),
    });
}

} // namespace engine::layers

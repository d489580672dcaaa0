// Depthwise Conv2D: filters slide over every channel by itself.
#include "engine/layers/convolution_layer.h"
#include "engine/ops/depthwise.h"
#include "engine/ops/elementwise.h"

namespace engine::layers {

namespace {

using Options = ConvolutionOptions;

Shape kernelShape(const Options& options, const Signals& in)
{
    return {heightOf(options.window.size), widthOf(options.window.size), in[0].shape[2], options.multiplier};
}

class DepthwiseConv2D final : public ConvolutionLayer {
public:
    DepthwiseConv2D(const Options& options, const Signals& in)
        : ConvolutionLayer(options, kernelShape(options, in), in[0].shape[2] * options.multiplier),
          m_window(options.window.over(in[0].shape[0], in[0].shape[1]))
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0];
        m_output = Tensor::like(m_input,
                                {m_input.rows(), m_window.rows.output, m_window.columns.output,
                                 m_input.columns() * options().multiplier});
        ops::depthwise(m_input, kernel().value, m_window, m_output);
        ops::activate(m_output, bias(), activation(), m_output);
        activity().forward(m_output);
        outputs[0] = m_output;
    }

    void backward(std::span<Tensor> outputGradients, std::span<Tensor> inputGradients,
                  const Pass& pass) override
    {
        Tensor& gradient = outputGradients[0];
        if (!activity().empty())
            activity().backward(gradient, gradient);
        ops::activateBackward(m_output, gradient, activation(), gradient);
        Tensor kernelGradient = pass.frozen ? Tensor() : kernel().gradient;
        if (Tensor sums = biasGradient(); !sums.empty() && !pass.frozen)
            ops::sumRows(gradient, 0, sums);
        if (pass.inputGradients)
            inputGradients[0] = Tensor::like(m_input);
        Tensor inputGradient = pass.inputGradients ? inputGradients[0] : Tensor();
        ops::depthwiseBackward(m_input, kernel().value, m_window, gradient, kernelGradient, inputGradient);
    }

private:
    ops::Window m_window;
    Tensor m_input, m_output;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    if (const auto fit = needPicture(TR("Depthwise Conv2D"), in); !fit)
        return fit.problem();
    if (const auto fit = checkWindow(TR("Depthwise Conv2D"), options.window, in[0].shape); !fit)
        return fit.problem();
    const std::int64_t channels = std::int64_t{in[0].shape[2]} * options.multiplier;
    if (channels > INT32_MAX)
        return Problem{TR("Depthwise Conv2D would make %1 channels, which is too many."), {number(channels)}};
    const ops::Window window = options.window.over(in[0].shape[0], in[0].shape[1]);
    return Signals{{{window.rows.output, window.columns.output, int(channels)}}};
}

std::vector<LayerType::Example> examples()
{
    using List = std::vector<int>;
    const std::int64_t two = 2, three = 3;
    return {
        {{}, {{{4, 5, 3}}}},
        {{{"depth_multiplier", two},
          {"kernel_size", List{2, 3}},
          {"padding", "same"},
          {"activation", "tanh"}},
         {{{5, 4, 3}}}},
        {{{"kernel_size", List{3}}, {"strides", List{2}}, {"padding", "same"}, {"use_bias", false}},
         {{{7, 6, 17}}}},
        {{{"depth_multiplier", three}, {"kernel_size", List{2}}, {"dilation", List{2, 1}}}, {{{6, 5, 1}}}},
        {{{"activation", "sigmoid"}, {"kernel_l2", 0.1}, {"activity_l1", 0.1}}, {{{3, 4, 2}}}},
    };
}

} // namespace

LayerType depthwise_conv2d()
{
    return describe<Options>({
        .id = "depthwise_conv2d",
        .title = TR("Depthwise Conv2D"),
        .summary =
            TR("Slides small filters over every channel by itself, with far fewer weights than a Conv2D."),
        .category = Category::Convolution,
        .icon = "depthwise-conv2d",
        .fields =
            convolutionFields(field("depth_multiplier", &Options::multiplier, TR("Filters per channel"),
                                    {.min = 1, .max = 1024}, {}, TR("How many maps each channel gives."))),
        .infer = infer,
        .parameters =
            [](const Options& o, const Signals& in) {
                return convolutionParameters(o, kernelShape(o, in), in[0].shape[2] * o.multiplier);
            },
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                const ops::Window w = o.window.over(in[0].shape[0], in[0].shape[1]);
                return std::int64_t{w.rows.output} * w.columns.output * w.area() * in[0].shape[2] *
                    o.multiplier;
            },
        .build = [](const Options& o, const Signals& in) { return std::make_unique<DepthwiseConv2D>(o, in); },
        .settings = [](const Options& o) { return convolutionText(o, o.multiplier); },
        .examples = examples(),
    });
}

} // namespace engine::layers

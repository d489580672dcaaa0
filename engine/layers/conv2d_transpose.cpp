// Transposed Conv2D: the way back of a Conv2D. Every pixel stamps its filters onto a larger picture.
#include "engine/layers/convolution_layer.h"
#include "engine/ops/convolution.h"
#include "engine/ops/elementwise.h"

namespace engine::layers {

namespace {

using Options = ConvolutionOptions;

// Keras' rule: the picture grows by the stride, and by what the kernel reaches beyond it where nothing is
// cut.
std::int64_t outputSize(const Options& options, int input, int (*along)(const std::vector<int>&))
{
    const std::int64_t stride = along(options.window.strides);
    const std::int64_t reach =
        std::int64_t{along(options.window.size) - 1} * along(options.window.dilation) + 1;
    const bool same = options.window.padding == "same";
    return input * stride + (same ? 0 : std::max<std::int64_t>(reach - stride, 0));
}

Shape outputShape(const Options& options, const Signals& in)
{
    return {int(outputSize(options, in[0].shape[0], heightOf)),
            int(outputSize(options, in[0].shape[1], widthOf)), options.filters};
}

// Of the Conv2D that leads from this layer's output to its input.
ops::Window windowBack(const Options& options, const Signals& in)
{
    const Shape output = outputShape(options, in);
    return options.window.over(output[0], output[1]);
}

Shape kernelShape(const Options& options, const Signals& in)
{
    return {heightOf(options.window.size), widthOf(options.window.size), options.filters, in[0].shape[2]};
}

class Conv2DTranspose final : public ConvolutionLayer {
public:
    Conv2DTranspose(const Options& options, const Signals& in)
        : ConvolutionLayer(options, kernelShape(options, in), options.filters),
          m_window(windowBack(options, in))
    {
    }

    void forward(std::span<const Tensor> inputs, std::span<Tensor> outputs, const Pass&) override
    {
        m_input = inputs[0];
        m_output = Tensor::like(
            m_input, {m_input.rows(), m_window.rows.input, m_window.columns.input, options().filters});
        ops::convolveTransposed(m_input, kernel().value, m_window, m_output);
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
        if (!pass.frozen) {
            if (Tensor sums = biasGradient(); !sums.empty())
                ops::sumRows(gradient, 0, sums);
            ops::ConvolutionGradients gradients{.kernel = kernel().gradient};
            ops::convolveBackward(gradient, kernel().value, m_window, {}, {}, m_input, gradients);
        }
        if (pass.inputGradients) {
            inputGradients[0] = Tensor::like(m_input);
            ops::convolve(gradient, kernel().value, m_window, {}, {}, inputGradients[0]);
        }
    }

private:
    ops::Window m_window;
    Tensor m_input, m_output;
};

Result<Signals> infer(const Options& options, const Signals& in)
{
    const std::string title = TR("Transposed Conv2D");
    if (const auto fit = needPicture(title, in); !fit)
        return fit.problem();
    const std::int64_t height = outputSize(options, in[0].shape[0], heightOf);
    const std::int64_t width = outputSize(options, in[0].shape[1], widthOf);
    if (height > mostElements / width || height * width > mostElements / options.filters)
        return Problem{TR("%1 would make a picture of %2 × %3 with %4 channels, which is too large."),
                       {title, number(height), number(width), number(options.filters)}};
    return Signals{{outputShape(options, in)}};
}

std::vector<LayerType::Example> examples()
{
    using List = std::vector<int>;
    const std::int64_t five = 5;
    return {
        {{}, {{{3, 4, 2}}}},
        {{{"filters", five}, {"kernel_size", List{2, 3}}, {"strides", List{2}}, {"padding", "same"}},
         {{{3, 4, 3}}}},
        {{{"filters", five}, {"kernel_size", List{4}}, {"strides", List{3, 2}}, {"activation", "tanh"}},
         {{{2, 3, 1}}}},
        {{{"filters", std::int64_t{17}}, {"kernel_size", List{1}}, {"strides", List{2}}}, {{{2, 3, 2}}}},
        {{{"filters", five}, {"kernel_size", List{2}}, {"dilation", List{2}}, {"use_bias", false}},
         {{{3, 3, 4}}}},
        {{{"filters", five}, {"activation", "sigmoid"}, {"kernel_l1", 0.1}, {"activity_l2", 0.1}},
         {{{2, 2, 2}}}},
    };
}

} // namespace

LayerType conv2d_transpose()
{
    return describe<Options>({
        .id = "conv2d_transpose",
        .title = TR("Transposed Conv2D"),
        .summary = TR("The way back of a Conv2D: stamps its filters onto a larger picture, as decoders do."),
        .category = Category::Convolution,
        .icon = "conv2d-transposed",
        .fields = convolutionFields(field("filters", &Options::filters, TR("Filters"),
                                          {.min = 1, .max = 1 << 16}, {}, TR("How many maps it gives."))),
        .infer = infer,
        .parameters =
            [](const Options& o, const Signals& in) {
                return convolutionParameters(o, kernelShape(o, in), o.filters);
            },
        .multiplyAdds =
            [](const Options& o, const Signals& in) {
                return in[0].shape.elements() * heightOf(o.window.size) * widthOf(o.window.size) * o.filters;
            },
        .build = [](const Options& o, const Signals& in) { return std::make_unique<Conv2DTranspose>(o, in); },
        .settings = [](const Options& o) { return convolutionText(o, o.filters); },
        .examples = examples(),
    });
}

} // namespace engine::layers

#include "engine/layers/convolution_layer.h"

namespace engine {

std::vector<BoundField<ConvolutionOptions>> convolutionFields(BoundField<ConvolutionOptions> filters)
{
    using Options = ConvolutionOptions;
    const std::string training = TR("Training");
    const Limits price{.min = 0, .max = 1000, .step = 0.0001};
    return joined<Options>(
        {{std::move(filters)},
         windowFields(&Options::window,
                      {"kernel_size", TR("Kernel size"),
                       TR("How many pixels the kernel moves on, down and to the right.")}),
         {dilationField(&Options::window)},
         activationFields(&Options::activation, "activation"),
         {field("use_bias", &Options::bias, TR("Bias"), {}, {},
                TR("Adds a number of its own to every filter."))},
         initializerFields(&Options::kernelStart, "kernel", kernelInitializerLabels()),
         initializerFields(&Options::biasStart, "bias", biasInitializerLabels(), "use_bias"),
         {field("kernel_l1", &Options::kernelL1, TR("Weight penalty L1"), price, training,
                TR("Times the sum of the weights without sign, added to the loss.")),
          field("kernel_l2", &Options::kernelL2, TR("Weight penalty L2"), price, training,
                TR("Times the sum of the squared weights, added to the loss."))},
         activityFields(&Options::activity, "activity_", training)});
}

std::vector<ParameterShape> convolutionParameters(const ConvolutionOptions& options, const Shape& kernel,
                                                  int channels)
{
    std::vector<ParameterShape> shapes{{"kernel", kernel}};
    if (options.bias)
        shapes.push_back({"bias", {channels}});
    return shapes;
}

std::string convolutionText(const ConvolutionOptions& options, int filters)
{
    const std::string text = fill(TR("%1 of %2"), {grouped(filters), options.window.text()});
    return options.activation.kind == "linear" ? text : text + ", " + options.activation.text();
}

ConvolutionLayer::ConvolutionLayer(const ConvolutionOptions& options, const Shape& kernel, int channels)
    : m_options(options), m_activity(options.activity)
{
    for (const ParameterShape& p : convolutionParameters(options, kernel, channels))
        m_parameters.push_back({p.name, Tensor::zeros(p.shape), Tensor::zeros(p.shape)});
    m_parameters[0].l1 = float(options.kernelL1);
    m_parameters[0].l2 = float(options.kernelL2);
}

void ConvolutionLayer::initialize(RandomKey key)
{
    m_options.kernelStart.fill(kernel().value, key.with(0));
    if (m_options.bias)
        m_options.biasStart.fill(m_parameters[1].value, key.with(1));
}

} // namespace engine

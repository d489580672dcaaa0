#pragma once

#include "engine/layers/activation_choice.h"
#include "engine/layers/activity_term.h"
#include "engine/layers/initializer.h"
#include "engine/layers/window_options.h"

namespace engine {

// What the convolution layers share.
struct ConvolutionOptions {
    int filters = 32;
    int multiplier = 1; // filters of every channel, in a depthwise convolution
    WindowOptions window;
    ActivationChoice activation;
    bool bias = true;
    Initializer kernelStart, biasStart{.kind = "zeros"};
    double kernelL1 = 0, kernelL2 = 0;
    ActivityOptions activity;
};

// The fields in the order of the inspector; the number of filters comes first.
std::vector<BoundField<ConvolutionOptions>> convolutionFields(BoundField<ConvolutionOptions> filters);
// A kernel of that shape, and a bias for each of `channels` where wished.
std::vector<ParameterShape> convolutionParameters(const ConvolutionOptions& options, const Shape& kernel,
                                                  int channels);
// "64 of 4 × 4, same, relu"
std::string convolutionText(const ConvolutionOptions& options, int filters);

// A convolution at work, without the convolution itself.
class ConvolutionLayer : public Layer {
public:
    ConvolutionLayer(const ConvolutionOptions& options, const Shape& kernel, int channels);

    std::span<Parameter> parameters() override { return m_parameters; }
    Tensor ownLoss() const override { return m_activity.loss(); }
    // A price on the activity needs the activity.
    std::optional<ops::ActivationSpec> lastActivation() const override
    {
        return m_activity.empty() ? std::optional(m_options.activation.spec()) : std::nullopt;
    }
    void skipActivation(bool skip) override { m_skip = skip && m_activity.empty(); }
    void initialize(RandomKey key) override;

protected:
    const ConvolutionOptions& options() const { return m_options; }
    ops::ActivationSpec activation() const
    {
        return m_skip ? ops::ActivationSpec() : m_options.activation.spec();
    }
    Parameter& kernel() { return m_parameters[0]; }
    Tensor bias() const { return m_options.bias ? m_parameters[1].value : Tensor(); }
    Tensor biasGradient() const { return m_options.bias ? m_parameters[1].gradient : Tensor(); }
    ActivityTerm& activity() { return m_activity; }

private:
    ConvolutionOptions m_options;
    std::vector<Parameter> m_parameters;
    ActivityTerm m_activity;
    bool m_skip = false;
};

} // namespace engine

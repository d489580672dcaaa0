#include "engine/layers/activation_choice.h"

namespace engine {

ops::ActivationSpec ActivationChoice::spec() const
{
    return {ops::activationNamed(kind).value_or(ops::Activation::Linear), float(alpha), float(slope)};
}

std::string ActivationChoice::text() const
{
    if (kind == "elu")
        return fill(TR("elu %1"), {number(alpha)});
    if (kind == "leaky_relu")
        return fill(TR("leaky relu %1"), {number(slope)});
    return kind;
}

Limits activationLimits()
{
    return {.choices = ops::activationNames(),
            .choiceTitles = {TR("Linear"), TR("ReLU"), TR("Sigmoid"), TR("Tanh"), TR("Softmax"), TR("ELU"),
                             TR("Leaky ReLU"), TR("Softplus")}};
}

} // namespace engine

#pragma once

#include "engine/base/fields.h"
#include "engine/ops/activation.h"

namespace engine {

// The choice of an activation with its parameters, as part of a layer's options.
struct ActivationChoice {
    std::string kind = "linear";
    double alpha = 1.0; // of elu
    double slope = 0.3; // of leaky relu

    ops::ActivationSpec spec() const;
    std::string text() const; // "relu", "leaky relu 0.3"
};

Limits activationLimits();

// Fields `key`, alpha and slope for a member of Options.
template <class Options>
std::vector<BoundField<Options>> activationFields(ActivationChoice Options::*member, const std::string& key)
{
    using Choice = ActivationChoice;
    const Limits factor{.min = 0, .max = 100, .step = 0.05};
    return {part(key, member, &Choice::kind, TR("Activation"), activationLimits()),
            shownWhen(part("alpha", member, &Choice::alpha, TR("Alpha"), factor, {},
                           TR("How far below zero the curve ends.")),
                      key, {"elu"}),
            shownWhen(part("slope", member, &Choice::slope, TR("Slope"), factor, {},
                           TR("How steep the line is below zero.")),
                      key, {"leaky_relu"})};
}

} // namespace engine

#pragma once

#include "engine/base/fields.h"
#include "engine/base/random.h"
#include "engine/tensor/tensor.h"

#include <array>

namespace engine {

// How a weight starts, as part of a layer's options. Definitions are Keras'; the normal kinds of Glorot, He
// and LeCun are truncated at two deviations and widened to make up for it.
struct Initializer {
    std::string kind = "glorot_uniform";
    double mean = 0, deviation = 0.05; // normal, truncated_normal
    double min = -0.05, max = 0.05; // uniform
    double gain = 1; // orthogonal
    double value = 0; // constant

    // Element i depends on the key and i only. Fans: the last two axes times the size of the leading ones.
    void fill(Tensor& weight, RandomKey key) const;
};

Limits initializerLimits();

// Labels of: the initialiser, mean, deviation, min, max, gain, value.
using InitializerLabels = std::array<std::string, 7>;
InitializerLabels kernelInitializerLabels();
InitializerLabels recurrentInitializerLabels();
InitializerLabels biasInitializerLabels();

// Fields "<weight>_initializer", "<weight>_mean" ... for a member of Options, in the section of starting
// values.
template <class Options>
std::vector<BoundField<Options>> initializerFields(Initializer Options::*member, const std::string& weight,
                                                   const InitializerLabels& labels,
                                                   const std::string& condition = {})
{
    using Start = Initializer;
    const std::string kind = weight + "_initializer";
    const std::string section = TR("Starting values");
    const Limits any{.min = -1000, .max = 1000, .step = 0.01};
    const Limits positive{.min = 0, .max = 1000, .step = 0.01};
    auto first = part(kind, member, &Start::kind, labels[0], initializerLimits(), section);
    if (!condition.empty())
        first = shownWhen(first, condition, {"true"});
    return {
        first,
        shownWhen(part(weight + "_mean", member, &Start::mean, labels[1], any, section), kind,
                  {"normal", "truncated_normal"}),
        shownWhen(part(weight + "_deviation", member, &Start::deviation, labels[2], positive, section), kind,
                  {"normal", "truncated_normal"}),
        shownWhen(part(weight + "_min", member, &Start::min, labels[3], any, section), kind, {"uniform"}),
        shownWhen(part(weight + "_max", member, &Start::max, labels[4], any, section), kind, {"uniform"}),
        shownWhen(part(weight + "_gain", member, &Start::gain, labels[5], any, section), kind,
                  {"orthogonal"}),
        shownWhen(part(weight + "_value", member, &Start::value, labels[6], any, section), kind,
                  {"constant"}),
    };
}

} // namespace engine

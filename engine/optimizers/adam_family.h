#pragma once

#include "engine/optimizers/describe.h"

namespace engine {

// What Adam and AdamW have in common.
struct AdamOptions {
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7;
    bool amsgrad = false;
    double decay = 0; // share of every weight, times the learning rate, taken off before the step
};

std::unique_ptr<Optimizer> makeAdam(const AdamOptions& options, const Tensor& like);

template <class Options>
std::vector<BoundField<Options>> adamFields()
{
    const Limits share{.min = 0, .max = 0.999999, .step = 0.001};
    return {field<Options, AdamOptions>("beta1", &Options::beta1, TR("Beta 1"), share, {},
                                        TR("How long the mean of the gradients remembers.")),
            field<Options, AdamOptions>("beta2", &Options::beta2, TR("Beta 2"), share, {},
                                        TR("How long the mean of the squared gradients remembers.")),
            field<Options, AdamOptions>("epsilon", &Options::epsilon, TR("Epsilon"),
                                        {.min = 1e-12, .max = 1, .step = 1e-7}, {},
                                        TR("Keeps the division safe where gradients are tiny.")),
            field<Options, AdamOptions>("amsgrad", &Options::amsgrad, TR("AMSGrad"), {}, {},
                                        TR("Never lets the divisor shrink."))};
}

} // namespace engine

// Adam: steps of a size of their own for every weight (Kingma, Ba 2015).
#include "engine/optimizers/adam_family.h"

namespace engine::optimizers {

OptimizerType adam()
{
    return describeOptimizer<AdamOptions>({
        .id = "adam",
        .title = TR("Adam"),
        .summary = TR("Gives every weight its own step size from the mean and spread of its gradients."),
        .learningRate = 0.001,
        .fields = adamFields<AdamOptions>(),
        .build = [](const AdamOptions& o, const Tensor& like) { return makeAdam(o, like); },
    });
}

} // namespace engine::optimizers

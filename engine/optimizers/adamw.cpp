// AdamW: Adam that also pulls every weight towards zero (Loshchilov, Hutter 2019).
#include "engine/optimizers/adam_family.h"

namespace engine::optimizers {

namespace {

struct Options : AdamOptions {
    Options() { decay = 0.004; }
};

std::vector<BoundField<Options>> fields()
{
    auto all = adamFields<Options>();
    all.insert(all.begin(),
               field<Options, AdamOptions>(
                   "weight_decay", &Options::decay, TR("Weight decay"), {.min = 0, .max = 10, .step = 0.001},
                   {},
                   TR("The share of every weight, times the learning rate, that is taken off "
                      "before each step.")));
    return all;
}

} // namespace

OptimizerType adamw()
{
    return describeOptimizer<Options>({
        .id = "adamw",
        .title = TR("AdamW"),
        .summary = TR("Adam that also pulls every weight towards zero a little at each step."),
        .learningRate = 0.001,
        .fields = fields(),
        .build = [](const Options& o, const Tensor& like) { return makeAdam(o, like); },
    });
}

} // namespace engine::optimizers

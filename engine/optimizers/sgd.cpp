// Stochastic gradient descent, with momentum and Nesterov's look ahead.
#include "engine/ops/optimizer_steps.h"
#include "engine/optimizers/describe.h"

namespace engine::optimizers {

namespace {

struct Options {
    double momentum = 0;
    bool nesterov = false;
};

class Sgd final : public SlottedOptimizer {
public:
    Sgd(const Options& options, const Tensor& like) : m_options(options)
    {
        if (options.momentum > 0)
            addSlot("velocity", like);
    }

    void step(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
              const Rate& rate) override
    {
        ops::sgdStep(value, gradient, rows, gradientScale, slot(0),
                     {rate.learning, float(m_options.momentum), m_options.nesterov});
    }

private:
    Options m_options;
};

} // namespace

OptimizerType sgd()
{
    return describeOptimizer<Options>({
        .id = "sgd",
        .title = TR("SGD"),
        .summary = TR("Stochastic gradient descent: a step down the slope, on request with momentum."),
        .learningRate = 0.01,
        .fields = {field("momentum", &Options::momentum, TR("Momentum"),
                         {.min = 0, .max = 0.9999, .step = 0.05}, {},
                         TR("How much of the last step goes into the next one.")),
                   field("nesterov", &Options::nesterov, TR("Nesterov"), {}, {},
                         TR("Looks ahead along the momentum before it steps."))},
        .build = [](const Options& o, const Tensor& like) { return std::make_unique<Sgd>(o, like); },
    });
}

} // namespace engine::optimizers

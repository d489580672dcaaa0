// RMSprop: gradients divided by their recent size (Hinton 2012).
#include "engine/ops/optimizer_steps.h"
#include "engine/optimizers/describe.h"

namespace engine::optimizers {

namespace {

struct Options {
    double rho = 0.9;
    double momentum = 0;
    double epsilon = 1e-7;
    bool centered = false;
};

class Rmsprop final : public SlottedOptimizer {
public:
    Rmsprop(const Options& options, const Tensor& like) : m_options(options)
    {
        addSlot("accumulator", like);
        if (options.centered)
            addSlot("mean", like);
        if (options.momentum > 0)
            addSlot("velocity", like);
    }

    void step(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
              const Rate& rate) override
    {
        const Options& o = m_options;
        Tensor none;
        Tensor& mean = o.centered ? slot(1) : none;
        Tensor& velocity = o.momentum > 0 ? slot(1 + o.centered) : none;
        ops::rmspropStep(value, gradient, rows, gradientScale, slot(0), mean, velocity,
                         {rate.learning, float(o.rho), float(o.momentum), float(o.epsilon)});
    }

private:
    Options m_options;
};

} // namespace

OptimizerType rmsprop()
{
    return describeOptimizer<Options>({
        .id = "rmsprop",
        .title = TR("RMSprop"),
        .summary = TR("Divides every gradient by its recent size; a good choice for recurrent networks."),
        .learningRate = 0.001,
        .fields = {field("rho", &Options::rho, TR("Rho"), {.min = 0, .max = 0.9999, .step = 0.01}, {},
                         TR("How long the mean of the squared gradients remembers.")),
                   field("momentum", &Options::momentum, TR("Momentum"),
                         {.min = 0, .max = 0.9999, .step = 0.05}, {},
                         TR("How much of the last step goes into the next one.")),
                   field("epsilon", &Options::epsilon, TR("Epsilon"), {.min = 1e-12, .max = 1, .step = 1e-7},
                         {}, TR("Keeps the division safe where gradients are tiny.")),
                   field("centered", &Options::centered, TR("Centred"), {}, {},
                         TR("Divides by the spread of the gradients about their mean."))},
        .build = [](const Options& o, const Tensor& like) { return std::make_unique<Rmsprop>(o, like); },
    });
}

} // namespace engine::optimizers

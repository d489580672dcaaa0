// Adagrad: weights with large gradients so far take smaller steps (Duchi, Hazan, Singer 2011).
#include "engine/ops/optimizer_steps.h"
#include "engine/optimizers/describe.h"

namespace engine::optimizers {

namespace {

struct Options {
    double start = 0.1;
    double epsilon = 1e-7;
};

class Adagrad final : public SlottedOptimizer {
public:
    Adagrad(const Options& options, const Tensor& like) : m_epsilon(float(options.epsilon))
    {
        addSlot("accumulator", like, float(options.start));
    }

    void step(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
              const Rate& rate) override
    {
        ops::adagradStep(value, gradient, rows, gradientScale, slot(0), rate.learning, m_epsilon);
    }

private:
    float m_epsilon;
};

} // namespace

OptimizerType adagrad()
{
    return describeOptimizer<Options>({
        .id = "adagrad",
        .title = TR("Adagrad"),
        .summary = TR("Weights whose gradients were large so far take smaller steps."),
        .learningRate = 0.001,
        .fields = {field("initial_accumulator", &Options::start, TR("Initial accumulator"),
                         {.min = 0, .max = 1000, .step = 0.1}, {},
                         TR("What the sum of squared gradients starts with.")),
                   field("epsilon", &Options::epsilon, TR("Epsilon"), {.min = 1e-12, .max = 1, .step = 1e-7},
                         {}, TR("Keeps the division safe where gradients are tiny."))},
        .build = [](const Options& o, const Tensor& like) { return std::make_unique<Adagrad>(o, like); },
    });
}

} // namespace engine::optimizers

#include "engine/optimizers/adam_family.h"

#include "engine/ops/optimizer_steps.h"

#include <cmath>

namespace engine {

namespace {

class Adam final : public SlottedOptimizer {
public:
    Adam(const AdamOptions& options, const Tensor& like) : m_options(options)
    {
        addSlot("m", like);
        addSlot("v", like);
        if (options.amsgrad)
            addSlot("v_max", like);
    }

    void step(Tensor& value, const Tensor& gradient, const Tensor& gradientScale, float rate,
              std::int64_t step) override
    {
        const auto& o = m_options;
        const auto count = double(step);
        const double corrected =
            double(rate) * std::sqrt(1 - std::pow(o.beta2, count)) / (1 - std::pow(o.beta1, count));
        Tensor m = slot(0), v = slot(1), highest = slot(2);
        ops::adamStep(value, gradient, gradientScale, m, v, highest,
                      {float(corrected), float(o.beta1), float(o.beta2), float(o.epsilon),
                       float(double(rate) * o.decay)});
    }

private:
    AdamOptions m_options;
};

} // namespace

std::unique_ptr<Optimizer> makeAdam(const AdamOptions& options, const Tensor& like)
{
    return std::make_unique<Adam>(options, like);
}

} // namespace engine

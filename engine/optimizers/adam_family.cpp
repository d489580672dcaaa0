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

    // The moments start at zero and are too small at first.
    Rate rateOf(float learning, std::int64_t step) const override
    {
        const auto count = double(step);
        const double corrected = double(learning) * std::sqrt(1 - std::pow(m_options.beta2, count)) /
            (1 - std::pow(m_options.beta1, count));
        return {learning, float(corrected)};
    }

    void step(Tensor& value, const Tensor& gradient, const Tensor& rows, const Tensor& gradientScale,
              const Rate& rate) override
    {
        const auto& o = m_options;
        ops::adamStep(value, gradient, rows, gradientScale, slot(0), slot(1), slot(2),
                      {rate.corrected, float(o.beta1), float(o.beta2), float(o.epsilon),
                       float(double(rate.learning) * o.decay)});
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

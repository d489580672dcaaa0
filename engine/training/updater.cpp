#include "engine/training/updater.h"

#include "engine/ops/clip.h"
#include "engine/ops/elementwise.h"

namespace engine {

Result<Updater> Updater::build(const Network& network, const TrainingSettings& settings)
{
    const OptimizerType* type = findOptimizerType(settings.optimizer.id);
    if (!type)
        return Problem{TR("This version does not know the optimizer \"%1\"; choose another one."),
                       {settings.optimizer.id}};
    if (Result<void> valid = check(type->fields, settings.optimizer.attributes); !valid)
        return valid.problem();
    Updater updater;
    updater.m_clipping = settings.clipping;
    updater.m_limit = static_cast<float>(settings.clippingLimit);
    for (const Network::Weight& weight : network.weights()) {
        if (!weight.trained)
            continue;
        const Tensor& value = weight.parameter->value;
        Tensor one(Shape(), ElementType::Float32, value.device());
        ops::fill(one, 1);
        if (updater.m_clipping == "global_norm" && !updater.m_trained.empty())
            one = updater.m_trained.front().scale; // one scale for all
        updater.m_trained.push_back({weight.name, weight.parameter,
                                     type->build(settings.optimizer.attributes, value), std::move(one)});
    }
    if (!updater.m_trained.empty())
        updater.m_squares = Tensor::like(updater.m_trained.front().scale);
    return updater;
}

void Updater::step(double rate, std::int64_t step)
{
    if (m_trained.empty())
        return;
    clip();
    const Optimizer::Rate taken = m_trained.front().optimizer->rateOf(static_cast<float>(rate), step);
    for (Trained& trained : m_trained)
        if (Parameter& p = *trained.parameter; !p.gradient.empty())
            trained.optimizer->step(p.value, p.gradient, p.rows, trained.scale, taken);
}

void Updater::clip()
{
    if (m_clipping == "none")
        return;
    const bool together = m_clipping == "global_norm";
    for (std::size_t i = 0; i < m_trained.size(); ++i) {
        Tensor& gradient = m_trained[i].parameter->gradient;
        if (m_clipping == "value") {
            if (!gradient.empty())
                ops::clip(gradient, m_limit, gradient);
            continue;
        }
        if (!gradient.empty())
            ops::sumSquares(gradient, 1, together && i > 0 ? 1 : 0, m_squares);
        else if (!together || i == 0)
            ops::fill(m_squares, 0);
        if (!together || i + 1 == m_trained.size())
            ops::clippingScale(m_squares, m_limit, m_trained[i].scale);
    }
}

NamedTensors Updater::copySlots() const
{
    NamedTensors slots;
    for (const Trained& trained : m_trained)
        for (const Optimizer::Slot& slot : trained.optimizer->state())
            slots[trained.name + "/" + slot.name] =
                slot.value.device() == Device::Cpu ? slot.value.clone() : slot.value.to(Device::Cpu);
    return slots;
}

void Updater::setSlots(const NamedTensors& slots)
{
    for (Trained& trained : m_trained)
        for (Optimizer::Slot& slot : trained.optimizer->state()) {
            const auto given = slots.find(trained.name + "/" + slot.name);
            if (given != slots.end() && given->second.shape() == slot.value.shape())
                slot.value.copyFrom(given->second);
        }
}

} // namespace engine

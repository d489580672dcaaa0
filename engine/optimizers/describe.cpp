#include "engine/optimizers/describe.h"

#include "engine/ops/elementwise.h"

namespace engine {

void SlottedOptimizer::addSlot(std::string name, const Tensor& like, float start)
{
    Tensor value = Tensor::like(like);
    ops::fill(value, start);
    m_slots.push_back({std::move(name), std::move(value)});
}

} // namespace engine

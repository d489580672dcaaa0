#pragma once

#include "engine/optimizers/optimizer_type.h"

namespace engine {

// An optimiser's file fills this in with functions of its own Options.
template <class Options>
struct OptimizerDescription {
    std::string id;
    std::string title;
    std::string summary;
    double learningRate = 0.001;
    std::vector<BoundField<Options>> fields = {};
    std::function<std::unique_ptr<Optimizer>(const Options&, const Tensor& like)> build = {};
};

template <class Options>
OptimizerType describeOptimizer(OptimizerDescription<Options> d)
{
    OptimizerType t{d.id, d.title, d.summary, d.learningRate};
    t.fields.assign(d.fields.begin(), d.fields.end());
    t.build = [fields = d.fields, f = d.build](const Attributes& a, const Tensor& like) {
        return f(readOptions(fields, a), like);
    };
    return t;
}

// Slots by name, made when the optimiser is.
class SlottedOptimizer : public Optimizer {
public:
    std::span<Slot> state() override { return m_slots; }

protected:
    void addSlot(std::string name, const Tensor& like, float start = 0);
    // The slot of that position, or an empty tensor where there are not so many.
    Tensor& slot(std::size_t index) { return index < m_slots.size() ? m_slots[index].value : m_none; }

private:
    Tensor m_none;
    std::vector<Slot> m_slots;
};

} // namespace engine

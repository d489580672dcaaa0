#pragma once

#include "engine/ops/draw_classes.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine {

// Draws classes at random, each with its own chance, by Walker's alias method (1977, tables after Vose 1991):
// a draw takes the same short time however many classes there are.
class ClassSampler {
public:
    // Chances in proportion to the weights, of which one is above 0.
    explicit ClassSampler(std::span<const double> weights);

    int classes() const { return m_table.classes(); }
    double chance(int id) const { return chances()[id]; }
    std::int32_t draw(RandomKey key, std::uint64_t index) const
    {
        return ops::drawnClass(m_table.limits.ids(), m_table.others.ids(),
                               static_cast<std::uint64_t>(classes()), key.bits(index));
    }
    ops::DistinctClasses drawDistinct(int count, RandomKey key) const
    {
        return ops::drawDistinct(m_table, count, key);
    }
    const ops::ClassTable& table() const { return m_table; } // on the processor

private:
    const double* chances() const { return reinterpret_cast<const double*>(m_table.chances.ids()); }

    ops::ClassTable m_table;
};

// Weights of classes in order of descending frequency, whose frequencies follow Zipf's law:
// ln((id + 2) / (id + 1)), as in TensorFlow's log-uniform sampler.
std::vector<double> logUniformWeights(int classes);
// Frequencies to the power of 0.75 (Mikolov et al. 2013).
std::vector<double> unigramWeights(std::span<const std::int64_t> counts, int classes);

} // namespace engine

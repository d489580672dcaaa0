#pragma once

#include "engine/base/random.h"

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

    int classes() const { return static_cast<int>(m_chances.size()); }
    double chance(int id) const { return m_chances[static_cast<std::size_t>(id)]; }
    std::int32_t draw(RandomKey key, std::uint64_t index) const
    {
        const std::uint64_t bits = key.bits(index);
        const auto cell = static_cast<std::size_t>((bits >> 32) * m_chances.size() >> 32);
        return static_cast<std::uint32_t>(bits) < m_limits[cell] ? static_cast<std::int32_t>(cell)
                                                                 : m_others[cell];
    }

    // `count` different classes, and how many draws they took. There are at least as many with a chance.
    struct Distinct {
        std::vector<std::int32_t> ids;
        std::int64_t draws = 0;
    };
    Distinct drawDistinct(int count, RandomKey key) const;

private:
    std::vector<double> m_chances;
    std::vector<std::uint32_t> m_limits; // below it a draw of the cell stands for itself ...
    std::vector<std::int32_t> m_others; // ... and from it on for this class
};

// Weights of classes in order of descending frequency, whose frequencies follow Zipf's law:
// ln((id + 2) / (id + 1)), as in TensorFlow's log-uniform sampler.
std::vector<double> logUniformWeights(int classes);
// Frequencies to the power of 0.75 (Mikolov et al. 2013).
std::vector<double> unigramWeights(std::span<const std::int64_t> counts, int classes);

} // namespace engine

#include "engine/losses/class_sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {

namespace {

std::uint32_t asLimit(double share)
{
    return static_cast<std::uint32_t>(std::min(share * 0x1p32, 4294967295.0));
}

} // namespace

ClassSampler::ClassSampler(std::span<const double> weights)
    : m_chances(weights.begin(), weights.end()), m_limits(weights.size(), 4294967295U),
      m_others(weights.size())
{
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> share(weights.size()); // of the mean
    std::vector<std::size_t> small, large;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        m_chances[i] = weights[i] / total;
        m_others[i] = static_cast<std::int32_t>(i);
        share[i] = m_chances[i] * static_cast<double>(weights.size());
        (share[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::size_t less = small.back(), more = large.back();
        small.pop_back();
        m_limits[less] = asLimit(share[less]);
        m_others[less] = static_cast<std::int32_t>(more);
        share[more] -= 1 - share[less];
        if (share[more] < 1) {
            large.pop_back();
            small.push_back(more);
        }
    }
}

ClassSampler::Distinct ClassSampler::drawDistinct(int count, RandomKey key) const
{
    Distinct drawn;
    std::vector<bool> taken(m_chances.size());
    while (static_cast<int>(drawn.ids.size()) < count) {
        const std::int32_t id = draw(key, static_cast<std::uint64_t>(drawn.draws++));
        if (taken[static_cast<std::size_t>(id)])
            continue;
        taken[static_cast<std::size_t>(id)] = true;
        drawn.ids.push_back(id);
    }
    return drawn;
}

std::vector<double> logUniformWeights(int classes)
{
    std::vector<double> weights(static_cast<std::size_t>(classes));
    for (std::size_t id = 0; id < weights.size(); ++id)
        weights[id] = std::log1p(1 / static_cast<double>(id + 1));
    return weights;
}

std::vector<double> unigramWeights(std::span<const std::int64_t> counts, int classes)
{
    std::vector<double> weights(static_cast<std::size_t>(classes));
    for (std::size_t id = 0; id < std::min(weights.size(), counts.size()); ++id)
        weights[id] = std::pow(static_cast<double>(counts[id]), 0.75);
    return weights;
}

} // namespace engine

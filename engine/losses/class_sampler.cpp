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
{
    const int count = static_cast<int>(weights.size());
    m_table = {Tensor({count, 2}, ElementType::Int32), Tensor({count}, ElementType::Int32),
               Tensor({count}, ElementType::Int32)};
    const auto chances = reinterpret_cast<double*>(m_table.chances.ids());
    std::int32_t *const limits = m_table.limits.ids(), *const others = m_table.others.ids();
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> share(weights.size()); // of the mean
    std::vector<std::size_t> small, large;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        chances[i] = weights[i] / total;
        limits[i] = static_cast<std::int32_t>(4294967295U);
        others[i] = static_cast<std::int32_t>(i);
        share[i] = chances[i] * static_cast<double>(weights.size());
        (share[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::size_t less = small.back(), more = large.back();
        small.pop_back();
        limits[less] = static_cast<std::int32_t>(asLimit(share[less]));
        others[less] = static_cast<std::int32_t>(more);
        share[more] -= 1 - share[less];
        if (share[more] < 1) {
            large.pop_back();
            small.push_back(more);
        }
    }
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

#include "engine/text/sampling.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

bool likelier(const TokenChance& a, const TokenChance& b)
{
    return a.chance != b.chance ? a.chance > b.chance : a.id < b.id;
}

// Chances in relation to the largest; what is no number counts as none.
void temper(std::vector<TokenChance>& choices, double temperature)
{
    const double largest = std::log(std::max(1e-30, static_cast<double>(choices.front().chance)));
    for (TokenChance& one : choices)
        one.chance = one.chance > 0
            ? static_cast<float>(
                  std::exp((std::log(static_cast<double>(one.chance)) - largest) / temperature))
            : 0;
}

double sumOf(std::span<const TokenChance> choices)
{
    double sum = 0;
    for (const TokenChance& one : choices)
        sum += static_cast<double>(one.chance);
    return sum;
}

void keepShare(std::vector<TokenChance>& choices, double share)
{
    const double wanted = share * sumOf(choices);
    double sum = 0;
    std::size_t kept = 0;
    while (kept < choices.size() && (kept == 0 || sum < wanted))
        sum += static_cast<double>(choices[kept++].chance);
    choices.resize(kept);
}

} // namespace

std::vector<TokenChance> likeliest(std::span<const float> chances, int count)
{
    std::vector<TokenChance> all;
    all.reserve(chances.size());
    for (std::size_t id = 0; id < chances.size(); ++id)
        all.push_back({static_cast<std::int32_t>(id), chances[id] > 0 ? chances[id] : 0.0f});
    const auto kept = std::min<std::size_t>(all.size(), static_cast<std::size_t>(std::max(0, count)));
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept), likelier);
    all.resize(kept);
    return all;
}

std::vector<TokenChance> choicesLeft(std::span<const float> chances, const Sampling& sampling)
{
    const int all = static_cast<int>(chances.size());
    const int most = sampling.temperature <= 0 ? 1 : sampling.topK > 0 ? std::min(sampling.topK, all) : all;
    std::vector<TokenChance> choices = likeliest(chances, most);
    if (choices.empty())
        return choices;
    temper(choices, std::max(1e-3, sampling.temperature));
    if (sampling.topP < 1)
        keepShare(choices, sampling.topP);
    const double sum = sumOf(choices);
    for (TokenChance& one : choices)
        one.chance = sum > 0 ? static_cast<float>(static_cast<double>(one.chance) / sum)
                             : 1.0f / static_cast<float>(choices.size());
    return choices;
}

std::int32_t chosen(std::span<const float> chances, const Sampling& sampling, double drawn)
{
    const std::vector<TokenChance> choices = choicesLeft(chances, sampling);
    double left = drawn;
    for (const TokenChance& one : choices)
        if ((left -= static_cast<double>(one.chance)) < 0)
            return one.id;
    // Rounding may leave a little: then it is the last that has any chance.
    const auto last = std::ranges::find_if(choices.rbegin(), choices.rend(),
                                           [](const TokenChance& one) { return one.chance > 0; });
    return last == choices.rend() ? 0 : last->id;
}

} // namespace engine

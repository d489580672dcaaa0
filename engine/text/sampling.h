#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace engine {

// How the next token is chosen among probabilities.
struct Sampling {
    double temperature = 0.8; // chances become p^(1 / temperature); 0: always the likeliest
    int topK = 0; // only the k likeliest; 0: all
    double topP = 1; // only the likeliest that make up this share of the chances
};

struct TokenChance {
    std::int32_t id = 0;
    float chance = 0;
    bool operator==(const TokenChance&) const = default;
};

// The likeliest first, ties by id.
std::vector<TokenChance> likeliest(std::span<const float> chances, int count);

// The choices that are left, likeliest first, with chances that add up to 1: tempered, then the top k (Fan,
// Lewis, Dauphin 2018), then the smallest set of at least the share p (Holtzman et al. 2020).
std::vector<TokenChance> choicesLeft(std::span<const float> chances, const Sampling& sampling);

// The one that a number drawn evenly from [0, 1) falls on.
std::int32_t chosen(std::span<const float> chances, const Sampling& sampling, double drawn);

} // namespace engine

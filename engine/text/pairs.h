#pragma once

#include "engine/base/random.h"

#include <cstdint>
#include <span>

namespace engine {

// What a text makes of every word and its neighbours, worked out from a number alone. The words before and
// after a place, `window` of each, are its neighbours, from left to right. Numbers go on from place to place,
// so that of places with whole windows on both sides all are good.
struct WordPairs {
    std::span<const std::int32_t> tokens;
    int window = 2; // words on each side
    int negatives = 0; // random pairs behind every true one: the same word and one drawn evenly
    int vocabulary = 0; // as many ids to draw from
    RandomKey key = {};

    std::int64_t perPlace() const { return std::int64_t{2} * window * (1 + negatives); }

    // Of the pairs with these numbers: the word in the middle, the other one, and whether that stands beside
    // it (1) or was drawn (0).
    void words(std::span<const std::int32_t> pairs, std::int32_t* to) const;
    void others(std::span<const std::int32_t> pairs, std::int32_t* to) const;
    void labels(std::span<const std::int32_t> pairs, std::int32_t* to) const;
    // All neighbours of places, 2 * window for each.
    void neighbours(std::span<const std::int32_t> places, std::int32_t* to) const;
};

} // namespace engine

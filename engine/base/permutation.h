#pragma once

#include "engine/base/random.h"

#include <bit>

namespace engine {

// An order of the numbers below `count` that takes no memory, whatever the count: a Feistel network of four
// rounds on as many bits as the numbers need. What falls beyond the count goes through it again until it does
// not (cycle walking; Black, Rogaway 2002).
class Permutation {
public:
    Permutation(std::uint64_t count, RandomKey key)
        : m_count(count), m_key(key), m_low(halfOf(count)), m_high(bitsOf(count) - m_low)
    {
    }

    std::uint64_t operator[](std::uint64_t place) const
    {
        do
            place = once(place);
        while (place >= m_count);
        return place;
    }

private:
    static int bitsOf(std::uint64_t count)
    {
        return count <= 4 ? 2 : static_cast<int>(std::bit_width(count - 1));
    }
    static int halfOf(std::uint64_t count) { return bitsOf(count) / 2; }

    // Two rounds at a time, after which both halves are where they were.
    std::uint64_t once(std::uint64_t number) const
    {
        std::uint64_t low = number & ((std::uint64_t{1} << m_low) - 1), high = number >> m_low;
        for (std::uint64_t round = 0; round < 4; round += 2) {
            high ^= mixed(low, round) >> (64 - m_high);
            low ^= mixed(high, round + 1) >> (64 - m_low);
        }
        return high << m_low | low;
    }
    std::uint64_t mixed(std::uint64_t half, std::uint64_t round) const
    {
        return m_key.bits(half << 2 | round);
    }

    std::uint64_t m_count;
    RandomKey m_key;
    int m_low, m_high; // bits of each half
};

} // namespace engine

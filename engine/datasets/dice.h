#pragma once

#include "engine/base/random.h"

namespace engine {

// Draws random numbers one after the other from a key.
class Dice {
public:
    explicit Dice(RandomKey key) : m_key(key) {}

    float uniform(float low, float high) { return low + (high - low) * m_key.uniform(m_next++); }
    bool chance(float share) { return uniform(0, 1) < share; }
    int below(int bound)
    {
        return static_cast<int>(m_key.below(static_cast<std::uint64_t>(bound), m_next++));
    }
    // Nearly normal: the sum of four uniform numbers, never beyond 3.5 deviations. No library function, so
    // the same on every machine.
    float normal(float mean, float deviation)
    {
        const std::uint64_t bits = m_key.bits(m_next++);
        const auto sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);
        return mean + deviation * (static_cast<float>(sum) * 0x1p-16f - 2.0f) * 1.7320508f;
    }

private:
    RandomKey m_key;
    std::uint64_t m_next = 0;
};

} // namespace engine

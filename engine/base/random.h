#pragma once

#include "engine/base/device_code.h"

#include <cstdint>

namespace engine {

// Random numbers without state: each depends on its key and index only, so they are the same on every
// device and with any number of threads (splitmix64, Steele, Lea, Flood 2014).
struct RandomKey {
    std::uint64_t value = 0;

    LOOM_DEVICE static std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    // An independent stream, for example for a step, then for a node in it.
    LOOM_DEVICE RandomKey with(std::uint64_t part) const
    {
        return {mix(value + 0x9e3779b97f4a7c15ULL) ^
                mix(part * 0xd1342543de82ef95ULL + 0x632be59bd9b4e019ULL)};
    }
    LOOM_DEVICE std::uint64_t bits(std::uint64_t index) const
    {
        return mix(value + (index + 1) * 0x9e3779b97f4a7c15ULL);
    }
    // In [0, 1), multiples of 2^-24.
    LOOM_DEVICE float uniform(std::uint64_t index) const { return float(bits(index) >> 40) * 0x1p-24f; }
    // In [0, bound); the bias is below bound / 2^64.
    LOOM_DEVICE std::uint64_t below(std::uint64_t bound, std::uint64_t index) const
    {
        return std::uint64_t((unsigned __int128)(bits(index)) * bound >> 64);
    }
};

} // namespace engine

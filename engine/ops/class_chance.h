#pragma once

#include "engine/base/device_code.h"
#include "engine/base/random.h"

#include <cmath>

// Of drawn classes, what is the same on every device.
namespace engine::ops {

// The part that one more target has in a key.
LOOM_DEVICE inline std::uint64_t mixedWith(std::uint64_t mixed, std::int32_t id)
{
    return RandomKey::mix(mixed + std::uint32_t(id) + 1);
}

struct ClassChance {
    const double* chances;
    int classes;
    bool different; // the draws are repeated until all classes differ

    LOOM_DEVICE float shift(std::int32_t id, double draws) const
    {
        const double chance = id >= 0 && id < classes ? chances[id] : 1;
        const double often = different ? -std::expm1(draws * std::log1p(-chance)) : draws * chance;
        return float(std::log(often > 1e-12 ? often : 1e-12));
    }
};

} // namespace engine::ops

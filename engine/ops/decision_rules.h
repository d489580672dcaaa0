#pragma once

#include "engine/base/device_code.h"
#include "engine/tensor/tensor.h"

#include <algorithm>
#include <cmath>

// When a row of chances hits the true class, the same on every device.
namespace engine::ops {

constexpr float leastChance = 1e-7f;

struct RowHits {
    float right = 0, topFive = 0, surprise = 0;
};

// How the other classes stand to the true one.
struct Rivals {
    int likelier = 0; // in the whole row
    int tiedBefore = 0; // equal, and before it
};

// Of a class that the row has. A first value that is no number counts as the largest, one further on is
// passed over.
LOOM_DEVICE inline RowHits hitsOf(const float* chances, int truth, const Rivals& rivals)
{
    const float chance = chances[truth];
    const bool right = rivals.likelier == 0 && rivals.tiedBefore == 0 && (truth == 0 || chances[0] < chance);
    return {right ? 1.0f : 0.0f, rivals.likelier < 5 ? 1.0f : 0.0f,
            -std::log(leastChance < chance ? chance : leastChance)};
}

// The number of a row's true class: ids, numbers of one value a row, or (null) to be looked for.
struct NamedClasses {
    const std::int32_t* ids;
    const float* single;

    NamedClasses(const Tensor& target, int classes)
        : ids(target.type() == ElementType::Int32 ? target.ids() : nullptr),
          single(!ids && classes == 1 ? target.data() : nullptr)
    {
    }
    LOOM_DEVICE bool known() const { return ids || single; }
    LOOM_DEVICE int operator()(std::int64_t row) const { return ids ? ids[row] : single[row] > 0.5f ? 1 : 0; }
};

} // namespace engine::ops

#pragma once

#include "engine/tensor/tensor.h"

#include <array>

namespace engine::ops {

// The smallest box around the points of a map.
struct MapBounds {
    std::array<float, 3> low{}, high{};
    float span() const; // of the longest side
};
MapBounds boundsOf(const Tensor& positions);

} // namespace engine::ops

#pragma once

#include "app/cli/picture.h"

#include "engine/mapping/point_set.h"

namespace cli {

// A map as a picture: discs coloured by class, else by value, words where they do not collide, and what the
// colours mean. A map of three dimensions is seen from one side.
Picture mapPicture(const engine::PointSet& points, std::span<const float> positions, int dimensions);

} // namespace cli

#pragma once

#include "engine/tensor/tensor.h"

#include <QMetaType>

#include <vector>

namespace app::panels {

enum class MapDistance { Cosine, Euclidean };

struct MapNeighbour {
    int point = 0;
    float distance = 0;
};

// The nearest other points in the space that the map was made from, nearest first. Of a point without a
// direction (all zeros) every cosine distance is 1.
std::vector<MapNeighbour> nearestPoints(const engine::Tensor& points, int of, int count,
                                        MapDistance distance);

} // namespace app::panels

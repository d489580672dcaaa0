#pragma once

#include "engine/tensor/tensor.h"

#include <vector>

namespace engine {

struct Clusters {
    std::vector<std::int32_t> ids; // of every point; the largest cluster is 0
    Tensor centres; // [clusters, dimensions]
    double spread = 0; // sum of squared distances to the centres
};

struct ClusterWish {
    int count = 10;
    int rounds = 100; // at most
    std::int64_t seed = 1;
};

// k-means (Lloyd 1982) of the rows of points [n, d], started by k-means++ (Arthur, Vassilvitskii 2007). The
// same for a seed on any number of threads. Fewer clusters where there are fewer distinct points.
Clusters kMeans(const Tensor& points, const ClusterWish& wish);

} // namespace engine

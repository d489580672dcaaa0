#pragma once

#include "engine/mapping/neighbours.h"
#include "engine/ops/map_forces.h"

namespace engine {

// How much pairs of points belong together: symmetric, sums to 1. Either between neighbours only or, for the
// exact method, between all points.
struct Affinities {
    ops::SparseRows near; // rows are padded with zeros
    Tensor all; // [n, n]; empty when near is used
    double logarithms = 0; // sum of p ln p, the part of the divergence that never changes

    std::int64_t points() const { return all.empty() ? near.starts.size() - 1 : all.rows(); }
};

// p_j|i of every point's neighbours, so that its entropy is that of `perplexity` equally near ones; then the
// mean of p_j|i and p_i|j over all pairs. They lie in the host's memory, wherever the neighbours do.
Affinities affinities(const NeighbourTable& neighbours, double perplexity);
// The same over all points, by the device. goOn is asked now and then with the share done; false ends it,
// with nothing in all.
Affinities affinitiesOfAll(const Tensor& points, double perplexity,
                           const std::function<bool(double share)>& goOn = {}, Device device = Device::Cpu);

} // namespace engine

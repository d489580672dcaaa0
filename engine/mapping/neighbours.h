#pragma once

#include "engine/tensor/tensor.h"

#include <functional>

namespace engine {

// Of every point its k nearest others, nearest first; equally near ones by number. On the device of the
// search.
struct NeighbourTable {
    Tensor indices; // ids [n, k]
    Tensor squaredDistances; // [n, k]
};

struct NeighbourOptions {
    bool approximate = false; // misses a few, is much quicker for very many points
    std::int64_t seed = 1; // of the approximate search
    std::function<bool(double share)> goOn = {}; // asked now and then; false ends the search
    Device device = Device::Cpu; // one that is not the processor always searches exactly
};

// By Euclidean distance between the rows of points [n, d], which lie in the host's memory; k < n. Empty
// tensors when goOn ended the search.
NeighbourTable nearest(const Tensor& points, int k, const NeighbourOptions& options = {});

// Whether so many points are better searched approximately.
bool manyForExactSearch(std::int64_t points);

} // namespace engine

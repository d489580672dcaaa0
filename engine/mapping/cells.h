#pragma once

#include "engine/tensor/tensor.h"

#include <functional>
#include <optional>
#include <vector>

namespace engine {

// Points divided among centres by k-means (Lloyd 1982), for searches that look into near cells only.
struct Cells {
    Tensor centres; // [cells, d]
    std::vector<std::vector<std::int32_t>> members; // of every cell, by number
};

// About the square root of the number of points; nothing when goOn, asked with the share done, said no.
std::optional<Cells> divide(const Tensor& points, std::int64_t seed, const std::function<bool(double)>& goOn);

// The rows of those numbers.
Tensor rowsOf(const Tensor& points, const std::vector<std::int32_t>& numbers);

} // namespace engine

#pragma once

#include "engine/tensor/tensor.h"

namespace engine {

// Of a prediction [..., classes] on the CPU: the values of row `row`.
std::span<const float> classChances(const Tensor& prediction, std::int64_t row);

// The first of the largest values.
int likeliestClass(std::span<const float> chances);

// Whether fewer than `count` classes are likelier than the given one.
bool isAmongLikeliest(std::span<const float> chances, int wanted, int count);

// The class a target names: by its id, by the largest of `classes` values, or, of a single value, 0 or 1.
int trueClass(const Tensor& target, std::int64_t row, int classes);

} // namespace engine

#pragma once

#include "engine/tensor/tensor.h"

namespace engine {

// Of points [n, d]: [d].
Tensor columnMeans(const Tensor& points);
// The points with the means subtracted.
Tensor withoutMeans(const Tensor& points, const Tensor& means);

} // namespace engine

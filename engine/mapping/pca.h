#pragma once

#include "engine/tensor/tensor.h"

#include <vector>

namespace engine {

struct PrincipalComponents {
    Tensor mean; // [d]
    Tensor axes; // [k, d], of length 1, the largest entry of each positive
    Tensor scores; // [n, k]
    std::vector<double> variances; // of the scores, largest first; divided by n - 1
    double totalVariance = 0;
};

// The first components of points [n, d] by randomised subspace iteration (Halko, Martinsson, Tropp 2011). k
// is lowered to what n and d allow.
PrincipalComponents principalComponents(const Tensor& points, int k, std::int64_t seed = 1);

} // namespace engine

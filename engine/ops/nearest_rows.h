#pragma once

#include "engine/ops/op.h"

namespace engine::ops {

// Of every row of queries [m, d] the k nearest rows of points [n, d], as ids and squared distances [m, k],
// nearest first, equally near ones by number. self [m] names the row of points that is the query itself and
// does not count, or -1; k must not exceed what is left. Precise if the points lie around zero.
extern const Op<void(const Tensor& queries, const Tensor& points, const Tensor& self, Tensor& ids,
                     Tensor& squaredDistances)>
    nearestRows;

// Looks for nearer rows of points [n, d] than those of a table of neighbours [n, k]: among the neighbours'
// neighbours, of which the nearest few are asked (Dong, Moses, Li 2011).
constexpr int askedNeighbours = 24;
extern const Op<void(const Tensor& points, const Tensor& ids, const Tensor& squaredDistances, Tensor& newIds,
                     Tensor& newSquaredDistances)>
    refineNeighbours;

// out[i, j] = |queries_i - points_j|².
extern const Op<void(const Tensor& queries, const Tensor& points, Tensor& out)> pairDistances;

} // namespace engine::ops

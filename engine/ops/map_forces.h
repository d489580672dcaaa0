#pragma once

#include "engine/ops/op.h"

// The forces of t-SNE between the points of a map, positions [n, dimensions] with 2 or 3 dimensions. With
// w = 1 / (1 + |y_i - y_j|²) the gradient is 4 (sum p w (y_i - y_j) - sum w² (y_i - y_j) / sum w) (van der
// Maaten, Hinton 2008, equation 5).
namespace engine::ops {

// A sparse [n, n] matrix: row i lies at [starts[i], starts[i + 1]), a multiple of sparseRowStep places. What
// a row has too many is value 0 at column i.
struct SparseRows {
    Tensor starts; // ids [n + 1]
    Tensor columns; // ids
    Tensor values;
};
constexpr int sparseRowStep = 8;

// attraction[i] = sum over row i of p w (y_i - y_j).
extern const Op<void(const Tensor& positions, const SparseRows& p, Tensor& attraction)> attract;
// logarithms[i] = sum over row i of p ln(1 + |y_i - y_j|²).
extern const Op<void(const Tensor& positions, const SparseRows& p, Tensor& logarithms)> attractionLogarithms;

// The same for a dense p [n, n].
extern const Op<void(const Tensor& positions, const Tensor& p, Tensor& attraction)> attractAll;
extern const Op<void(const Tensor& positions, const Tensor& p, Tensor& logarithms)> attractionLogarithmsOfAll;

// repulsion[i] = sum over all j of w² (y_i - y_j); weights[i] = sum over all other j of w.
extern const Op<void(const Tensor& positions, Tensor& repulsion, Tensor& weights)> repelExactly;

// One step: g = 4 (exaggeration attraction - repulsion / total); each coordinate's gain grows by 0.2 where g
// and velocity point apart, shrinks to 80 % where not (Jacobs 1988); velocity and positions follow.
struct MapStep {
    float exaggeration, total, rate, momentum;
};
extern const Op<void(const Tensor& attraction, const Tensor& repulsion, const MapStep& step, Tensor& gains,
                     Tensor& velocity, Tensor& positions)>
    moveMap;

} // namespace engine::ops

#pragma once

#include "engine/ops/op.h"

#include <memory>

namespace engine::ops {

// A grid over a map whose points repel each other: cubic B-splines spread every point over the grid, one
// convolution gives the potential phi(y) = sum of 1 / (1 + |y - y_j|²) at its nodes, and the same splines
// read it and its slope at the points: the repulsion is -1/2 grad phi. (Interpolation on a grid: Linderman et
// al. 2019; here with splines as in smooth particle-mesh Ewald sums, Essmann et al. 1995.) The grid follows
// the map; what it is depends on the positions alone.
class RepulsionGrid {
public:
    explicit RepulsionGrid(int dimensions);
    RepulsionGrid(RepulsionGrid&&) noexcept;
    ~RepulsionGrid();

    // Whether a map is compact enough for a grid of useful size and fineness; on a graphics card all are.
    static bool fits(const Tensor& positions);

    struct Private;
    Private& state() { return *d; }

private:
    std::unique_ptr<Private> d;
};

// As repelExactly, nearly. A graphics card, which sums over all pairs of some hundred thousand points in less
// time than a grid takes, needs no grid and gives the exact sums.
extern const Op<void(const Tensor& positions, RepulsionGrid& grid, Tensor& repulsion, Tensor& weights)>
    repelByGrid;

} // namespace engine::ops

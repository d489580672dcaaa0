#pragma once

#include "engine/ops/op.h"

#include <memory>

namespace engine::ops {

// A quadtree or octree over the points of a map. Points that are close together ask it together.
class RepulsionTree {
public:
    RepulsionTree();
    RepulsionTree(RepulsionTree&&) noexcept;
    ~RepulsionTree();

    struct Private;
    Private& state() { return *d; }

private:
    std::unique_ptr<Private> d; // its memory is used again in the next iteration
};

// As repelExactly, but a cell whose width is below theta times its distance counts as one point at its centre
// of mass (Barnes, Hut 1986; van der Maaten 2014). A graphics card is quicker with all pairs and sums
// exactly.
extern const Op<void(const Tensor& positions, float theta, RepulsionTree& tree, Tensor& repulsion,
                     Tensor& weights)>
    repelByTree;

} // namespace engine::ops

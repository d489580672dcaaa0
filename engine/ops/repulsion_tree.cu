#include "engine/ops/repulsion_tree.h"

#include "engine/cuda/attach.h"
#include "engine/ops/map_forces.h"

namespace engine::ops {

static void repelByTreeCuda(const Tensor& positions, float, RepulsionTree&, Tensor& repulsion,
                            Tensor& weights)
{
    repelExactly(positions, repulsion, weights);
}

static const cuda::OnCuda attachRepelByTree(repelByTree, repelByTreeCuda);

} // namespace engine::ops

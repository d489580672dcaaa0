#include "engine/ops/repulsion_grid.h"

#include "engine/cuda/attach.h"
#include "engine/ops/map_forces.h"

namespace engine::ops {

static void repelByGridCuda(const Tensor& positions, RepulsionGrid&, Tensor& repulsion, Tensor& weights)
{
    repelExactly(positions, repulsion, weights);
}

static const cuda::OnCuda attachRepelByGrid(repelByGrid, repelByGridCuda);

} // namespace engine::ops

// Average pooling: the mean of every window.
#include "engine/layers/pooling.h"

namespace engine::layers {

LayerType average_pool2d()
{
    auto pool = poolDescription(TR("Average pooling"), averagePooling);
    pool.id = "average_pool2d";
    pool.summary = TR("Keeps the mean of every window of the picture; padding does not count.");
    pool.icon = "average-pool";
    return describe(std::move(pool));
}

} // namespace engine::layers

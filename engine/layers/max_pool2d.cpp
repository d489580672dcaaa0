// Max pooling: the largest value of every window.
#include "engine/layers/pooling.h"

namespace engine::layers {

LayerType max_pool2d()
{
    auto pool = poolDescription(TR("Max pooling"), maxPooling);
    pool.id = "max_pool2d";
    pool.summary = TR("Keeps the largest value of every window of the picture.");
    pool.icon = "max-pool";
    return describe(std::move(pool));
}

} // namespace engine::layers

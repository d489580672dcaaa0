#pragma once

#include "engine/layers/layer.h"

#include <memory>

namespace engine {

// Two recurrent layers at work on the same sequence, whose outputs are merged: "concat", "sum", "mean" or
// "product". States lie side by side on their last axis, noise too; names of weights start with the
// direction.
std::unique_ptr<Layer> bothWays(std::unique_ptr<Layer> forward, std::unique_ptr<Layer> backward,
                                const std::string& merge);

} // namespace engine

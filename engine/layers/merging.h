#pragma once

#include "engine/layers/layer_type.h"

namespace engine {

constexpr int mostMerged = 32; // inputs of a node that merges

// Several inputs of numbers in one shape.
Result<Signals> inferSameShape(const std::string& title, const Signals& in);

} // namespace engine

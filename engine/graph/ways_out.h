#pragma once

#include "engine/graph/analysis.h"

namespace engine {

// What would help a node that refuses its inputs, found by trying: another setting of the layer before it, a
// layer between them, or one around it. `known` is what is known of the nodes before it.
std::vector<Fix> waysOut(const Graph& graph, const Node& node, const Signals& inputs,
                         const std::map<NodeId, NodeAnalysis>& known);

} // namespace engine

#pragma once

#include "engine/graph/analysis.h"

namespace engine {

// The nodes that keep a state from batch to batch.
std::vector<NodeId> statefulNodes(const Graph& graph);

// What users of recurrent layers and embeddings should hear of, though it can be computed.
void checkSequences(const Graph& graph, const Node& node, const std::vector<ColumnDescription>& columns,
                    std::vector<Diagnostic>& diagnostics);

} // namespace engine

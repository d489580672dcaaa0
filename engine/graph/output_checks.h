#pragma once

#include "engine/graph/analysis.h"
#include "engine/losses/loss_type.h"

namespace engine {

// What is wrong with an Output: its column, its loss, or what arrives. Adds to diagnostics.
void checkOutput(const Graph& graph, const Node& output, const Signal& prediction,
                 const std::vector<ColumnDescription>& columns, std::vector<Diagnostic>& diagnostics);

// The name of a node as sentences call it.
std::string called(const Node& node);

// The chosen loss of an Output; null where this version does not know it.
const LossType* lossOf(const Node& output);

} // namespace engine

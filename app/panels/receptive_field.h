#pragma once

#include "engine/graph/analysis.h"

#include <QRect>

#include <optional>

namespace app::panels {

// The rectangle of an Input's picture that one place (x: column, y: row) of a node's maps depends on, cut to
// the picture; walked back window by window from kernels, strides, dilation and padding (Araujo, Norris and
// Sim, "Computing receptive fields of convolutional neural networks", 2019). Nothing where something on the
// way mixes all places, as Dense does, or where no path leads there.
std::optional<QRect> receptiveField(const engine::Graph& graph, const engine::Analysis& analysis,
                                    engine::NodeId node, const QPoint& place, engine::NodeId input);

} // namespace app::panels

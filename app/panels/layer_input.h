#pragma once

#include "app/document.h"

namespace app::panels {

// One sample on its way through a network: what arrives at a layer there, and what the layer has learned.
struct LayerInputJob {
    engine::Graph graph;
    std::vector<engine::ColumnDescription> columns;
    engine::Dataset data;
    std::int32_t row = 0;
    engine::NodeId node = 0;
    std::shared_ptr<const engine::Checkpoint> weights; // null: not trained yet
};
struct LayerInput {
    engine::Tensor picture; // height, width, channels
    engine::Tensor kernel; // height, width, channels, filters; empty where nothing was trained
    engine::Tensor bias; // empty where there is none
};
// Slow: for worker threads.
engine::Result<LayerInput> layerInput(const LayerInputJob& job);

} // namespace app::panels

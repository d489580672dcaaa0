#pragma once

#include "app/document.h"

#include <QImage>

namespace app::panels {

// The nodes of a network that rebuilds what it reads.
struct RebuildNodes {
    engine::NodeId input = 0, output = 0;
    engine::NodeId noise = 0; // a noise layer on the way, 0: none
    std::string column; // read and rebuilt
    engine::Shape picture; // height, width, channels
};
std::optional<RebuildNodes> rebuildNodes(const engine::Graph& graph, const engine::Analysis& analysis,
                                         const std::vector<engine::ColumnDescription>& columns);

// How the values of a column are laid out as a picture: as they are, as another column of the same size is,
// or as a square; nothing where none of it works.
std::optional<engine::Shape> pictureShape(const engine::Signal& signal,
                                          const std::vector<engine::ColumnDescription>& columns);
// One sample as a picture; values from 0 (black) to 1 (white).
QImage picture(std::span<const float> values, const engine::Shape& shape);
QImage picture(const engine::Tensor& batch, int sample, const engine::Shape& shape);

// Some samples of a part, as they were, as the network saw them and as it rebuilt them.
struct Rebuilt {
    engine::Dataset::Part part = engine::Dataset::Part::Test;
    std::vector<std::int32_t> rows;
    engine::Tensor original, noisy, rebuilt; // noisy: empty where nothing adds noise
    std::vector<std::int32_t> labels; // empty where there are none
};

struct RebuildJob {
    engine::Graph graph;
    std::vector<engine::ColumnDescription> columns;
    engine::Dataset data;
    std::shared_ptr<const engine::Checkpoint> weights;
    RebuildNodes nodes;
    float noise = 0; // standard deviation of what is added to the input
};
// Slow: for worker threads.
engine::Result<std::vector<Rebuilt>> rebuild(const RebuildJob& job, const std::vector<engine::Probe>& probes);
// The rows of the part with the largest squared error, worst first; of those seen until keepOn says no.
engine::Result<std::vector<std::int32_t>> worstRows(const RebuildJob& job, engine::Dataset::Part part,
                                                    int count, const std::function<bool()>& keepOn);

// Mean squared error of one sample.
double errorOf(const Rebuilt& rebuilt, int sample);

} // namespace app::panels

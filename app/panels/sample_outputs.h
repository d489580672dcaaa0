#pragma once

#include "app/live_network.h"
#include "app/panels/layer_maps.h"
#include "app/selection.h"

namespace app::panels {

// The Input that reads pictures.
struct PictureInput {
    engine::NodeId node = 0;
    std::string column;
    engine::Shape shape; // height, width, channels
};
std::optional<PictureInput> pictureInput(const LiveNetwork::Plan& plan);

// An Output that sorts into classes.
struct ClassOutput {
    engine::NodeId node = 0;
    std::string column;
};
std::optional<ClassOutput> classOutput(const LiveNetwork::Plan& plan);
// Whether the layer's outputs are shares of classes.
bool isSoftmax(const engine::Node& node);

// What a network makes of one sample.
struct OutputsJob {
    std::shared_ptr<const LiveNetwork::Plan> plan;
    engine::Dataset data;
    SampleRef sample;
    std::vector<engine::NodeId> layers;
};
struct SampleOutputs {
    std::vector<LayerMaps> layers; // in the order asked for
    std::vector<float> input; // of the Input that reads pictures
    std::vector<float> shares; // by class; empty where the network does not sort
    int label = -1;
};
SampleOutputs outputsOf(engine::Network& network, const OutputsJob& job);

// As the data call it, else its number.
QString className(const engine::Dataset& data, const std::string& column, int index);

} // namespace app::panels

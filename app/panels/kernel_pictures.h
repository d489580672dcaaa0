#pragma once

#include "app/panels/feature_maps.h"

#include "engine/graph/analysis.h"

#include <optional>

// Pictures of a layer's weights.
namespace app::panels {

// A kernel as filters that each weigh height x width x channels of what the layer reads.
struct Kernel {
    enum class Kind {
        Convolution, // one window per filter
        Depthwise, // one window per filter and one channel each
        Templates, // Dense over a picture: the window is all of it
        Table // Dense over a list: channels are the inputs, filters the units
    };
    Kind kind = Kind::Convolution;
    int height = 1, width = 1, channels = 1, filters = 1;
    bool transposed = false; // filters before channels in memory
    engine::Tensor values;

    float at(int y, int x, int channel, int filter) const;
    // Each filter is one picture: grey values or red, green, blue.
    bool isPicture() const { return kind != Kind::Table && (channels == 1 || channels == 3); }
};

// Nothing where the node has no kernel that can be shown. `columns` tell the shape of flat pictures.
std::optional<Kernel> kernelOf(const engine::Graph& graph, const engine::Analysis& analysis,
                               const std::vector<engine::ColumnDescription>& columns, engine::NodeId node);
// The same with its weights.
Kernel filled(Kernel kernel, const engine::Tensor& values);

std::vector<float> filterNorms(const Kernel& kernel); // L2
std::vector<int> filterOrder(const std::vector<float>& norms, bool largestFirst); // else as numbered
float largestWeight(const Kernel& kernel); // without sign

// The weights of one channel on the diverging scale; the ends of the scale are +-limit.
QImage channelPicture(const Kernel& kernel, int filter, int channel, float limit);
// A filter where isPicture(): three channels as colours around grey.
QImage filterPicture(const Kernel& kernel, int filter, float limit);
// A line for each of these filters, a column for each of the first inputs.
QImage tablePicture(const Kernel& kernel, const std::vector<int>& filters, int inputs, float limit);

} // namespace app::panels

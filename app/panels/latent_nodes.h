#pragma once

#include "app/panels/rebuild.h"

namespace app::panels {

// A node whose value is all that the rebuilt picture is made of, so that pictures can be made from it alone.
struct LatentNode {
    engine::NodeId node = 0;
    engine::Shape shape; // of one code
    // Of a Sampling layer: what it draws its codes from.
    struct Source {
        engine::NodeId node = 0;
        int port = 0;
    };
    std::optional<Source> logVariance;

    int size() const { return static_cast<int>(shape.elements()); }
    bool isDrawn() const { return logVariance.has_value(); }
};

// Every such node between the picture that the network reads and the one it rebuilds, the likeliest code
// first: a Sampling layer, then lists of numbers, the shortest first, the middle one of equals.
std::vector<LatentNode> latentNodes(const engine::Graph& graph, const engine::Analysis& analysis,
                                    const RebuildNodes& picture);

} // namespace app::panels

#pragma once

#include "app/panels/latent_nodes.h"

#include "engine/training/network.h"

#include <array>

namespace app::panels {

using Code = std::vector<float>;

// What the codes of some samples tell about the space they lie in.
struct LatentSpace {
    int samples = 0, size = 0;
    std::vector<float> centred; // the codes less their mean, sample by sample
    Code mean, deviation; // by dimension
    // How much each dimension says about a picture: its mean divergence from N(0, 1), in nats. Empty unless
    // the codes are drawn.
    Code divergence;
    std::vector<int> byActivity; // dimensions, those that vary most first
    std::array<Code, 2> axes; // the first two principal components, of length 1
    std::array<float, 2> axisDeviation{};

    int active() const; // dimensions whose divergence is above 0.01
    Code code(int sample) const;
};

// What an encoder says of some samples, one after the other.
struct Encoded {
    std::vector<float> codes, logVariances; // the latter only where codes are drawn
};
LatentSpace latentSpace(const Encoded& encoded, int size);

// Both run on the thread that uses the network.
Encoded encode(engine::Network& network, const LatentNode& latent, const engine::Dataset& data,
               std::span<const std::int32_t> rows);
// What the Output makes of the codes, one picture for each.
engine::Tensor decode(engine::Network& network, const LatentNode& latent, engine::NodeId output,
                      const std::vector<Code>& codes);

} // namespace app::panels

#pragma once

#include "engine/layers/window_options.h"

namespace engine {

// Shared by the pooling layers: a window over pictures that keeps one value a channel. `output` is the shape
// of one sample, of as many elements as the window gives.
std::unique_ptr<Layer> maxPooling(const ops::Window& window, const Shape& output);
std::unique_ptr<Layer> averagePooling(const ops::Window& window, const Shape& output);

// The options of a pool, which moves by its own size unless told otherwise.
struct PoolOptions {
    WindowOptions window{.size = {2, 2}, .strides = {}};
};

// A pool but for its id, summary and icon.
using MakePool = std::unique_ptr<Layer> (*)(const ops::Window& window, const Shape& output);
Description<PoolOptions> poolDescription(const std::string& title, MakePool make);

// One window as large as the picture, and what it gives: one value a channel.
ops::Window wholePicture(const Signals& inputs);
Result<Signals> channelsOnly(const std::string& title, const Signals& inputs);

} // namespace engine

#pragma once

#include "engine/base/result.h"
#include "engine/graph/graph.h"

#include "widgets/window_scene.h"

#include <QString>

#include <optional>

namespace app::panels {

// What a window over a picture is set to, in plain numbers.
struct WindowSettings {
    struct Side {
        int size = 2, stride = 1, dilation = 1;
        bool operator==(const Side&) const = default;
    };

    widgets::WindowScene::Kind kind = widgets::WindowScene::Kind::Convolution;
    Side rows, columns;
    bool same = false; // padding; else valid
    bool operator==(const WindowSettings&) const = default;
};

// Those of a layer that slides a window; nothing for other layers and where its settings are wrong.
std::optional<WindowSettings> windowSettings(const engine::Node& node);
// Writes into the node what differs from its settings now, and nothing else.
void setWindowSettings(engine::Node& node, const WindowSettings& settings);

// Computes a lesson with the engine's own layer: what is explained is what is computed. The problem is the
// one the layer has with these settings.
engine::Result<widgets::WindowScene> windowScene(const WindowSettings& settings,
                                                 const widgets::NumberGrid& picture,
                                                 const widgets::NumberGrid& kernel, double bias = 0);

// How the size of the output comes about, with its numbers: "Same: ⌈28 / 2⌉ = 14 rows and columns; 1 row and
// column of padding after."
QString windowRule(const WindowSettings& settings, const widgets::WindowScene& scene);
// Why a layer over pictures has none of these windows; empty where that is not the question.
QString whyNoWindow(const engine::Node& node);

// Example pictures and kernels of any size.
widgets::NumberGrid countingPicture(); // 1 to 9
widgets::NumberGrid edgePicture(int rows, int columns); // a bright shape on a dark ground

enum class KernelExample { AntiDiagonal, VerticalEdges, HorizontalEdges, Blur, Sharpen };
widgets::NumberGrid exampleKernel(KernelExample example, int rows, int columns);
// The same numbers in another size: cut off, or filled up with zeros.
widgets::NumberGrid resized(const widgets::NumberGrid& grid, int rows, int columns);

} // namespace app::panels

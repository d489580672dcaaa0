#include "app/panels/window_lesson.h"

#include "app/form_fields.h"

#include "engine/layers/layer_type.h"
#include "engine/ops/window.h"

#include <algorithm>

namespace app::panels {

namespace {

using engine::Shape;
using engine::Tensor;
using widgets::NumberGrid;
using widgets::WindowScene;
using Kind = WindowScene::Kind;

// Which of the settings a kind of layer has, and how they are called.
struct WindowLayer {
    const char* id;
    Kind kind;
    const char* sizeKey;
};
constexpr WindowLayer windowLayers[] = {{"conv2d", Kind::Convolution, "kernel_size"},
                                        {"depthwise_conv2d", Kind::Convolution, "kernel_size"},
                                        {"max_pool2d", Kind::Maximum, "pool_size"},
                                        {"average_pool2d", Kind::Average, "pool_size"}};

const WindowLayer* windowLayer(const std::string& id)
{
    const auto* it = std::ranges::find(windowLayers, id, [](const WindowLayer& layer) { return layer.id; });
    return it == std::end(windowLayers) ? nullptr : it;
}

const WindowLayer& layerOf(Kind kind)
{
    return *std::ranges::find(windowLayers, kind, &WindowLayer::kind);
}

// Height and width; one number stands for both, none for the window's own size.
std::vector<int> pairOf(const engine::LayerType& type, const engine::Attributes& attributes,
                        const std::string& key, const std::vector<int>& otherwise)
{
    const auto* list = std::get_if<std::vector<int>>(&engine::valueOf(type.fields, attributes, key));
    if (!list || list->empty())
        return otherwise;
    return {list->front(), list->back()};
}

bool has(const engine::LayerType& type, const char* key)
{
    return findField(type.fields, QLatin1String(key)) != nullptr;
}

void setPair(engine::Node& node, const engine::LayerType& type, const char* key, std::vector<int> pair)
{
    if (const engine::Field* field = findField(type.fields, QLatin1String(key)))
        setAttribute(node.attributes, *field, engine::Value(std::move(pair)));
}

engine::Attributes attributesFor(const WindowSettings& settings, bool withBias)
{
    engine::Node node{.type = layerOf(settings.kind).id};
    setWindowSettings(node, settings);
    if (settings.kind == Kind::Convolution) {
        node.attributes["filters"] = std::int64_t{1};
        node.attributes["use_bias"] = withBias;
    }
    return node.attributes;
}

Tensor tensorOf(const NumberGrid& grid, const Shape& shape)
{
    const std::vector<float> values(grid.values.begin(), grid.values.end());
    return Tensor::of(shape, values);
}

widgets::WindowAxis axisOf(const WindowSettings::Side& side, int input, bool same)
{
    const engine::ops::WindowAxis axis =
        engine::ops::windowAxis(input, side.size, side.stride, side.dilation, same);
    return {axis.input, axis.output, axis.size, axis.stride, axis.dilation, axis.before, axis.after()};
}

} // namespace

std::optional<WindowSettings> windowSettings(const engine::Node& node)
{
    const WindowLayer* layer = windowLayer(node.type);
    const engine::LayerType* type = engine::findLayerType(node.type);
    if (!layer || !type || !engine::check(type->fields, node.attributes))
        return std::nullopt;
    const std::vector<int> size = pairOf(*type, node.attributes, layer->sizeKey, {1, 1});
    const std::vector<int> strides = pairOf(*type, node.attributes, "strides", size);
    const std::vector<int> dilation =
        has(*type, "dilation") ? pairOf(*type, node.attributes, "dilation", {1, 1}) : std::vector<int>{1, 1};
    WindowSettings settings{
        layer->kind, {size[0], strides[0], dilation[0]}, {size[1], strides[1], dilation[1]}};
    settings.same =
        engine::valueOf(type->fields, node.attributes, "padding") == engine::Value(std::string("same"));
    return settings;
}

void setWindowSettings(engine::Node& node, const WindowSettings& settings)
{
    const WindowLayer* layer = windowLayer(node.type);
    const engine::LayerType* type = engine::findLayerType(node.type);
    const std::optional<WindowSettings> before = windowSettings(node);
    if (!layer || !type || !before)
        return;
    const auto pair = [&](int WindowSettings::Side::*part) {
        return std::vector<int>{settings.rows.*part, settings.columns.*part};
    };
    const auto differs = [&](int WindowSettings::Side::*part) {
        return before->rows.*part != settings.rows.*part || before->columns.*part != settings.columns.*part;
    };
    using Side = WindowSettings::Side;
    if (differs(&Side::size))
        setPair(node, *type, layer->sizeKey, pair(&Side::size));
    // Strides left out follow the size of a pool; then what they are now differs from what they were.
    const std::optional<WindowSettings> between = windowSettings(node);
    if (!between || between->rows.stride != settings.rows.stride ||
        between->columns.stride != settings.columns.stride)
        setPair(node, *type, "strides", pair(&Side::stride));
    if (differs(&Side::dilation))
        setPair(node, *type, "dilation", pair(&Side::dilation));
    if (before->same != settings.same)
        setAttribute(node.attributes, *findField(type->fields, QStringLiteral("padding")),
                     std::string(settings.same ? "same" : "valid"));
}

engine::Result<WindowScene> windowScene(const WindowSettings& settings, const NumberGrid& picture,
                                        const NumberGrid& kernel, double bias)
{
    const engine::LayerType& type = *engine::findLayerType(layerOf(settings.kind).id);
    const engine::Attributes attributes = attributesFor(settings, bias != 0);
    const engine::Signals inputs{{Shape{picture.rows, picture.columns, 1}}};
    if (const auto fits = engine::check(type.fields, attributes); !fits)
        return fits.problem();
    const auto outputs = type.infer(attributes, inputs);
    if (!outputs)
        return outputs.problem();

    const std::unique_ptr<engine::Layer> layer = type.build(attributes, inputs);
    for (engine::Parameter& parameter : layer->parameters())
        parameter.value.copyFrom(parameter.name == "bias"
                                     ? Tensor::of({1}, std::vector<float>{float(bias)})
                                     : tensorOf(kernel, {kernel.rows, kernel.columns, 1, 1}));
    const std::vector<Tensor> in{tensorOf(picture, inputs[0].shape.withBatch(1))};
    std::vector<Tensor> out(1);
    layer->forward(in, out, {});

    WindowScene scene{.kind = settings.kind, .input = picture};
    const Shape& shape = (*outputs)[0].shape;
    scene.output = {shape[0], shape[1], {}};
    for (const float value : out[0].values())
        scene.output.values.append(double(value));
    scene.vertical = axisOf(settings.rows, picture.rows, settings.same);
    scene.horizontal = axisOf(settings.columns, picture.columns, settings.same);
    if (settings.kind == Kind::Convolution) {
        scene.kernel = kernel;
        scene.bias = bias;
    }
    return scene;
}

NumberGrid countingPicture()
{
    return {3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
}

NumberGrid edgePicture(int rows, int columns)
{
    // A square that fills the middle, with a corner cut off, so that edges of every direction are there.
    NumberGrid grid{rows, columns, {}};
    const int top = rows / 4, left = columns / 4;
    const int bottom = rows - 1 - top, right = columns - 1 - left;
    const int cut = (bottom - top) / 2;
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j) {
            const bool inside = i >= top && i <= bottom && j >= left && j <= right;
            grid.values.append(inside && (i - top) + (j - left) >= cut ? 1 : 0);
        }
    return grid;
}

NumberGrid exampleKernel(KernelExample example, int rows, int columns)
{
    NumberGrid grid{rows, columns, {}};
    const auto value = [&](int i, int j) -> double {
        const bool middle = i == (rows - 1) / 2 && j == (columns - 1) / 2;
        switch (example) {
        case KernelExample::AntiDiagonal:
            return i + j == columns - 1 ? -1 : 0;
        case KernelExample::VerticalEdges:
            return j == 0 ? -1 : j == columns - 1 ? 1 : 0;
        case KernelExample::HorizontalEdges:
            return i == 0 ? -1 : i == rows - 1 ? 1 : 0;
        case KernelExample::Blur:
            return 1.0 / (rows * columns);
        case KernelExample::Sharpen:
            return middle ? rows * columns : -1;
        }
        return 0;
    };
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j)
            grid.values.append(value(i, j));
    return grid;
}

NumberGrid resized(const NumberGrid& grid, int rows, int columns)
{
    NumberGrid other{rows, columns, {}};
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j)
            other.values.append(i < grid.rows && j < grid.columns ? grid.at(i, j) : 0);
    return other;
}

} // namespace app::panels

#include "app/panels/receptive_field.h"

#include "engine/layers/margins.h"
#include "engine/ops/window.h"

#include <algorithm>
#include <map>

namespace app::panels {

namespace {

using List = std::vector<int>;

// Places along one axis, both ends included.
struct Interval {
    int first = 0, last = 0;
};

int numberOf(const engine::Node& node, const char* key, int axis, int initial)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    const auto field = std::ranges::find(type->fields, key, &engine::Field::key);
    if (field == type->fields.end())
        return initial;
    const auto* list = std::get_if<List>(&engine::valueOf(*field, node.attributes));
    return !list || list->empty() ? initial : axis == 0 ? list->front() : list->back();
}

std::string textOf(const engine::Node& node, const char* key)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    const auto* value = std::get_if<std::string>(&engine::valueOf(type->fields, node.attributes, key));
    return value ? *value : std::string();
}

bool hasField(const engine::Node& node, const char* key)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    return std::ranges::find(type->fields, key, &engine::Field::key) != type->fields.end();
}

// One axis of a layer that moves a window: what some of its outputs read.
Interval readByWindow(const engine::Node& node, int axis, int input, const Interval& out)
{
    const bool pools = hasField(node, "pool_size");
    const int size = numberOf(node, pools ? "pool_size" : "kernel_size", axis, 1);
    const int stride = numberOf(node, "strides", axis, pools ? size : 1);
    const auto window = engine::ops::windowAxis(input, size, stride, numberOf(node, "dilation", axis, 1),
                                                textOf(node, "padding") == "same");
    return {window.start(out.first), window.start(out.last) + window.reach() - 1};
}

// A transposed window is that of the convolution from its output back to its input: which of that
// convolution's outputs touch these places.
Interval readByTransposed(const engine::Node& node, int axis, int output, const Interval& out)
{
    const int size = numberOf(node, "kernel_size", axis, 1), stride = numberOf(node, "strides", axis, 1);
    const auto window = engine::ops::windowAxis(output, size, stride, numberOf(node, "dilation", axis, 1),
                                                textOf(node, "padding") == "same");
    const int from = out.first + window.before - window.reach() + 1;
    return {std::max(0, (from + stride - 1) / stride), (out.last + window.before) / stride};
}

// Rows or columns put around the picture (or cut off) move all places.
Interval readBesideMargin(const engine::Node& node, const char* key, int axis, const Interval& out)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    const auto* list = std::get_if<List>(&engine::valueOf(type->fields, node.attributes, key));
    const auto margins = engine::marginsOf(type->title, list ? *list : List());
    const int before = !margins ? 0 : axis == 0 ? margins->top : margins->left;
    const int shift = node.type == "cropping2d" ? before : -before;
    return {out.first + shift, out.last + shift};
}

// Nearest repeats each place; bilinear blends the two whose centres are nearest.
Interval readEnlarged(const engine::Node& node, int factor, const Interval& out)
{
    if (textOf(node, "interpolation") != "bilinear")
        return {out.first / factor, out.last / factor};
    const auto below = [factor](int place) { return (2 * place + 1 + factor) / (2 * factor) - 1; };
    return {below(out.first), below(out.last) + 1};
}

std::optional<Interval> readAlong(const engine::Node& node, int axis, const engine::Shape& in,
                                  const engine::Shape& out, const Interval& places)
{
    if (node.muted)
        return places;
    if (node.type == "conv2d_transpose")
        return readByTransposed(node, axis, out[axis], places);
    if (hasField(node, "kernel_size") || hasField(node, "pool_size"))
        return readByWindow(node, axis, in[axis], places);
    if (node.type == "zero_padding2d")
        return readBesideMargin(node, "padding", axis, places);
    if (node.type == "cropping2d")
        return readBesideMargin(node, "cropping", axis, places);
    if (node.type == "up_sampling2d" && out[axis] % in[axis] == 0)
        return readEnlarged(node, out[axis] / in[axis], places);
    return in[axis] == out[axis] ? std::optional(places) : std::nullopt; // place by place
}

// The places of a link's source that these places of its target depend on; empty: none but padding.
std::optional<QRect> readThrough(const engine::Link& link, const engine::Node& node,
                                 const engine::NodeAnalysis& found, const QRect& places)
{
    const auto port = static_cast<std::size_t>(link.input);
    if (!found.known || port >= found.inputs.size() || found.outputs.empty())
        return std::nullopt;
    const engine::Shape &in = found.inputs[port].shape, &out = found.outputs[0].shape;
    if (in.rank() == 1 && out.rank() == 3 && node.type == "reshape")
        return places; // the list was a picture before
    if (in.rank() != 3 || out.rank() != 3)
        return std::nullopt;
    const auto rows = readAlong(node, 0, in, out, {places.top(), places.bottom()});
    const auto columns = readAlong(node, 1, in, out, {places.left(), places.right()});
    if (!rows || !columns)
        return std::nullopt;
    return QRect(QPoint(columns->first, rows->first), QPoint(columns->last, rows->last)) &
        QRect(0, 0, in[1], in[0]);
}

} // namespace

// From the node towards the sources, each node once: networks with many side paths have endless ways.
std::optional<QRect> receptiveField(const engine::Graph& graph, const engine::Analysis& analysis,
                                    engine::NodeId node, const QPoint& place, engine::NodeId input)
{
    std::map<engine::NodeId, QRect> read{{node, QRect(place, QSize(1, 1))}};
    for (auto id = analysis.order.rbegin(); id != analysis.order.rend(); ++id) {
        const auto places = read.find(*id);
        if (places == read.end() || *id == input)
            continue;
        for (const engine::Link& link : graph.linksTo(*id)) {
            const auto source = readThrough(link, *graph.node(*id), analysis.nodes.at(*id), places->second);
            if (!source)
                return std::nullopt;
            if (!source->isEmpty())
                read[link.from] = read[link.from].united(*source);
            if (graph.node(*id)->muted)
                break; // passes its first input on
        }
    }
    const auto field = read.find(input);
    return field == read.end() ? std::nullopt : std::optional(field->second);
}

} // namespace app::panels

#include "app/panels/kernel_pictures.h"

#include "widgets/color_scale.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::panels {

namespace {

QRgb signedColor(float value, float limit)
{
    return widgets::colorAt(widgets::divergingScale(), limit > 0 ? (value / limit + 1) / 2 : 0.5f);
}

int aroundGrey(float value, float limit)
{
    const float share = limit > 0 ? std::clamp(value / limit, -1.0f, 1.0f) : 0;
    return static_cast<int>(std::lround(127.5f + 127.5f * share));
}

bool isPicture(const engine::Shape& shape)
{
    return shape.rank() == 3 && (shape[2] == 1 || shape[2] == 3);
}

// The shape of another column that shows the same values as a picture.
std::optional<engine::Shape> pictureOfSize(std::int64_t size,
                                           const std::vector<engine::ColumnDescription>& columns)
{
    for (const engine::ColumnDescription& column : columns)
        if (isPicture(column.signal.shape) && column.signal.shape.elements() == size)
            return column.signal.shape;
    return std::nullopt;
}

// The picture that a list of values was: before the layers that leave each value in its place, or as the data
// describe it.
std::optional<engine::Shape> pictureBefore(const engine::Graph& graph, const engine::Analysis& analysis,
                                           const std::vector<engine::ColumnDescription>& columns,
                                           engine::NodeId node)
{
    const std::int64_t size = analysis.nodes.at(node).inputs[0].shape.elements();
    for (;;) {
        const std::vector<engine::Link> links = graph.linksTo(node);
        if (links.empty())
            return std::nullopt;
        node = links.front().from;
        const engine::Node& source = *graph.node(node);
        const engine::NodeAnalysis& found = analysis.nodes.at(node);
        if (!found.known || found.outputs.empty())
            return std::nullopt;
        const engine::Signal& signal = found.outputs[0];
        if (signal.shape.elements() != size)
            return std::nullopt;
        if (signal.shape.rank() == 3)
            return isPicture(signal.shape) ? std::optional(signal.shape) : std::nullopt;
        if (source.type == "input")
            return pictureOfSize(size, columns);
        const engine::Category category = engine::findLayerType(source.type)->category;
        if (!source.muted && category != engine::Category::Regularization &&
            category != engine::Category::Shape)
            return std::nullopt;
    }
}

} // namespace

// Filters lie side by side in memory, and transposed ones one after the other.
float Kernel::at(int y, int x, int channel, int filter) const
{
    const std::size_t place =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    const auto c = static_cast<std::size_t>(channel), f = static_cast<std::size_t>(filter);
    const auto allChannels = static_cast<std::size_t>(channels);
    const auto allFilters = static_cast<std::size_t>(filters);
    return transposed ? values.data()[(place * allFilters + f) * allChannels + c]
                      : values.data()[(place * allChannels + c) * allFilters + f];
}

std::optional<Kernel> kernelOf(const engine::Graph& graph, const engine::Analysis& analysis,
                               const std::vector<engine::ColumnDescription>& columns, engine::NodeId node)
{
    const auto found = analysis.nodes.find(node);
    const engine::Node* layer = graph.node(node);
    if (!layer || layer->muted || found == analysis.nodes.end() || !found->second.known)
        return std::nullopt;
    const auto& parameters = found->second.parameterShapes;
    const auto kernel = std::ranges::find(parameters, "kernel", &engine::ParameterShape::name);
    if (kernel == parameters.end())
        return std::nullopt;
    const engine::Shape& shape = kernel->shape;
    if (shape.rank() == 4 && layer->type == "depthwise_conv2d")
        return Kernel{Kernel::Kind::Depthwise, shape[0], shape[1], 1, shape[2] * shape[3]};
    if (shape.rank() == 4 && layer->type == "conv2d_transpose")
        return Kernel{Kernel::Kind::Convolution, shape[0], shape[1], shape[3], shape[2], true};
    if (shape.rank() == 4)
        return Kernel{Kernel::Kind::Convolution, shape[0], shape[1], shape[2], shape[3]};
    if (shape.rank() != 2)
        return std::nullopt;
    if (const auto picture = pictureBefore(graph, analysis, columns, node))
        return Kernel{Kernel::Kind::Templates, (*picture)[0], (*picture)[1], (*picture)[2], shape[1]};
    return Kernel{Kernel::Kind::Table, 1, 1, shape[0], shape[1]};
}

Kernel filled(Kernel kernel, const engine::Tensor& values)
{
    kernel.values = values;
    return kernel;
}

// Line by line of the memory: in a large Dense layer there are millions of weights.
std::vector<float> filterNorms(const Kernel& kernel)
{
    std::vector<float> squares(static_cast<std::size_t>(kernel.filters));
    const auto values = kernel.values.values();
    const auto filters = squares.size(), channels = static_cast<std::size_t>(kernel.channels);
    if (kernel.transposed) {
        for (std::size_t i = 0; i < values.size(); ++i)
            squares[i / channels % filters] += values[i] * values[i];
    } else {
        for (std::size_t first = 0; first + filters <= values.size(); first += filters)
            for (std::size_t filter = 0; filter < filters; ++filter)
                squares[filter] += values[first + filter] * values[first + filter];
    }
    for (float& square : squares)
        square = std::sqrt(square);
    return squares;
}

std::vector<int> filterOrder(const std::vector<float>& norms, bool largestFirst)
{
    std::vector<int> order(norms.size());
    std::iota(order.begin(), order.end(), 0);
    if (largestFirst)
        std::ranges::stable_sort(order, std::greater<>(),
                                 [&](int filter) { return norms[static_cast<std::size_t>(filter)]; });
    return order;
}

float largestWeight(const Kernel& kernel)
{
    const ValueRange range = rangeOf(kernel.values.values());
    return std::max(std::abs(range.low), std::abs(range.high));
}

QImage channelPicture(const Kernel& kernel, int filter, int channel, float limit)
{
    QImage image(kernel.width, kernel.height, QImage::Format_RGB32);
    for (int y = 0; y < kernel.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < kernel.width; ++x)
            line[x] = signedColor(kernel.at(y, x, channel, filter), limit);
    }
    return image;
}

QImage filterPicture(const Kernel& kernel, int filter, float limit)
{
    if (kernel.channels == 1)
        return channelPicture(kernel, filter, 0, limit);
    QImage image(kernel.width, kernel.height, QImage::Format_RGB32);
    for (int y = 0; y < kernel.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < kernel.width; ++x)
            line[x] = qRgb(aroundGrey(kernel.at(y, x, 0, filter), limit),
                           aroundGrey(kernel.at(y, x, 1, filter), limit),
                           aroundGrey(kernel.at(y, x, 2, filter), limit));
    }
    return image;
}

QImage tablePicture(const Kernel& kernel, const std::vector<int>& filters, int inputs, float limit)
{
    QImage image(inputs, static_cast<int>(filters.size()), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < inputs; ++x)
            line[x] = signedColor(kernel.at(0, 0, x, filters[static_cast<std::size_t>(y)]), limit);
    }
    return image;
}

} // namespace app::panels

#include "app/cli/map_picture.h"

#include "app/cli/plot.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cli {

using namespace engine;

namespace {

constexpr int side = 1400, margin = 60, legendWidth = 320, lineHeight = 30;
constexpr std::size_t mostLabels = 400, mostEntries = 40;
constexpr Color paper{255, 255, 255}, ink{0x20, 0x23, 0x2a}, accent{0x33, 0x46, 0xb8}, pale{0xc4, 0xbf, 0xb4};
constexpr std::array<Color, 10> colors{{{0x13, 0x67, 0xdc},
                                        {0xd7, 0x79, 0x02},
                                        {0x12, 0x82, 0x52},
                                        {0xe5, 0x0d, 0x4e},
                                        {0x95, 0x81, 0xff},
                                        {0x72, 0x66, 0x03},
                                        {0xa1, 0x47, 0x8f},
                                        {0xb2, 0x8b, 0x83},
                                        {0x0e, 0xa3, 0xb9},
                                        {0x77, 0x77, 0x77}}};

Color classColor(std::int32_t id)
{
    return id < 0 ? pale : colors[static_cast<std::size_t>(id) % colors.size()];
}

// From pale to dark.
Color valueColor(double share)
{
    const auto mix = [share](int low, int high) {
        return static_cast<std::uint8_t>(low + share * (high - low));
    };
    return {mix(0xb3, 0x1a), mix(0xbd, 0x24), mix(0xea, 0x63)};
}

// Where the points are in the picture, the farthest first.
struct Places {
    std::vector<PlotPoint> at;
    std::vector<std::size_t> order;
};

Places placesOf(std::span<const float> positions, int dimensions)
{
    const auto each = static_cast<std::size_t>(dimensions), count = positions.size() / each;
    Places places{std::vector<PlotPoint>(count), std::vector<std::size_t>(count)};
    for (std::size_t i = 0; i < count; ++i) {
        const float* p = &positions[i * each];
        const double depth = dimensions == 3 ? double(p[2]) : 0;
        places.at[i] = {double(p[0]) + 0.4 * depth, double(p[1]) + 0.25 * depth};
        places.order[i] = i;
    }
    if (dimensions == 3)
        std::ranges::stable_sort(places.order, std::greater(),
                                 [&](std::size_t i) { return positions[i * 3 + 2]; });
    const auto [left, right] = std::ranges::minmax(places.at, {}, &PlotPoint::x);
    const auto [low, high] = std::ranges::minmax(places.at, {}, &PlotPoint::y);
    const double scale = (side - 2 * margin) / std::max({right.x - left.x, high.y - low.y, 1e-30});
    for (PlotPoint& point : places.at)
        point = {side / 2.0 + (point.x - (left.x + right.x) / 2) * scale,
                 side / 2.0 - (point.y - (low.y + high.y) / 2) * scale};
    return places;
}

std::vector<Color> colorsOf(const PointSet& points)
{
    std::vector<Color> all(static_cast<std::size_t>(points.count()), accent);
    if (!points.classes.empty())
        std::ranges::transform(points.classes, all.begin(), classColor);
    else if (!points.numbers.empty()) {
        const auto [low, high] = std::ranges::minmax(points.numbers);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = valueColor(high > low ? double((points.numbers[i] - low) / (high - low)) : 0.5);
    }
    return all;
}

void drawLabels(Plot& plot, const PointSet& points, const Places& places)
{
    struct Box {
        double x, y, width;
    };
    constexpr double height = 18;
    std::vector<Box> taken;
    for (std::size_t i = 0; i < points.labels.size() && taken.size() < mostLabels; ++i) {
        const double width = Plot::textWidth(points.labels[i]);
        const Box box{places.at[i].x - width / 2, places.at[i].y - 8, width};
        const bool free = std::ranges::none_of(taken, [&](const Box& other) {
            return box.x < other.x + other.width + 6 && other.x < box.x + box.width + 6 &&
                std::abs(box.y - other.y) < height;
        });
        if (!free)
            continue;
        taken.push_back(box);
        plot.text(places.at[i].x, box.y, Anchor::Middle, points.labels[i], ink);
    }
}

void drawLegend(Plot& plot, const PointSet& points)
{
    double y = margin;
    const auto entry = [&](const std::string& name, Color color) {
        plot.box(side, y, 16, 16, color);
        plot.text(side + 28, y + 15, Anchor::Start, name, ink);
        y += lineHeight;
    };
    if (!points.classes.empty()) {
        for (std::size_t id = 0; id < std::min(points.classNames.size(), mostEntries); ++id)
            entry(points.classNames[id], classColor(static_cast<std::int32_t>(id)));
    } else if (!points.numbers.empty()) {
        const auto [low, high] = std::ranges::minmax(points.numbers);
        plot.text(side, y + 15, Anchor::Start, points.numbersName, ink);
        y += lineHeight;
        entry(number(high), valueColor(1));
        entry(number(low), valueColor(0));
    }
}

} // namespace

Picture mapPicture(const PointSet& points, std::span<const float> positions, int dimensions)
{
    const bool legend = !points.classes.empty() || !points.numbers.empty();
    Plot plot(side + (legend ? legendWidth : 0), side, paper);
    const Places places = placesOf(positions, dimensions);
    const std::vector<Color> inks = colorsOf(points);
    const double disc = std::clamp(500 / std::sqrt(double(points.count())), 3.0, 12.0);
    for (const std::size_t i : places.order)
        plot.line(places.at[i], places.at[i], inks[i], disc);
    drawLabels(plot, points, places);
    drawLegend(plot, points);
    return plot.picture();
}

} // namespace cli

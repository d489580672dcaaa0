#include "app/cli/plot.h"

#include "app/cli/plot_font.h"

#include <algorithm>
#include <cmath>

namespace cli {

namespace {

constexpr int dot = 2; // pixels of one dot of a letter

double distance(PlotPoint at, PlotPoint from, PlotPoint to)
{
    const double dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
    const double along =
        square > 0 ? std::clamp(((at.x - from.x) * dx + (at.y - from.y) * dy) / square, 0.0, 1.0) : 0;
    return std::hypot(at.x - from.x - along * dx, at.y - from.y - along * dy);
}

} // namespace

Plot::Plot(int width, int height, Color paper) : m_picture(blank(width, height, 3, 255))
{
    box(0, 0, width, height, paper);
}

void Plot::blend(int x, int y, Color color, double share)
{
    if (x < 0 || y < 0 || x >= m_picture.width || y >= m_picture.height || share <= 0)
        return;
    std::uint8_t* pixel = m_picture.at(x, y);
    const std::uint8_t ink[] = {color.red, color.green, color.blue};
    for (int i = 0; i < 3; ++i)
        pixel[i] =
            static_cast<std::uint8_t>(std::lround(pixel[i] + (ink[i] - pixel[i]) * std::min(1.0, share)));
}

// Every pixel takes as much ink as the line covers of it, measured at its middle.
void Plot::line(PlotPoint from, PlotPoint to, Color color, double width)
{
    const double reach = width / 2 + 1;
    const auto low = [&](double a, double b) { return static_cast<int>(std::floor(std::min(a, b) - reach)); };
    const auto high = [&](double a, double b) { return static_cast<int>(std::ceil(std::max(a, b) + reach)); };
    for (int y = low(from.y, to.y); y <= high(from.y, to.y); ++y)
        for (int x = low(from.x, to.x); x <= high(from.x, to.x); ++x)
            blend(x, y, color, width / 2 + 0.5 - distance({x + 0.5, y + 0.5}, from, to));
}

void Plot::lines(const std::vector<PlotPoint>& points, Color color, double width, bool dashed)
{
    constexpr double dash = 6; // pixels, and as many left out
    double length = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const PlotPoint a = points[i - 1], b = points[i];
        const double whole = std::hypot(b.x - a.x, b.y - a.y);
        const auto between = [&](double at) {
            return PlotPoint{a.x + (b.x - a.x) * at / whole, a.y + (b.y - a.y) * at / whole};
        };
        for (double at = 0; at < whole;) {
            const double place = std::fmod(length + at, 2 * dash);
            const double end = dashed
                ? std::min(whole, at + std::max(0.01, (place < dash ? dash : 2 * dash) - place))
                : whole;
            if (!dashed || place < dash)
                line(between(at), between(end), color, width);
            at = end;
        }
        length += whole;
    }
}

void Plot::box(double x, double y, double width, double height, Color color)
{
    for (int row = static_cast<int>(y); row < y + height; ++row)
        for (int column = static_cast<int>(x); column < x + width; ++column)
            blend(column, row, color, 1);
}

int Plot::textWidth(std::string_view words)
{
    const auto letters =
        std::ranges::count_if(words, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    return static_cast<int>(letters) * (letterColumns + 1) * dot;
}

void Plot::text(double x, double y, Anchor anchor, std::string_view words, Color color)
{
    const int width = textWidth(words);
    double left = std::round(x - (anchor == Anchor::End ? width : anchor == Anchor::Middle ? width / 2 : 0));
    for (const char c : words) {
        if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) // goes on with a letter that has its sign already
            continue;
        const auto& columns = letterOf(c);
        for (int column = 0; column < letterColumns; ++column)
            for (int row = 0; row < letterRows; ++row)
                if (columns[static_cast<std::size_t>(column)] >> row & 1)
                    box(left + column * dot, std::round(y) - (letterRows - row) * dot, dot, dot, color);
        left += (letterColumns + 1) * dot;
    }
}

double tickStep(double range, int wanted)
{
    const double raw = range / wanted, power = std::pow(10, std::floor(std::log10(raw)));
    return power * (raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1);
}

} // namespace cli

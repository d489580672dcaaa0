#include "app/cli/curve_svg.h"

#include "app/cli/plot.h"

#include <algorithm>
#include <cmath>

namespace cli {

namespace {

constexpr double width = 900, height = 500, left = 80, right = 24, top = 56, bottom = 48;
constexpr int pixelColumns = static_cast<int>(width - left - right);

using Points = std::vector<std::pair<double, double>>; // epoch, loss

struct Frame {
    double epochs, low, high;
    double x(double epoch) const { return left + epoch / epochs * (width - left - right); }
    double y(double loss) const
    {
        return height - bottom - (std::clamp(loss, low, high) - low) / (high - low) * (height - top - bottom);
    }
};

std::string at(double value)
{
    return engine::number(std::round(value * 100) / 100);
}

// The steep first part may leave the picture, so that the rest can be seen: the top is the 98th percentile.
Frame frameOf(const Points& batches, const Points& training, const Points& validation)
{
    std::vector<double> all;
    for (const Points* points : {&batches, &training, &validation})
        for (const auto& [epoch, loss] : *points)
            if (std::isfinite(loss))
                all.push_back(loss);
    if (all.empty())
        return {1, 0, 1};
    std::ranges::sort(all);
    const double high = all[static_cast<std::size_t>(static_cast<double>(all.size() - 1) * 0.98)];
    double last = 1e-9;
    for (const Points* points : {&batches, &training})
        if (!points->empty())
            last = std::max(last, points->back().first);
    const double margin = std::max(1e-12, (high - all.front()) * 0.05);
    return {last, std::max(0.0, all.front() - margin), high + margin};
}

// One vertical bar from the least to the greatest loss per pixel column: extremes stay visible.
std::string bars(const Points& batches, const Frame& frame)
{
    std::vector<std::pair<double, double>> ranges(pixelColumns + 1, {1e300, -1e300});
    for (const auto& [epoch, loss] : batches) {
        if (!std::isfinite(loss))
            continue;
        auto& [low, high] = ranges[static_cast<std::size_t>(epoch / frame.epochs * pixelColumns)];
        low = std::min(low, loss);
        high = std::max(high, loss);
    }
    std::string path;
    for (std::size_t i = 0; i < ranges.size(); ++i)
        if (ranges[i].first <= ranges[i].second)
            path += "M" + at(left + static_cast<double>(i)) + " " + at(frame.y(ranges[i].first) + 0.5) + "V" +
                at(frame.y(ranges[i].second) - 0.5);
    return "<path d=\"" + path + "\" stroke=\"#D77902\" stroke-opacity=\"0.34\"/>\n";
}

std::string line(const Points& points, const Frame& frame, const std::string& style)
{
    std::string path;
    for (const auto& [epoch, loss] : points)
        if (std::isfinite(loss))
            path += (path.empty() ? "M" : "L") + at(frame.x(epoch)) + " " + at(frame.y(loss));
    return "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"2.2\" " + style + "/>\n";
}

std::string text(double x, double y, const std::string& anchor, const std::string& content,
                 const std::string& extra = "")
{
    std::string escaped;
    for (char c : content)
        escaped += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return "<text x=\"" + at(x) + "\" y=\"" + at(y) + "\" text-anchor=\"" + anchor + "\" " + extra + ">" +
        escaped + "</text>\n";
}

std::string axes(const Frame& frame)
{
    std::string svg;
    const double step = tickStep(frame.high - frame.low);
    for (double loss = std::ceil(frame.low / step) * step; loss <= frame.high; loss += step) {
        svg += "<path d=\"M" + at(left) + " " + at(frame.y(loss)) + "H" + at(width - right) +
            "\" stroke=\"#DDD9D0\"/>\n";
        svg += text(left - 8, frame.y(loss) + 4, "end",
                    engine::number(static_cast<float>(std::round(loss / step) * step)));
    }
    const double epochStep = std::max(1.0, tickStep(frame.epochs));
    for (double epoch = 0; epoch <= frame.epochs + 1e-9; epoch += epochStep)
        svg += text(frame.x(epoch), height - bottom + 20, "middle", engine::number(epoch));
    svg += "<path d=\"M" + at(left) + " " + at(height - bottom) + "H" + at(width - right) +
        "\" stroke=\"#858075\"/>\n";
    return svg + text(left - 8, height - bottom + 20, "end", "epoch") +
        text(left - 8, top - 12, "end", "loss");
}

} // namespace

std::string curveSvg(const std::string& title, const std::vector<engine::BatchPoint>& batches,
                     const std::vector<engine::EpochResult>& epochs)
{
    Points raw, training, validation;
    for (const engine::BatchPoint& point : batches)
        raw.emplace_back(point.epoch, point.loss);
    for (const engine::EpochResult& epoch : epochs) {
        if (const auto it = epoch.training.find("loss"); it != epoch.training.end())
            training.emplace_back(epoch.epoch - 0.5,
                                  it->second); // a mean over the epoch stands in its middle
        if (const auto it = epoch.validation.find("loss"); it != epoch.validation.end())
            validation.emplace_back(epoch.epoch, it->second);
    }
    const Frame frame = frameOf(raw, training, validation);
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"500\" viewBox=\"0 0 900 500\" "
        "font-family=\"Inter, DejaVu Sans, sans-serif\" font-size=\"12\" fill=\"#565B66\">\n"
        "<rect width=\"900\" height=\"500\" fill=\"#FFFFFF\"/>\n";
    svg += text(left, 26, "start", title, "font-size=\"15\" font-weight=\"600\" fill=\"#20232A\"");
    svg += text(width - right, 26, "end", "orange: training, batches pale; dashed: validation");
    svg += axes(frame) + bars(raw, frame) + line(training, frame, "stroke=\"#D77902\"") +
        line(validation, frame, "stroke=\"#0EA3B9\" stroke-dasharray=\"6 4\"");
    return svg + "</svg>\n";
}

} // namespace cli

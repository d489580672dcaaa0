#include "app/cli/forecast_picture.h"

#include "app/cli/plot.h"
#include "engine/datasets/time_label.h"

#include <algorithm>
#include <cmath>

namespace cli {

using namespace engine;

namespace {

constexpr int width = 1200, height = 480, left = 110, right = 30, top = 70, bottom = 50;
constexpr Color paper{255, 255, 255}, ink{0x20, 0x23, 0x2a}, pale{0x56, 0x5b, 0x66}, grid{0xdd, 0xd9, 0xd0};
constexpr Color blue{0x13, 0x67, 0xdc}, orange{0xd7, 0x79, 0x02}, olive{0x72, 0x66, 0x03},
    green{0x12, 0x82, 0x52}, plum{0xa1, 0x47, 0x8f};

struct Curve {
    std::string name;
    Color color;
    std::vector<Forecast::Point> points;
    bool dashed = false;
};

std::vector<Curve> curvesOf(const Series& series, const Forecast::Target& target, std::size_t ahead)
{
    const std::size_t step = std::clamp<std::size_t>(ahead, 1, target.ahead.size()) - 1;
    const Forecast::Ahead& said = target.ahead[step];
    std::vector<Curve> curves{{"series", blue, {}},
                              {"train", orange, said.train.points},
                              {"validation", olive, said.validation.points},
                              {"test", green, said.test.points},
                              {"forecast", plum, {}, true}};
    for (std::int64_t row = 0; row < series.rows(); ++row)
        curves[0].points.push_back({row, series.value(row, target.variable)});
    if (!target.horizon.empty()) // begins where the series ends
        curves[4].points.push_back(curves[0].points.back());
    for (std::size_t i = 0; i < target.horizon.size(); ++i)
        curves[4].points.push_back({series.rows() + static_cast<std::int64_t>(i), target.horizon[i]});
    std::erase_if(curves, [](const Curve& curve) { return curve.points.empty(); });
    return curves;
}

// Where rows and values lie in the picture.
struct Frame {
    double above = 0; // pixels of the plots before
    double last = 1, low = 0, high = 1;

    PlotPoint at(double row, double value) const
    {
        return {left + row / last * (width - left - right),
                above + height - bottom - (value - low) / (high - low) * (height - top - bottom)};
    }
};

Frame frameOf(const std::vector<Curve>& curves, double above)
{
    Frame frame{above, 1, INFINITY, -INFINITY};
    for (const Curve& curve : curves)
        for (const Forecast::Point& point : curve.points) {
            frame.last = std::max(frame.last, static_cast<double>(point.row));
            if (std::isfinite(point.value))
                frame.low = std::min(frame.low, point.value), frame.high = std::max(frame.high, point.value);
        }
    if (!(frame.low < frame.high))
        frame.low -= 1, frame.high = frame.low + 2;
    const double margin = (frame.high - frame.low) * 0.05;
    frame.low -= margin, frame.high += margin;
    return frame;
}

void drawAxes(Plot& plot, const Frame& frame, const Series& series)
{
    const double step = tickStep(frame.high - frame.low);
    for (double value = std::ceil(frame.low / step) * step; value <= frame.high; value += step) {
        const PlotPoint at = frame.at(0, value);
        plot.box(left, at.y, width - left - right, 1, grid);
        plot.text(left - 10, at.y + 7, Anchor::End,
                  number(static_cast<float>(std::round(value / step) * step)), pale);
    }
    const double base = frame.above + height - bottom;
    plot.box(left, base, width - left - right, 1, pale);
    const int room = (width - left - right) / (Plot::textWidth(series.times.front()) + 24);
    for (const std::int64_t row : timeMarks(series.times, 0, static_cast<std::int64_t>(frame.last), room)) {
        const double x = frame.at(static_cast<double>(row), frame.low).x;
        plot.box(x, base, 1, 6, pale);
        plot.text(x, base + 26, row == 0 ? Anchor::Start : Anchor::Middle,
                  row < series.rows() ? series.times[static_cast<std::size_t>(row)]
                                      : timeAfter(series.times, row - series.rows() + 1),
                  pale);
    }
}

void drawLegend(Plot& plot, const Frame& frame, const std::vector<Curve>& curves,
                const SeriesVariable& variable)
{
    const std::string title = variable.name + (variable.unit.empty() ? "" : " (" + variable.unit + ")");
    plot.text(left, frame.above + 36, Anchor::Start, title, ink);
    double x = width - right;
    for (auto curve = curves.rbegin(); curve != curves.rend(); ++curve) {
        x -= Plot::textWidth(curve->name);
        plot.text(x, frame.above + 36, Anchor::Start, curve->name, ink);
        plot.line({x - 32, frame.above + 29}, {x - 10, frame.above + 29}, curve->color, 4);
        x -= 52;
    }
}

} // namespace

Picture forecastPicture(const Series& series, const Forecast& forecast, std::size_t ahead)
{
    Plot plot(width, height * static_cast<int>(forecast.targets.size()), paper);
    double above = 0;
    for (const Forecast::Target& target : forecast.targets) {
        const std::vector<Curve> curves = curvesOf(series, target, ahead);
        const Frame frame = frameOf(curves, above);
        drawAxes(plot, frame, series);
        for (const Curve& curve : curves) {
            std::vector<PlotPoint> points;
            for (const Forecast::Point& point : curve.points)
                if (std::isfinite(point.value))
                    points.push_back(frame.at(static_cast<double>(point.row), point.value));
            plot.lines(points, curve.color, 2.2, curve.dashed);
        }
        drawLegend(plot, frame, curves, series.variables[static_cast<std::size_t>(target.variable)]);
        above += height;
    }
    return plot.picture();
}

} // namespace cli

#include "engine/project/project_json.h"

#include <algorithm>
#include <charconv>

namespace engine {

namespace {

constexpr std::size_t mostPoints = 200'000;
constexpr std::string_view heading = "step,epoch,loss";

// Of every group of neighbours the lowest and the highest, so that no peak of the curve is lost.
std::vector<BatchPoint> thinned(const std::vector<BatchPoint>& points)
{
    const std::size_t group = (2 * points.size() + mostPoints - 1) / mostPoints;
    std::vector<BatchPoint> kept;
    for (std::size_t first = 0; first < points.size(); first += group) {
        const auto begin = points.begin() + std::ptrdiff_t(first);
        const auto end = points.begin() + std::ptrdiff_t(std::min(points.size(), first + group));
        auto [low, high] = std::minmax_element(
            begin, end, [](const BatchPoint& a, const BatchPoint& b) { return a.loss < b.loss; });
        if (high < low)
            std::swap(low, high);
        kept.push_back(*low);
        if (high != low)
            kept.push_back(*high);
    }
    return kept;
}

template <class T>
bool take(std::string_view& line, T& value)
{
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc())
        return false;
    line.remove_prefix(std::size_t(end - line.data()));
    if (!line.empty() && line.front() != ',')
        return false;
    line.remove_prefix(line.empty() ? 0 : 1);
    return true;
}

std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

std::string metricsCsv(const std::vector<BatchPoint>& points)
{
    std::string text(heading);
    text += '\n';
    for (const BatchPoint& point : points.size() > mostPoints ? thinned(points) : points)
        text += number(point.step) + "," + number(point.epoch) + "," + number(point.loss) + "\n";
    return text;
}

Result<std::vector<BatchPoint>> metricsFromCsv(std::string_view text, const std::string& name)
{
    std::vector<BatchPoint> points;
    const Problem damaged{TR("%1 is damaged at line %2. Use an undamaged copy."), {name, "1"}};
    if (!takeLine(text).starts_with(heading))
        return damaged;
    while (!text.empty()) {
        std::string_view line = takeLine(text);
        BatchPoint point;
        if (!take(line, point.step) || !take(line, point.epoch) || !take(line, point.loss))
            return Problem{damaged.pattern, {name, number(std::int64_t(points.size()) + 2)}};
        points.push_back(point);
    }
    return points;
}

} // namespace engine

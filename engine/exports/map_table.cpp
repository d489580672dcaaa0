#include "engine/exports/map_table.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

std::string cell(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

} // namespace

PointColumns pointColumns(const PointSet& points)
{
    PointColumns all;
    const auto add = [&](const std::string& name, std::vector<std::string> cells) {
        all.header.push_back(cell(name));
        all.columns.push_back(std::move(cells));
    };
    std::vector<std::string> cells;
    if (!points.labels.empty()) {
        std::ranges::transform(points.labels, std::back_inserter(cells), cell);
        add("label", std::move(cells));
    }
    if (!points.classes.empty()) {
        cells.clear();
        for (const std::int32_t id : points.classes)
            cells.push_back(id < 0 ? std::string() : cell(points.classNames[static_cast<std::size_t>(id)]));
        add("class", std::move(cells));
    }
    if (!points.numbers.empty()) {
        cells.clear();
        for (const float value : points.numbers)
            cells.push_back(number(value));
        add(points.numbersName, std::move(cells));
    }
    return all;
}

std::string PointColumns::headerText() const
{
    std::string line;
    for (const std::string& name : header)
        line += '\t' + name;
    return line;
}

std::string PointColumns::text(std::size_t point) const
{
    std::string line;
    for (const std::vector<std::string>& column : columns)
        line += '\t' + column[point];
    return line;
}

std::string mapTable(const PointSet& points, std::span<const float> positions, int dimensions)
{
    PointSet named = points;
    if (named.labels.empty())
        for (const std::int32_t row : points.rows)
            named.labels.push_back(number(row));
    const PointColumns columns = pointColumns(named);
    std::string text = (dimensions == 3 ? "x\ty\tz" : "x\ty") + columns.headerText() + '\n';
    const auto each = static_cast<std::size_t>(dimensions);
    for (std::size_t point = 0; point < positions.size() / each; ++point) {
        for (std::size_t axis = 0; axis < each; ++axis)
            text += (axis ? "\t" : "") + number(positions[point * each + axis]);
        text += columns.text(point) + '\n';
    }
    return text;
}

} // namespace engine

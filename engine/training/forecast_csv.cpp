// The forecast as a table.
#include "engine/datasets/time_label.h"
#include "engine/training/forecast.h"

#include <algorithm>

namespace engine {

namespace {

// One column of numbers, a cell for every row of the series and of the horizon; empty where nothing is known.
using Cells = std::vector<std::string>;

std::string cellOf(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == text.npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? "\"\"" : std::string(1, c);
    return result + '"';
}

void addColumn(std::vector<Cells>& columns, std::string head, std::size_t rows,
               const std::vector<Forecast::Point>& points)
{
    Cells cells(rows + 1);
    cells[0] = cellOf(head);
    for (const Forecast::Point& point : points)
        cells[static_cast<std::size_t>(point.row) + 1] = number(static_cast<float>(point.value));
    columns.push_back(std::move(cells));
}

void addTarget(std::vector<Cells>& columns, const Series& series, const Forecast::Target& target,
               const Forecast::Ahead& ahead, const std::string& name)
{
    const std::size_t rows = columns.front().size() - 1;
    std::vector<Forecast::Point> values, horizon;
    for (std::int64_t row = 0; row < series.rows(); ++row)
        values.push_back({row, series.value(row, target.variable)});
    for (std::size_t i = 0; i < target.horizon.size(); ++i)
        horizon.push_back({series.rows() + static_cast<std::int64_t>(i), target.horizon[i]});
    const std::string before = name.empty() ? "" : name + " ";
    addColumn(columns, name.empty() ? "value" : name, rows, values);
    addColumn(columns, before + "train", rows, ahead.train.points);
    if (series.plan.validation.size() > 0)
        addColumn(columns, before + "validation", rows, ahead.validation.points);
    addColumn(columns, before + "test", rows, ahead.test.points);
    addColumn(columns, before + "forecast", rows, horizon);
}

} // namespace

std::string forecastCsv(const Series& series, const Forecast& forecast, std::size_t ahead)
{
    std::vector<Cells> columns{{"time"}};
    for (const std::string& time : series.times)
        columns[0].push_back(cellOf(time));
    const auto beyond = static_cast<std::int64_t>(forecast.targets.front().horizon.size());
    for (std::int64_t step = 1; step <= beyond; ++step)
        columns[0].push_back(cellOf(timeAfter(series.times, step)));
    for (const Forecast::Target& target : forecast.targets) {
        const std::size_t step = std::clamp<std::size_t>(ahead, 1, target.ahead.size()) - 1;
        const std::string& name = series.variables[static_cast<std::size_t>(target.variable)].name;
        addTarget(columns, series, target, target.ahead[step], forecast.targets.size() > 1 ? name : "");
    }
    std::string text;
    for (std::size_t row = 0; row < columns[0].size(); ++row) {
        for (std::size_t column = 0; column < columns.size(); ++column)
            text += (column ? "," : "") + columns[column][row];
        text += '\n';
    }
    return text;
}

} // namespace engine

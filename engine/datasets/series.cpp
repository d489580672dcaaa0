#include "engine/datasets/series.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

// A constant variable becomes 0.
void fit(SeriesVariable& variable, const std::vector<double>& values, const std::string& scaling)
{
    const double count = static_cast<double>(values.size());
    double sum = 0, squares = 0, low = INFINITY, high = -INFINITY;
    for (const double value : values) {
        sum += value;
        low = std::min(low, value), high = std::max(high, value);
    }
    for (const double value : values)
        squares += (value - sum / count) * (value - sum / count);
    variable.offset = scaling == "standard" ? sum / count : low;
    const double range = scaling == "standard" ? std::sqrt(squares / count) : high - low;
    variable.range = range > 0 ? range : 1;
}

void fitScaling(Series& series, const SeriesSettings& settings)
{
    if (settings.scaling == "none")
        return;
    const std::int64_t rows = settings.scalingFit == "all" ? series.rows() : series.plan.train.end;
    std::vector<double> values(static_cast<std::size_t>(rows));
    for (std::size_t v = 0; v < series.variables.size(); ++v) {
        for (std::int64_t row = 0; row < rows; ++row)
            values[static_cast<std::size_t>(row)] = series.value(row, static_cast<int>(v));
        fit(series.variables[v], values, settings.scaling);
    }
}

std::vector<float> scaledValues(const Series& series, const std::vector<int>& variables)
{
    std::vector<float> values;
    values.reserve(series.times.size() * variables.size());
    for (std::int64_t row = 0; row < series.rows(); ++row)
        for (const int v : variables)
            values.push_back(static_cast<float>(
                series.variables[static_cast<std::size_t>(v)].scaled(series.value(row, v))));
    return values;
}

// Where the windows of a part begin.
Rows windowsIn(const SeriesRange& range, const SeriesWindow& window)
{
    std::vector<std::int32_t> rows;
    for (std::int64_t row = range.begin; row + window.length() <= range.end; row += window.step)
        rows.push_back(static_cast<std::int32_t>(row));
    return rows;
}

// The settings of a bundled series and its fields.
struct Options {
    SeriesSettings series;
};
std::vector<BoundField<Options>> boundFields()
{
    return seriesFields(&Options::series);
}
SeriesSettings settingsOf(const Attributes& attributes)
{
    return readOptions(boundFields(), attributes).series;
}

} // namespace

Dataset makeSeriesDataset(std::string id, Series series, const SeriesSettings& settings)
{
    fitScaling(series, settings);
    const SeriesWindow& window = series.plan.window;
    const auto described = seriesColumns(series.plan, settings);
    const auto inputs = static_cast<std::int64_t>(window.inputs.size());
    const auto targets = static_cast<std::int64_t>(window.targets.size());
    Dataset data;
    data.id = std::move(id);
    data.columns = std::make_shared<const std::vector<Column>>(std::vector<Column>{
        {"window", described[0].signal, Shared(scaledValues(series, window.inputs)), {}, 0, inputs},
        {"target",
         described[1].signal,
         Shared(scaledValues(series, window.targets)),
         {},
         window.targetBegin() * targets,
         targets}});
    data.train = windowsIn(series.plan.train, window);
    data.validation = windowsIn(series.plan.validation, window);
    data.test = windowsIn(series.plan.test, window);
    data.series = std::make_shared<const Series>(std::move(series));
    return data;
}

DatasetType bundledSeries(const BundledSeries& set)
{
    DatasetType type{set.id, set.title, set.summary, set.source};
    type.bundled = true;
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.fields.insert(type.fields.end(), set.fields.begin(), set.fields.end());
    const auto plan = [set](const Attributes& attributes) {
        return planSeries({set.title, set.names, {}, set.rows(attributes)}, settingsOf(attributes));
    };
    type.columns = [plan](const Attributes& attributes) {
        const auto planned = plan(attributes);
        return planned ? seriesColumns(*planned, settingsOf(attributes)) : std::vector<ColumnDescription>();
    };
    type.present = [](const Attributes&, const std::filesystem::path&) { return Result<void>(); };
    type.usable = [plan](const Attributes& attributes, const std::filesystem::path&) {
        const auto planned = plan(attributes);
        return planned ? Result<void>() : Result<void>(planned.problem());
    };
    type.load = [set, plan](const Attributes& attributes, const std::filesystem::path&,
                            const LoadProgress&) -> Result<Dataset> {
        const auto planned = plan(attributes);
        if (!planned)
            return planned.problem();
        Series series = set.make(attributes);
        series.plan = *planned;
        return makeSeriesDataset(set.id, std::move(series), settingsOf(attributes));
    };
    return type;
}

} // namespace engine

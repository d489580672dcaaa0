#include "engine/datasets/series.h"
#include "engine/datasets/table_settings.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace engine {

namespace {

struct Options {
    TableSettings table;
    std::string time;
    SeriesSettings series;
};

std::vector<BoundField<Options>> boundFields()
{
    return joined<Options>({tableFields(&Options::table),
                            {field("time", &Options::time, TR("Time column"), {}, {},
                                   TR("Name of the column that says when; empty: found out."))},
                            seriesFields(&Options::series)});
}

// What the columns of a table are.
struct Layout {
    std::optional<std::size_t> time;
    std::vector<std::size_t> variables; // numeric ones
    SeriesFacts facts;
    std::vector<std::optional<Problem>> holes = {}; // the first cell of each variable that is no number
    bool whole = true; // all rows were looked at
};

bool isTimeName(std::string name)
{
    static const std::vector<std::string> known{"time", "date", "datetime", "timestamp", "year", "month",
                                                "week", "day",  "hour",     "index",     "t"};
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::ranges::find(known, name) != known.end();
}

// Chosen, or the first column of words, or one of numbers that is called like a time.
std::optional<std::size_t> timeColumn(const Table& table, const std::string& chosen)
{
    for (std::size_t column = 0; column < table.columns(); ++column)
        if (chosen.empty() ? !isNumeric(table, column) : table.header[column] == chosen)
            return column;
    for (std::size_t column = 0; chosen.empty() && column < table.columns(); ++column)
        if (isTimeName(table.header[column]))
            return column;
    return std::nullopt;
}

std::optional<Problem> firstHole(const Table& table, std::size_t column, const std::string& path)
{
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (const auto value = numberAt(table, row, column, path); !value)
            return value.problem();
    return std::nullopt;
}

Result<Layout> layoutOf(const Table& table, const Options& options)
{
    Layout layout;
    layout.facts.source = options.table.path;
    layout.facts.rows = static_cast<std::int64_t>(table.rows());
    layout.time = timeColumn(table, options.time);
    if (!options.time.empty() && !layout.time)
        return Problem{TR("The table %1 has no column “%2” to tell the time; choose one of its columns."),
                       {options.table.path, options.time}};
    for (std::size_t column = 0; column < table.columns(); ++column) {
        if (!isNumeric(table, column))
            layout.facts.words.push_back(table.header[column]);
        if (column == layout.time || !isNumeric(table, column))
            continue;
        layout.variables.push_back(column);
        layout.facts.names.push_back(table.header[column]);
        layout.holes.push_back(firstHole(table, column, options.table.path));
    }
    if (layout.variables.empty())
        return Problem{TR("The table %1 has no column of numbers to learn from, only words; choose another "
                          "separator or file."),
                       {options.table.path}};
    return layout;
}

// The layout of a file does not change before the file does, and analysis asks after every edit.
Result<Layout> peek(const Options& options, const std::filesystem::path& folder)
{
    constexpr std::size_t mostRows = 20'000;
    struct Kept {
        std::vector<std::string> key;
        std::optional<Result<Layout>> layout;
    };
    static Kept kept;
    static std::mutex mutex;
    std::error_code error;
    const auto file = findFile(options.table.path, folder);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file, error));
    const auto written = std::filesystem::last_write_time(file, error).time_since_epoch().count();
    const std::vector<std::string> key{
        options.table.path,      file.string(),        number(size), number(std::int64_t{written}),
        options.table.separator, options.table.header, options.time};
    const std::scoped_lock lock(mutex);
    if (!error && kept.layout && kept.key == key)
        return *kept.layout;
    const auto table = readTable(options.table, folder, mostRows);
    Result<Layout> layout = table ? layoutOf(*table, options) : Result<Layout>(table.problem());
    if (layout)
        layout->whole = table->rows() < mostRows;
    kept = {key, layout};
    return layout;
}

Result<SeriesPlan> plan(const Layout& layout, const SeriesSettings& settings)
{
    SeriesFacts facts = layout.facts;
    if (!layout.whole) // longer than any window; loading will know
        facts.rows = std::numeric_limits<std::int32_t>::max();
    auto planned = planSeries(facts, settings);
    if (!planned)
        return planned;
    for (const auto& used : {planned->window.inputs, planned->window.targets})
        for (const int variable : used)
            if (const auto& hole = layout.holes[static_cast<std::size_t>(variable)])
                return *hole;
    return planned;
}

Result<SeriesPlan> peekPlan(const Options& options, const std::filesystem::path& folder)
{
    const auto layout = peek(options, folder);
    return layout ? plan(*layout, options.series) : Result<SeriesPlan>(layout.problem());
}

Result<Dataset> load(const Options& options, const std::filesystem::path& folder)
{
    const auto table = readTable(options.table, folder, SIZE_MAX);
    if (!table)
        return table.problem();
    const auto layout = layoutOf(*table, options);
    if (!layout)
        return layout.problem();
    const auto planned = plan(*layout, options.series);
    if (!planned)
        return planned.problem();
    Series series;
    series.plan = *planned;
    for (const std::string& name : layout->facts.names)
        series.variables.push_back({name});
    for (std::size_t row = 0; row < table->rows(); ++row) {
        series.times.push_back(layout->time ? table->cell(row, *layout->time)
                                            : number(static_cast<std::int64_t>(row + 1)));
        for (const std::size_t column : layout->variables)
            series.values.push_back(parseNumber(table->cell(row, column)).value_or(NAN)); // unused there
    }
    return makeSeriesDataset("csv-series", std::move(series), options.series);
}

} // namespace

namespace datasets {

DatasetType csv_series()
{
    DatasetType type{"csv-series", TR("Own series"),
                     TR("A CSV or TSV file of your own whose rows follow each other in time."),
                     TR("Your own file.")};
    type.endings = {"csv", "tsv"};
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes& attributes) {
        const Options options = readOptions(boundFields(), attributes);
        const auto planned = peekPlan(options, dataFolder());
        return planned ? seriesColumns(*planned, options.series) : std::vector<ColumnDescription>();
    };
    type.present = [](const Attributes& attributes, const std::filesystem::path& folder) -> Result<void> {
        const auto planned = peekPlan(readOptions(boundFields(), attributes), folder);
        return planned ? Result<void>() : planned.problem();
    };
    type.usable = type.present; // the user's own
    type.load = [](const Attributes& attributes, const std::filesystem::path& folder, const LoadProgress&) {
        return load(readOptions(boundFields(), attributes), folder);
    };
    return type;
}

} // namespace datasets

} // namespace engine

#include "engine/datasets/dataset_type.h"
#include "engine/datasets/table_settings.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace engine {

namespace {

struct Options {
    TableSettings table;
    std::string target;
    std::string kind = "auto";
    std::string scaling = "min-max";
    double validation = 0.15;
    double test = 0.15;
    bool shuffled = true;
    std::int64_t seed = 1;
};

Limits choices(std::vector<std::string> ids, std::vector<std::string> titles)
{
    Limits limits;
    limits.choices = std::move(ids);
    limits.choiceTitles = std::move(titles);
    return limits;
}

std::vector<BoundField<Options>> boundFields()
{
    return joined<Options>(
        {tableFields(&Options::table),
         {
             field("target", &Options::target, TR("Target column"), {}, {},
                   TR("Name of the column to predict; empty for the last one.")),
             field("kind", &Options::kind, TR("Target is"),
                   choices({"auto", "class", "number"}, {TR("Found out"), TR("A class"), TR("A number")})),
             field("scaling", &Options::scaling, TR("Scaling"),
                   choices({"min-max", "standard", "none"},
                           {TR("To 0 … 1"), TR("To mean 0, deviation 1"), TR("None")}),
                   {}, TR("Of the features, measured on the training part only.")),
             field("validation", &Options::validation, TR("Validation share"), {0, 0.4, 0.05}),
             field("test", &Options::test, TR("Test share"), {0, 0.4, 0.05}),
             field("shuffled", &Options::shuffled, TR("Shuffle before splitting")),
             shownWhen(field("seed", &Options::seed, TR("Seed"), {0, 1e9, 1}), "shuffled", {"true"}),
         }});
}

// What the first rows say about a table: enough to describe the columns without reading all of it.
struct Layout {
    std::vector<std::size_t> features;
    std::size_t target = 0;
    bool classes = false;
};

// Text, or a few small whole numbers.
bool looksLikeClasses(const Table& table, std::size_t column)
{
    std::set<double> values;
    for (std::size_t row = 0; row < std::min(table.rows(), sampleRows); ++row) {
        const auto value = parseNumber(table.cell(row, column));
        if (value && (*value < 0 || *value > 99 || *value != std::floor(*value)))
            return false;
        values.insert(value.value_or(-1));
    }
    return !isNumeric(table, column) || values.size() <= 20;
}

Result<Layout> layoutOf(const Table& table, const Options& options)
{
    Layout layout;
    layout.target = table.columns() - 1;
    if (!options.target.empty()) {
        const auto found = std::find(table.header.begin(), table.header.end(), options.target);
        if (found == table.header.end())
            return Problem{TR("The table has no column “%1”; choose one of its columns as target."),
                           {options.target}};
        layout.target = static_cast<std::size_t>(found - table.header.begin());
    }
    layout.classes =
        options.kind == "class" || (options.kind == "auto" && looksLikeClasses(table, layout.target));
    for (std::size_t column = 0; column < table.columns(); ++column)
        if (column != layout.target && isNumeric(table, column))
            layout.features.push_back(column);
    if (layout.features.empty())
        return Problem{
            TR("The table %1 has no column of numbers besides the target; choose another separator or file."),
            {options.table.path}};
    return layout;
}

Result<std::vector<float>> numbers(const Table& table, const std::vector<std::size_t>& columns,
                                   const Options& options)
{
    std::vector<float> values;
    values.reserve(table.rows() * columns.size());
    for (std::size_t row = 0; row < table.rows(); ++row)
        for (const std::size_t column : columns) {
            const auto value = numberAt(table, row, column, options.table.path);
            if (!value)
                return value.problem();
            values.push_back(static_cast<float>(*value));
        }
    return values;
}

// Brings every feature to the range asked for; a constant one becomes 0.
void scale(std::vector<float>& values, std::size_t features, std::span<const std::int32_t> trainingRows,
           const std::string& scaling)
{
    if (scaling == "none")
        return;
    for (std::size_t feature = 0; feature < features; ++feature) {
        double sum = 0, squares = 0, low = INFINITY, high = -INFINITY;
        const double count = static_cast<double>(trainingRows.size());
        const auto value = [&](std::int32_t row) -> double {
            return values[static_cast<std::size_t>(row) * features + feature];
        };
        for (const std::int32_t row : trainingRows) {
            sum += value(row);
            low = std::min(low, value(row)), high = std::max(high, value(row));
        }
        for (const std::int32_t row : trainingRows)
            squares += (value(row) - sum / count) * (value(row) - sum / count);
        const double offset = scaling == "standard" ? sum / count : low;
        const double range = scaling == "standard" ? std::sqrt(squares / count) : high - low;
        for (std::size_t i = feature; i < values.size(); i += features)
            values[i] = static_cast<float>((values[i] - offset) / (range > 0 ? range : 1));
    }
}

// Class names in order: numbers by value, then texts by alphabet.
Column classColumn(const Table& table, std::size_t column)
{
    const auto before = [](const std::string& a, const std::string& b) {
        const auto x = parseNumber(a), y = parseNumber(b);
        return x && y ? *x < *y || (*x == *y && a < b) : x || y ? x.has_value() : a < b;
    };
    std::set<std::string, decltype(before)> names(before);
    for (std::size_t row = 0; row < table.rows(); ++row)
        names.insert(table.cell(row, column));
    std::vector<std::string> classes(names.begin(), names.end());
    std::vector<std::int32_t> ids;
    for (std::size_t row = 0; row < table.rows(); ++row)
        ids.push_back(static_cast<std::int32_t>(
            std::lower_bound(classes.begin(), classes.end(), table.cell(row, column), before) -
            classes.begin()));
    return {"label", {{}, ElementType::Int32}, Shared(std::move(ids)), std::move(classes)};
}

Result<Column> targetColumn(const Table& table, const Layout& layout, const Options& options)
{
    if (layout.classes)
        return classColumn(table, layout.target);
    auto values = numbers(table, {layout.target}, options);
    if (!values)
        return values.problem();
    return Column{"target", {{1}}, Shared(*std::move(values))};
}

// Splits the rows 0 ... count - 1, shuffled if asked for, in the order training, validation, test.
Dataset split(std::int64_t count, const Options& options)
{
    const auto share = [&](double part) { return std::llround(static_cast<double>(count) * part); };
    const std::int64_t validation = share(options.validation), test = share(options.test);
    Dataset data = makeDataset("csv-table", {}, {count, 0, 0});
    const Rows order =
        epochOrder(data, Dataset::Part::Train, options.shuffled, {static_cast<std::uint64_t>(options.seed)});
    const auto part = [&](std::int64_t first, std::int64_t size) {
        auto rows = order.list(static_cast<std::size_t>(first), static_cast<std::size_t>(size));
        std::sort(rows.begin(), rows.end());
        return Rows(std::move(rows));
    };
    data.train = part(0, count - validation - test);
    data.validation = part(count - validation - test, validation);
    data.test = part(count - test, test);
    return data;
}

Result<Dataset> load(const Options& options, const std::filesystem::path& folder)
{
    const auto table = readTable(options.table, folder, SIZE_MAX);
    if (!table)
        return table.problem();
    const auto layout = layoutOf(*table, options);
    if (!layout)
        return layout.problem();
    auto features = numbers(*table, layout->features, options);
    if (!features)
        return features.problem();
    auto target = targetColumn(*table, *layout, options);
    if (!target)
        return target.problem();
    Dataset data = split(static_cast<std::int64_t>(table->rows()), options);
    if (data.rows(Dataset::Part::Train).empty())
        return Problem{TR("The table %1 has too few rows to split; add rows or lower the shares for "
                          "validation and testing."),
                       {options.table.path}};
    scale(*features, layout->features.size(), data.rows(Dataset::Part::Train).list(), options.scaling);
    const Signal signal{{static_cast<int>(layout->features.size())}};
    data.columns = std::make_shared<const std::vector<Column>>(
        std::vector<Column>{{"features", signal, Shared(*std::move(features))}, *std::move(target)});
    return data;
}

Result<Layout> peek(const Options& options, const std::filesystem::path& folder)
{
    const auto table = readTable(options.table, folder, sampleRows);
    return table ? layoutOf(*table, options) : Result<Layout>(table.problem());
}

std::vector<ColumnDescription> columns(const Options& options)
{
    const auto layout = peek(options, dataFolder());
    if (!layout)
        return {};
    const ColumnDescription target = layout->classes
        ? ColumnDescription{"label", {{}, ElementType::Int32}, TR("Class")}
        : ColumnDescription{"target", {{1}}, TR("Target")};
    return {{"features", {{static_cast<int>(layout->features.size())}}, TR("Features")}, target};
}

} // namespace

namespace datasets {

DatasetType csv_table()
{
    DatasetType type{"csv-table", TR("Own table"),
                     TR("A CSV or TSV file of your own: columns of numbers, and one to predict."),
                     TR("Your own file.")};
    type.endings = {"csv", "tsv"};
    const auto fields = boundFields();
    type.fields.assign(fields.begin(), fields.end());
    type.columns = [](const Attributes& attributes) {
        return columns(readOptions(boundFields(), attributes));
    };
    type.present = [](const Attributes& attributes, const std::filesystem::path& folder) -> Result<void> {
        const auto layout = peek(readOptions(boundFields(), attributes), folder);
        return layout ? Result<void>() : layout.problem();
    };
    type.usable = type.present; // the user's own
    type.load = [](const Attributes& attributes, const std::filesystem::path& folder, const LoadProgress&) {
        return load(readOptions(boundFields(), attributes), folder);
    };
    return type;
}

} // namespace datasets

} // namespace engine

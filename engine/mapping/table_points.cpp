// Rows of a table as points of a map.
#include "engine/datasets/npy.h"
#include "engine/datasets/table_file.h"
#include "engine/mapping/point_set.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace engine {

namespace {

namespace fs = std::filesystem;

// A column of a table that is no dimension.
struct TextColumn {
    std::string name;
    std::vector<std::string> cells;
};

std::string inSmallLetters(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool namesClass(const std::string& header)
{
    const std::string name = inSmallLetters(header);
    return name == "class" || name == "label";
}

// Numbers by value, words by letter.
bool comesBefore(const std::string& a, const std::string& b)
{
    const auto x = parseNumber(a), y = parseNumber(b);
    return x && y ? *x < *y : x.has_value() != y.has_value() ? x.has_value() : a < b;
}

std::vector<std::string> distinct(const TextColumn& column)
{
    std::vector<std::string> values = column.cells;
    std::ranges::sort(values, comesBefore);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

void setClasses(PointSet& points, const TextColumn& column, std::vector<std::string> names)
{
    std::erase(names, std::string());
    for (const std::string& cell : column.cells)
        points.classes.push_back(
            cell.empty() ? -1
                         : static_cast<std::int32_t>(std::ranges::lower_bound(names, cell, comesBefore) -
                                                     names.begin()));
    points.classNames = std::move(names);
}

// A column called "class" gives the classes, else one of few values that come again and again does; the
// first of the others tells the points apart.
void describe(PointSet& points, const std::vector<TextColumn>& columns)
{
    constexpr std::size_t fewClasses = 50, mostClasses = 256;
    const TextColumn* classes = nullptr;
    for (const bool named : {true, false})
        for (const TextColumn& column : columns) {
            const std::size_t most = named ? mostClasses : std::min(fewClasses, column.cells.size() / 2);
            if (!classes && (!named || inSmallLetters(column.name) == "class") &&
                distinct(column).size() <= most)
                classes = &column;
        }
    if (classes)
        setClasses(points, *classes, distinct(*classes));
    for (const TextColumn& column : columns)
        if (&column != classes && points.labels.empty())
            points.labels = column.cells;
}

Problem noNumbers(const fs::path& file)
{
    return {TR("%1 has no column of numbers; a point of a map is a row of numbers."), {file.string()}};
}

Problem notANumber(const fs::path& file, std::int64_t line, const std::string& column,
                   const std::string& cell)
{
    return {TR("“%4” in line %2, column “%3” of %1 is not a number; mend that cell."),
            {file.string(), number(line), column, cell}};
}

bool isTsv(const fs::path& file)
{
    return inSmallLetters(file.extension().string()) == ".tsv";
}

// Takes a table in row by row: numbers into one long list, texts into columns.
class RowTaker {
public:
    RowTaker(const fs::path& file, std::int64_t limit, const PointProgress& keepOn)
        : m_file(file), m_limit(limit), m_keepOn(keepOn)
    {
        std::error_code error;
        m_bytes = std::max<double>(1, static_cast<double>(fs::file_size(file, error)));
    }

    Result<PointSet> read()
    {
        TableReading reading;
        if (isTsv(m_file)) { // tabs need no quotes: a quote is a word there
            reading.separator = '\t';
            reading.quotes = false;
        }
        const auto done = readRows(m_file, reading, [this](const auto& header, auto& row, std::int64_t line) {
            return take(header, row, line);
        });
        if (!done || m_problem)
            return done ? *m_problem : done.problem();
        if (m_values.empty())
            return noNumbers(m_file);
        PointSet points{.name = m_file.filename().string(), .available = m_rows};
        const auto count = static_cast<int>(m_limit > 0 ? std::min(m_limit, m_rows) : m_rows);
        points.values = Tensor::of({count, static_cast<int>(m_values.size()) / count}, m_values);
        describe(points, m_texts);
        return points;
    }

private:
    bool take(const std::vector<std::string>& header, const std::vector<std::string>& row, std::int64_t line)
    {
        if (m_rows == 0)
            decide(header, row);
        if (m_limit <= 0 || m_rows < m_limit)
            keep(header, row, line);
        for (const std::string& cell : row)
            m_done += static_cast<double>(cell.size() + 1);
        if (++m_rows % 256 == 0 && m_keepOn && !m_keepOn(std::min(1.0, m_done / m_bytes)))
            m_problem = pointsCancelled();
        return !m_problem;
    }

    void decide(const std::vector<std::string>& header, const std::vector<std::string>& row)
    {
        for (std::size_t column = 0; column < row.size(); ++column) {
            m_isText.push_back(namesClass(header[column]) || !parseNumber(row[column]));
            if (m_isText.back())
                m_texts.push_back({header[column], {}});
        }
    }

    void keep(const std::vector<std::string>& header, const std::vector<std::string>& row, std::int64_t line)
    {
        auto text = m_texts.begin();
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (m_isText[column])
                (text++)->cells.push_back(row[column]);
            else if (const auto value = parseNumber(row[column]))
                m_values.push_back(static_cast<float>(*value));
            else
                m_problem = notANumber(m_file, line, header[column], row[column]);
        }
    }

    const fs::path& m_file;
    std::int64_t m_limit;
    const PointProgress& m_keepOn;
    double m_bytes = 1, m_done = 0;
    std::int64_t m_rows = 0;
    std::vector<bool> m_isText;
    std::vector<TextColumn> m_texts;
    std::vector<float> m_values;
    std::optional<Problem> m_problem;
};

Result<PointSet> numpyPoints(const fs::path& file, std::int64_t limit)
{
    const Result<NpyArray> array = readNpy(file);
    if (!array)
        return array.problem();
    if (array->sizes.size() < 2 || array->sizes[0] < 1)
        return Problem{TR("%1 is no table of points; save an array of [points, dimensions]."),
                       {file.string()}};
    const std::vector<float> values = asFloats(*array);
    const std::int64_t length = static_cast<std::int64_t>(values.size()) / array->sizes[0];
    if (length < 1)
        return noNumbers(file);
    const std::int64_t count = limit > 0 ? std::min(limit, array->sizes[0]) : array->sizes[0];
    PointSet points{.name = file.filename().string(), .available = array->sizes[0]};
    points.values = Tensor::of({static_cast<int>(count), static_cast<int>(length)},
                               std::span(values).first(static_cast<std::size_t>(count * length)));
    const auto wrong =
        std::ranges::find_if(points.values.values(), [](float v) { return !std::isfinite(v); });
    if (wrong != points.values.values().end())
        return Problem{TR("Row %2 of %1 holds a value that is no number; take that row out."),
                       {file.string(), number((wrong - points.values.values().begin()) / length + 1)}};
    return points;
}

// Where the Projector's labels of a table lie.
fs::path metadataOf(const fs::path& file)
{
    std::string stem = file.stem().string();
    for (const std::string_view word : {"vectors", "tensors", "tensor"})
        if (const auto at = stem.rfind(word); at != std::string::npos)
            return file.parent_path() / (stem.replace(at, word.size(), "metadata") + ".tsv");
    return file.parent_path() / (stem + "_metadata.tsv");
}

// One column of labels without a header, or several with one. The first of numbers gives the points' numbers.
Result<void> readMetadata(PointSet& points, const fs::path& file)
{
    TableReading reading{.separator = '\t', .header = TableReading::HeaderLine::No};
    reading.quotes = false;
    reading.emptyLines = true;
    const Result<Table> table = readTable(file, reading);
    if (!table)
        return table.problem();
    const std::size_t first = table->columns() > 1 ? 1 : 0, count = static_cast<std::size_t>(points.count());
    const auto rows = static_cast<std::int64_t>(table->rows() - first);
    if (rows != points.available)
        return Problem{TR("%1 names %2 points where %3 has %4; write both anew, or move %1 away."),
                       {file.string(), grouped(rows), points.name, grouped(points.available)}};
    std::vector<TextColumn> texts;
    for (std::size_t column = 0; column < table->columns(); ++column) {
        TextColumn text{first ? table->cell(0, column) : std::string(), {}};
        for (std::size_t row = first; row < first + count; ++row)
            text.cells.push_back(table->cell(row, column));
        const bool numeric = first && !namesClass(text.name) &&
            std::ranges::all_of(text.cells,
                                [](const std::string& cell) { return parseNumber(cell).has_value(); });
        if (!numeric)
            texts.push_back(std::move(text));
        else if (points.numbers.empty()) {
            for (const std::string& cell : text.cells)
                points.numbers.push_back(static_cast<float>(*parseNumber(cell)));
            points.numbersName = text.name;
        }
    }
    describe(points, texts);
    return {};
}

} // namespace

Result<PointSet> tablePoints(const fs::path& file, std::int64_t limit, const PointProgress& keepOn)
{
    Result<PointSet> points = inSmallLetters(file.extension().string()) == ".npy"
        ? numpyPoints(file, limit)
        : RowTaker(file, limit, keepOn).read();
    if (!points)
        return points;
    std::error_code error;
    if (const fs::path metadata = metadataOf(file); points->labels.empty() && points->classes.empty() &&
        metadata != file && fs::is_regular_file(metadata, error))
        if (const auto read = readMetadata(*points, metadata); !read)
            return read.problem();
    return points;
}

} // namespace engine

#pragma once

#include "engine/base/fields.h"
#include "engine/datasets/table_file.h"

namespace engine {

// How a table of the user is to be read: what every data set made of one asks for.
struct TableSettings {
    std::string path;
    std::string separator = "auto";
    std::string header = "auto";
};

// Their fields, as part of the options of a data set.
template <class Options>
std::vector<BoundField<Options>> tableFields(TableSettings Options::*table)
{
    Limits separators, headers;
    separators.choices = {"auto", "comma", "semicolon", "tab", "bar"};
    separators.choiceTitles = {TR("Found out"), TR("Comma"), TR("Semicolon"), TR("Tab"), TR("Vertical bar")};
    headers.choices = {"auto", "names", "data"};
    headers.choiceTitles = {TR("Found out"), TR("Column names"), TR("Data")};
    return {part("path", table, &TableSettings::path, TR("File"), {}, {},
                 TR("A table of comma- or tab-separated values.")),
            part("separator", table, &TableSettings::separator, TR("Separator"), separators),
            part("header", table, &TableSettings::header, TR("First line"), headers)};
}

// The first rows of the table, which may lie in the data folder.
Result<Table> readTable(const TableSettings& settings, const std::filesystem::path& folder,
                        std::size_t maxRows);

// A column is numeric if its first cell that is not empty is a number; only the first rows are looked at.
bool isNumeric(const Table& table, std::size_t column);
inline constexpr std::size_t sampleRows = 1000;

// The problem names line and column.
Result<double> numberAt(const Table& table, std::size_t row, std::size_t column, const std::string& path);

} // namespace engine

#include "engine/datasets/table_settings.h"

#include "engine/datasets/dataset_type.h"

#include <algorithm>

namespace engine {

Result<Table> readTable(const TableSettings& settings, const std::filesystem::path& folder,
                        std::size_t maxRows)
{
    TableReading reading;
    reading.maxRows = maxRows;
    reading.separator = settings.separator == "comma" ? ','
        : settings.separator == "semicolon"           ? ';'
        : settings.separator == "tab"                 ? '\t'
        : settings.separator == "bar"                 ? '|'
                                                      : '\0';
    reading.header = settings.header == "names" ? TableReading::HeaderLine::Yes
        : settings.header == "data"             ? TableReading::HeaderLine::No
                                                : TableReading::HeaderLine::Auto;
    return readTable(settings.path.empty() ? std::filesystem::path() : findFile(settings.path, folder),
                     reading);
}

bool isNumeric(const Table& table, std::size_t column)
{
    for (std::size_t row = 0; row < std::min(table.rows(), sampleRows); ++row)
        if (!table.cell(row, column).empty())
            return parseNumber(table.cell(row, column)).has_value();
    return false;
}

Result<double> numberAt(const Table& table, std::size_t row, std::size_t column, const std::string& path)
{
    if (const auto value = parseNumber(table.cell(row, column)))
        return *value;
    return Problem{TR("“%4” in line %2, column “%3” of %1 is not a number; mend that cell."),
                   {path, number(table.lines[row]), table.header[column], table.cell(row, column)}};
}

} // namespace engine

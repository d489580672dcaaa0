#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace engine {

// The cells of a CSV or TSV file.
struct Table {
    std::vector<std::string> header; // made up ("column 1") where the file has none
    std::vector<std::string> cells; // row after row
    std::vector<std::int64_t> lines; // where each row begins in the file, from 1

    std::size_t columns() const { return header.size(); }
    std::size_t rows() const { return lines.size(); }
    const std::string& cell(std::size_t row, std::size_t column) const
    {
        return cells[row * columns() + column];
    }
};

struct TableReading {
    enum class HeaderLine { Auto, Yes, No };
    char separator = 0; // 0: the most frequent of comma, semicolon, tab and bar in the first line
    HeaderLine header = HeaderLine::Auto; // Auto: yes, if no cell of the first line is a number
    std::size_t maxRows = SIZE_MAX;
    bool quotes = true; // else they are letters as others
    bool emptyLines = false; // else they are skipped
};

// Cells may be "quoted", with doubled quotes inside; lines may end in CR LF.
// Problems name the line.
Result<Table> readTable(const std::filesystem::path& file, const TableReading& reading);

// The same, row after row, without keeping them all: `take` gets the header's cells, the row and its line,
// and says whether it wants more.
using TakeRow = std::function<bool(const std::vector<std::string>& header, std::vector<std::string>& row,
                                   std::int64_t line)>;
Result<void> readRows(const std::filesystem::path& file, const TableReading& reading, const TakeRow& take);

// A finite number with a dot, spaces around it allowed.
std::optional<double> parseNumber(std::string_view text);

} // namespace engine

#include "engine/datasets/table_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>

namespace engine {

namespace {

constexpr std::uintmax_t maxBytes = 1u << 30;

Result<std::string> readText(const std::filesystem::path& file)
{
    std::error_code error;
    if (file.empty())
        return Problem{TR("No table is chosen yet; choose a CSV or TSV file.")};
    if (!std::filesystem::is_regular_file(file, error))
        return Problem{TR("The table %1 is not there; check its name or choose another file."),
                       {file.string()}};
    const auto size = std::filesystem::file_size(file, error);
    if (error || size > maxBytes)
        return Problem{TR("The table %1 is larger than 1 GB; split it into smaller files."), {file.string()}};
    std::string text(static_cast<std::size_t>(size), ' ');
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(text.data(), static_cast<std::streamsize>(size)))
        return Problem{TR("The table %1 cannot be read; check that you may read it."), {file.string()}};
    if (text.starts_with("\xef\xbb\xbf")) // a byte order mark
        text.erase(0, 3);
    if (text.find_first_not_of(" \t\r\n") == text.npos)
        return Problem{TR("The table %1 is empty; choose a file with data."), {file.string()}};
    return text;
}

char likelySeparator(std::string_view text)
{
    text = text.substr(text.find_first_not_of("\r\n"));
    std::array<int, 4> counts{};
    constexpr std::string_view separators = ",;\t|";
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (const auto at = separators.find(c); at != separators.npos && !quoted)
            ++counts[at];
        else if ((c == '\n' || c == '\r') && !quoted)
            break;
    }
    return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

// Goes through the text row by row.
class RowReader {
public:
    RowReader(std::string_view text, const TableReading& reading)
        : m_text(text), m_separator(reading.separator ? reading.separator : likelySeparator(text)),
          m_quotes(reading.quotes), m_emptyLines(reading.emptyLines)
    {
    }

    std::int64_t line() const { return m_rowLine; } // where the row last read began
    bool unclosed() const { return m_unclosed; }

    // The next row, an empty one only where those count; false at the end.
    bool next(std::vector<std::string>& row)
    {
        do {
            row.clear();
            m_rowLine = m_line;
            if (m_at >= m_text.size())
                return false;
            readRow(row);
        } while (!m_emptyLines && row.size() == 1 && row[0].find_first_not_of(" \t") == std::string::npos);
        return true;
    }

private:
    void readRow(std::vector<std::string>& row)
    {
        for (;;) {
            row.push_back(readCell());
            if (m_at >= m_text.size())
                return;
            const char c = m_text[m_at++];
            if (c == m_separator)
                continue;
            if (c == '\r' && m_at < m_text.size() && m_text[m_at] == '\n')
                ++m_at;
            ++m_line;
            return;
        }
    }

    // Up to the separator or end of line, which it leaves.
    std::string readCell()
    {
        std::string cell;
        bool quoted = false;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (quoted && c == '"' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '"')
                cell += m_text[m_at++];
            else if (c == '"' && m_quotes && (quoted || cell.empty()))
                quoted = !quoted;
            else if (!quoted && (c == m_separator || c == '\n' || c == '\r'))
                break;
            else
                cell += c;
            m_line += quoted && c == '\n';
        }
        m_unclosed = m_unclosed || quoted;
        return cell;
    }

    std::string_view m_text;
    char m_separator;
    bool m_quotes, m_emptyLines;
    std::size_t m_at = 0;
    std::int64_t m_line = 1, m_rowLine = 1;
    bool m_unclosed = false;
};

bool isHeader(const std::vector<std::string>& row, TableReading::HeaderLine header)
{
    if (header == TableReading::HeaderLine::Auto)
        return std::none_of(row.begin(), row.end(),
                            [](const std::string& cell) { return parseNumber(cell).has_value(); });
    return header == TableReading::HeaderLine::Yes;
}

std::vector<std::string> madeUpNames(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back("column " + number(static_cast<std::int64_t>(i)));
    return names;
}

Problem wrongCells(const std::filesystem::path& file, std::int64_t line, std::size_t cells,
                   std::size_t wanted)
{
    return {TR("Line %2 of %1 has %3 cells where the first line has %4; mend that line or choose another "
               "separator."),
            {file.string(), number(line), number(std::int64_t(cells)), number(std::int64_t(wanted))}};
}

} // namespace

std::optional<double> parseNumber(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos)
        return {};
    text = text.substr(first, text.find_last_not_of(" \t") - first + 1);
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return {};
    return value;
}

Result<void> readRows(const std::filesystem::path& file, const TableReading& reading, const TakeRow& take)
{
    const auto text = readText(file);
    if (!text)
        return text.problem();
    RowReader reader(*text, reading);
    std::vector<std::string> header, row;
    for (std::size_t rows = 0; rows < reading.maxRows && reader.next(row);) {
        if (reader.unclosed())
            return Problem{TR("A quote that opens in line %2 of %1 is never closed; close it."),
                           {file.string(), number(reader.line())}};
        if (header.empty() && isHeader(row, reading.header)) {
            header = row;
            continue;
        }
        if (header.empty())
            header = madeUpNames(row.size());
        if (row.size() != header.size())
            return wrongCells(file, reader.line(), row.size(), header.size());
        if (!take(header, row, reader.line()))
            return {};
        ++rows;
    }
    return {};
}

Result<Table> readTable(const std::filesystem::path& file, const TableReading& reading)
{
    Table table;
    const auto read = readRows(file, reading, [&](const auto& header, auto& row, std::int64_t line) {
        if (table.header.empty())
            table.header = header;
        table.lines.push_back(line);
        std::move(row.begin(), row.end(), std::back_inserter(table.cells));
        return true;
    });
    if (!read)
        return read.problem();
    if (table.rows() == 0)
        return Problem{TR("The table %1 has a header but no rows; choose a file with data."),
                       {file.string()}};
    return table;
}

} // namespace engine

#include "app/cli/command.h"
#include "engine/base/json.h"

#include <charconv>
#include <cstdio>
#include <iostream>
#include <set>

namespace cli {

namespace {

// Letters, not bytes: "28 × 28" has seven of them.
std::size_t width(const std::string& text)
{
    return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

} // namespace

int fail(const engine::Problem& problem)
{
    std::cerr << "layerloom-cli: " << problem.sentence() << std::endl;
    return 1;
}

void printLine(const engine::Json& json)
{
    std::cout << json.dump(-1, ' ', false, engine::Json::error_handler_t::replace) << std::endl;
}

void printTable(const std::vector<std::vector<std::string>>& rows, std::size_t leftColumns)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - width(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (i < leftColumns ? row[i] + space : space + row[i]);
        }
        line.resize(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    }
    std::cout << std::flush;
}

void addDeviceOption(CLI::App& command, std::string& device)
{
    command
        .add_option("--device", device, "Where it computes; auto takes a graphics card where there is one")
        ->check(CLI::IsMember(std::set<std::string>{"auto", "cpu", "cuda"}));
}

void addPrecisionOption(CLI::App& command, std::string& precision)
{
    command.add_option("--precision", precision, "Of products on a graphics card")
        ->check(CLI::IsMember(std::set<std::string>{"float32", "tf32", "bfloat16"}));
}

CLI::Validator numberBetween(double least, double most)
{
    const std::string name = "NUMBER in [" + engine::number(least) + ", " + engine::number(most) + "]";
    return CLI::Validator(
        [=](std::string& text) -> std::string {
            double value = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most)
                return "";
            return "\"" + text + "\" must be a number between " + engine::number(least) + " and " +
                engine::number(most);
        },
        name);
}

} // namespace cli

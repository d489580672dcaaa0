#pragma once

#include "engine/base/json.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace cli {

// What the chosen command does: exit status 0, or 1 on failure.
using Action = std::function<int()>;

// Adds a command whose options live in Options; the command's file binds them and runs them.
template <class Options>
CLI::App* addCommand(CLI::App& program, Action& chosen, const std::string& name, const std::string& summary,
                     int (*run)(const Options&), void (*bind)(CLI::App&, Options&))
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(name, summary);
    bind(*command, *options);
    command->callback([options, run, &chosen] { chosen = [options, run] { return run(*options); }; });
    return command;
}

// One per file of the same name.
void addLayers(CLI::App& program, Action& chosen);
void addDatasets(CLI::App& program, Action& chosen);
void addSummary(CLI::App& program, Action& chosen);
void addTrain(CLI::App& program, Action& chosen);
void addStep(CLI::App& program, Action& chosen);
void addEvaluate(CLI::App& program, Action& chosen);
void addPredict(CLI::App& program, Action& chosen);
void addReconstruct(CLI::App& program, Action& chosen);
void addGenerate(CLI::App& program, Action& chosen);
void addNeighbors(CLI::App& program, Action& chosen);
void addForecast(CLI::App& program, Action& chosen);
void addMap(CLI::App& program, Action& chosen);
void addBenchmark(CLI::App& program, Action& chosen);
void addDevices(CLI::App& program, Action& chosen);

// --device, and --precision of what trains.
void addDeviceOption(CLI::App& command, std::string& device);
void addPrecisionOption(CLI::App& command, std::string& precision);

// The sentence on standard error; gives 1.
int fail(const engine::Problem& problem);

// One object as a line on standard output, at once.
void printLine(const engine::Json& json);

// Columns of text under headings, numbers of the last columns to the right.
void printTable(const std::vector<std::vector<std::string>>& rows, std::size_t leftColumns);

// A number in a limit that takes no "nan".
CLI::Validator numberBetween(double least, double most);

} // namespace cli

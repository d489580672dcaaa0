#include "app/cli/command.h"

#include <iostream>
#include <new>

namespace {

void describe(CLI::App& program)
{
    program.name("layerloom-cli");
    program.set_version_flag("--version", "Layerloom " LAYERLOOM_VERSION);
    program.require_subcommand(1);
    program.footer("PROJECT is a .loom file or the name of a sample, such as ae-stacked.\n"
                   "Data sets are looked for in $LAYERLOOM_DATA, else in ~/.local/share/layerloom/datasets.");
}

void addCommands(CLI::App& program, cli::Action& chosen)
{
    for (const auto add :
         {cli::addLayers, cli::addDatasets, cli::addSummary, cli::addTrain, cli::addStep, cli::addEvaluate,
          cli::addPredict, cli::addReconstruct, cli::addGenerate, cli::addNeighbors, cli::addForecast,
          cli::addMap, cli::addBenchmark, cli::addDevices})
        add(program, chosen);
}

// Help and version are no errors; everything else is wrong usage.
int explain(const CLI::App& program, const CLI::ParseError& error)
{
    if (error.get_exit_code() == int(CLI::ExitCodes::Success))
        return program.exit(error);
    std::string what = error.what();
    what.resize(what.find_last_not_of(" .\n") + 1);
    std::cerr << "layerloom-cli: " << what << ". Run with --help to see what is possible." << std::endl;
    return 2;
}

} // namespace

int main(int count, char** arguments)
{
    CLI::App program("Composes, trains and explores neural networks without a window.");
    cli::Action chosen;
    describe(program);
    addCommands(program, chosen);
    try {
        program.parse(count, arguments);
        return chosen();
    } catch (const CLI::ParseError& error) {
        return explain(program, error);
    } catch (const std::bad_alloc&) {
        return cli::fail(
            {"There is not enough memory for this; choose a smaller batch, --limit or network."});
    }
}

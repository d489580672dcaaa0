#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_access.h"
#include "app/cli/train_run.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"

#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, part = "test";
    RunChoice choice;
    std::int64_t limit = 0;
    int threads = 0;
    bool json = false;
};

constexpr int mostInTable = 100; // classes; --json gives any number of them

std::string className(const ConfusionCounts& confusion, int id)
{
    return std::size_t(id) < confusion.names.size() ? confusion.names[std::size_t(id)] : number(id);
}

std::int64_t countAt(const ConfusionCounts& confusion, int truth, int said)
{
    return confusion.counts[std::size_t(truth) * std::size_t(confusion.classes) + std::size_t(said)];
}

Json confusionJson(const ConfusionCounts& confusion)
{
    Json names = Json::array(), rows = Json::array();
    for (int truth = 0; truth < confusion.classes; ++truth) {
        names.push_back(className(confusion, truth));
        Json row = Json::array();
        for (int said = 0; said < confusion.classes; ++said)
            row.push_back(countAt(confusion, truth, said));
        rows.push_back(std::move(row));
    }
    return {{"classes", std::move(names)}, {"counts", std::move(rows)}};
}

void print(const ConfusionCounts& confusion)
{
    std::vector<std::vector<std::string>> rows{{"truth \\ said"}};
    for (int truth = 0; truth < confusion.classes; ++truth) {
        rows.front().push_back(className(confusion, truth));
        rows.push_back({className(confusion, truth)});
        for (int said = 0; said < confusion.classes; ++said)
            rows.back().push_back(number(countAt(confusion, truth, said)));
    }
    std::cout << '\n';
    printTable(rows, 1);
}

void report(const Options& options, std::int64_t samples, const Evaluation& result)
{
    if (options.json) {
        Json json = {{"part", options.part}, {"samples", samples}, {"metrics", metricsJson(result.metrics)}};
        if (result.confusion)
            json["confusion"] = confusionJson(*result.confusion);
        return printLine(json);
    }
    std::cout << options.part << ", " << grouped(samples) << " samples\n";
    for (const auto& [name, value] : result.metrics)
        std::cout << name << " " << number(value) << '\n';
    if (result.confusion && result.confusion->classes <= mostInTable)
        print(*result.confusion);
    std::cout << std::flush;
}

int run(const Options& options)
{
    const Result<Dataset::Part> part = partNamed(options.part);
    if (!part)
        return fail(part.problem());
    const Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    setThreads(options.threads);
    const Result<Trained> trained = trainedNetwork(*file, options.choice, options.project);
    if (!trained)
        return fail(trained.problem());
    const Result<Dataset> data = loadDataset(trained->dataset, options.limit);
    if (!data)
        return fail(data.problem());
    if (data->size(*part) == 0)
        return fail(
            {"The data set %1 has no %2 part; choose another with --part.", {data->id, options.part}});
    ProgressBar bar;
    const Evaluation result = evaluate(*trained->network, *data, *part, 500, [&](double done) {
        bar.show(done, "evaluating");
        return true;
    });
    bar.clear();
    report(options, data->size(*part), result);
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command.add_option("--part", options.part, "train, validation or test")->capture_default_str();
    addRunChoice(command, options.choice);
    command.add_option("--dataset", options.choice.dataset, "Another data set than the run's");
    command.add_option("--limit", options.limit, "Uses at most so many samples")
        ->check(numberBetween(0, 1e9));
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object");
}

} // namespace

void addEvaluate(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "evaluate",
               "Prints loss, metrics and the confusion matrix of a trained network", run, bind);
}

} // namespace cli

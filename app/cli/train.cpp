#include "app/cli/command.h"
#include "app/cli/curve_svg.h"
#include "app/cli/project_access.h"
#include "app/cli/train_run.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/project/bytes_file.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <iostream>
#include <set>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, output, curve, dataset, device;
    std::vector<std::string> data;
    std::optional<int> epochs, batch, threads;
    std::optional<double> rate;
    std::optional<std::int64_t> seed, limit;
    bool resume = false, json = false;
};

void apply(const Options& options, TrainingSettings& settings)
{
    settings.epochs = options.epochs.value_or(settings.epochs);
    settings.batchSize = options.batch.value_or(settings.batchSize);
    settings.learningRate = options.rate.value_or(settings.learningRate);
    settings.seed = options.seed.value_or(settings.seed);
    settings.threads = options.threads.value_or(settings.threads);
    settings.limit = options.limit.value_or(settings.limit);
    if (!options.device.empty())
        settings.device = options.device;
}

std::string now()
{
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%FT%TZ", &parts)};
}

std::string freeRunId(const ProjectFile& file)
{
    int i = 1;
    while (std::ranges::find(file.runs, "run-" + number(i), &Run::id) != file.runs.end())
        ++i;
    return "run-" + number(i);
}

Result<void> startRun(const Options& options, ProjectFile& file)
{
    const Result<Choice> dataset = chooseDataset(file.project.dataset, options.dataset, options.data);
    if (!dataset)
        return dataset.problem();
    apply(options, file.project.training);
    file.project.dataset = *dataset;
    Run run;
    run.id = freeRunId(file);
    run.name = "Run " + run.id.substr(4);
    run.graph = file.project.graph;
    run.dataset = *dataset;
    run.settings = file.project.training;
    run.color = int(file.runs.size());
    run.started = now();
    file.runs.push_back(std::move(run));
    return {};
}

// Moves the newest run to the end of the list and cuts off what its checkpoint does not know yet.
Result<void> resumeRun(const Options& options, ProjectFile& file)
{
    const Run* newest = newestTrainedRun(file);
    if (!newest)
        return Problem{"%1 holds no training that could go on; leave --resume out to start one.",
                       {options.project}};
    std::rotate(file.runs.begin() + (newest - file.runs.data()),
                file.runs.begin() + (newest - file.runs.data()) + 1, file.runs.end());
    Run& run = file.runs.back();
    const Result<Choice> dataset = chooseDataset(run.dataset, options.dataset, options.data);
    if (!dataset)
        return dataset.problem();
    run.dataset = *dataset;
    apply(options, run.settings);
    std::erase_if(run.batches, [&](const BatchPoint& point) { return point.step > run.last->step; });
    std::erase_if(run.epochs, [&](const EpochResult& epoch) { return epoch.epoch > run.last->epoch; });
    return {};
}

TrainingJob jobOf(const Run& run, const Dataset& data)
{
    TrainingJob job;
    job.graph = run.graph;
    job.columns = findDatasetType(run.dataset.id)->columns(run.dataset.attributes);
    job.data = data;
    job.settings = run.settings;
    if (run.last)
        job.resume = *run.last;
    job.best = run.best;
    return job;
}

Result<void> save(const Options& options, const ProjectFile& file)
{
    const Run& run = file.runs.back();
    if (!options.curve.empty()) {
        const std::string svg = curveSvg(file.project.title, run.batches, run.epochs);
        if (Result<void> done = replaceFile(options.curve, Bytes(svg.begin(), svg.end())); !done)
            return done;
    }
    return options.output.empty() ? Result<void>() : saveProject(options.output, file);
}

Result<Json> test(const Run& run, const Dataset& data)
{
    auto network = Network::build(run.graph, findDatasetType(run.dataset.id)->columns(run.dataset.attributes),
                                  {.seed = run.settings.seed});
    if (!network)
        return network.problem();
    if (Result<void> fits = (*network)->setWeights(run.last->weights); !fits)
        return fits.problem();
    const Dataset part = limited(data, run.settings.limit);
    if (part.size(Dataset::Part::Test) == 0)
        return Json::object();
    return metricsJson(evaluate(**network, part, Dataset::Part::Test).metrics);
}

int finish(const Options& options, const ProjectFile& file, const Dataset& data)
{
    const Run& run = file.runs.back();
    Json last = Json::object();
    if (run.state == "finished") {
        const Result<Json> metrics = test(run, data);
        if (!metrics)
            return fail(metrics.problem());
        last["test"] = *metrics;
    } else {
        last["stopped"] = true;
        last["step"] = run.last ? run.last->step : 0;
    }
    last["epochs"] = run.last ? run.last->epoch : 0;
    last["saved"] = options.output.empty() ? Json() : Json(options.output);
    if (options.json) {
        printLine(last);
        return 0;
    }
    if (last.contains("test"))
        for (const auto& [name, value] : last["test"].items())
            std::cout << "test " << name << " " << number(value.get<double>()) << '\n';
    else
        std::cout << "stopped after step " << last["step"] << '\n';
    if (options.output.empty())
        std::cout << "nothing was saved; -o OUT.loom keeps what was learned\n";
    std::cout << std::flush;
    return 0;
}

// All that can be known to be wrong before hours of training.
Result<void> prepare(const Options& options, ProjectFile& file)
{
    if (Result<void> ready = options.resume ? resumeRun(options, file) : startRun(options, file); !ready)
        return ready;
    if (file.fromNewerVersion && options.output == options.project)
        return Problem{"%1 comes from a newer Layerloom and is not overwritten; give another name after -o.",
                       {options.project}};
    for (const std::string& path : {options.output, options.curve})
        if (Result<void> writable = path.empty() ? Result<void>() : canReplaceFile(path); !writable)
            return writable;
    Run& run = file.runs.back();
    setThreads(run.settings.threads);
    run.state = "running";
    run.hardware = "CPU, " + number(threads()) + (threads() == 1 ? " thread" : " threads");
    return {};
}

int run(const Options& options)
{
    Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    if (const Result<void> ready = prepare(options, *file); !ready)
        return fail(ready.problem());
    Run& run = file->runs.back();
    const Result<Dataset> data = loadDataset(run.dataset);
    if (!data)
        return fail(data.problem());
    const Dataset used = limited(*data, run.settings.limit);
    const TrainReport report{options.json, used.size(Dataset::Part::Train),
                             [&] { (void)bool(save(options, *file)); }}; // the save at the end tells why not
    if (const Result<void> done = followTraining(jobOf(run, *data), run, report); !done)
        return fail(done.problem());
    if (const Result<void> saved = save(options, *file); !saved)
        return fail(saved.problem());
    return finish(options, *file, *data);
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The project file or sample")->required();
    command.add_option("-o,--output", options.output, "Where the trained project is saved");
    command.add_option("--epochs", options.epochs, "Epochs in all")->check(numberBetween(1, 1e6));
    command.add_option("--batch", options.batch, "Samples in a batch")->check(numberBetween(1, 1e6));
    command.add_option("--rate", options.rate, "Learning rate")->check(numberBetween(1e-9, 100));
    command.add_option("--seed", options.seed, "Seed of weights and order")->check(numberBetween(0, 9e15));
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_option("--device", options.device, "Where it computes")
        ->check(CLI::IsMember(std::set<std::string>{"auto", "cpu", "cuda"}));
    command.add_option("--dataset", options.dataset, "Another data set than the project's");
    command.add_option("--data", options.data, "KEY=VALUE of the data set's own settings; see datasets");
    command.add_option("--limit", options.limit, "Uses at most so many samples of every part")
        ->check(numberBetween(0, 1e9));
    command.add_option("--curve", options.curve, "Where the loss curve is drawn as an SVG picture");
    command.add_flag("--resume", options.resume, "Goes on with the newest training in PROJECT");
    command.add_flag("--json", options.json,
                     "One JSON object per epoch, and a last one with the test results");
}

} // namespace

void addTrain(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "train", "Trains the network; Ctrl+C stops it and saves what is there", run,
               bind);
}

} // namespace cli

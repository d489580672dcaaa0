#include "app/cli/command.h"
#include "app/cli/curve_svg.h"
#include "app/cli/project_access.h"
#include "app/cli/train_result.h"
#include "app/cli/train_run.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/project/bytes_file.h"
#include "engine/training/training_device.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, output, curve, dataset, device, precision;
    std::vector<std::string> data;
    std::optional<int> epochs, batch, threads;
    std::optional<double> rate;
    std::optional<std::int64_t> seed, limit;
    int repeat = 1;
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
    if (!options.precision.empty())
        settings.precision = options.precision;
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

int finish(const Options& options, const Run& run, const Dataset& data)
{
    Result<Json> result = resultOf(run, data);
    if (!result)
        return fail(result.problem());
    if (options.json) {
        (*result)["saved"] = options.output.empty() ? Json() : Json(options.output);
        printLine(*result);
        return 0;
    }
    printResult(*result);
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
    run.hardware = hardwareOf(run.settings);
    return {};
}

// Trains the file's last run, keeping what it learns.
Result<void> trainLast(const Options& options, ProjectFile& file, const Dataset& data)
{
    Run& run = file.runs.back();
    const Dataset used = limited(data, run.settings.limit);
    const TrainReport report{.json = options.json,
                             .epochs = options.repeat == 1,
                             .samples = used.size(Dataset::Part::Train),
                             // the save at the end tells why not
                             .keep = [&] { (void)bool(save(options, file)); }};
    const Result<void> done = followTraining(jobOf(run, data), run, report);
    const bool keeps = done || run.last; // a failed one still has its last checkpoint
    const Result<void> saved = keeps ? save(options, file) : Result<void>();
    return done ? saved : done;
}

// The first run is prepared already; each of the others takes the next seed.
Result<void> trainAgain(const Options& options, ProjectFile& file, const Dataset& data)
{
    TestResults results;
    for (int i = 0; i < options.repeat; ++i) {
        Options next = options;
        next.seed = file.runs.back().settings.seed + 1;
        if (const Result<void> ready = i > 0 ? prepare(next, file) : Result<void>(); !ready)
            return ready;
        if (const Result<void> done = trainLast(options, file, data); !done)
            return done;
        const Run& run = file.runs.back();
        Result<Json> result = resultOf(run, data);
        if (!result)
            return result.problem();
        (*result)["seed"] = run.settings.seed;
        printLine(*result);
        if (run.state != "finished")
            return {};
        for (const auto& [name, value] : (*result)["test"].items())
            results[name].push_back(value.get<double>());
    }
    printSpread(results, options.json);
    return {};
}

int run(const Options& options)
{
    if (options.resume && options.repeat > 1)
        return fail({"A training goes on once; leave out --resume or --repeat."});
    Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    if (const Result<void> ready = prepare(options, *file); !ready)
        return fail(ready.problem());
    const Result<Dataset> data = loadDataset(file->runs.back().dataset);
    if (!data)
        return fail(data.problem());
    const Result<void> done =
        options.repeat > 1 ? trainAgain(options, *file, *data) : trainLast(options, *file, *data);
    if (!done)
        return fail(done.problem());
    return options.repeat > 1 ? 0 : finish(options, file->runs.back(), *data);
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
    addDeviceOption(command, options.device);
    addPrecisionOption(command, options.precision);
    command.add_option("--dataset", options.dataset, "Another data set than the project's");
    command.add_option("--data", options.data, "KEY=VALUE of the data set's own settings; see datasets");
    command.add_option("--limit", options.limit, "Uses at most so many samples of every part")
        ->check(numberBetween(0, 1e9));
    command
        .add_option("--repeat", options.repeat,
                    "Trains so many times, each with the next seed; prints median and spread")
        ->check(numberBetween(1, 1000));
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

#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_access.h"

#include "engine/base/parallel.h"
#include "engine/datasets/stand_in.h"
#include "engine/training/benchmark.h"

#include <algorithm>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::vector<std::string> models;
    std::string device = "auto", precision = "float32";
    double seconds = 10;
    std::optional<int> batch;
    int threads = 0;
    bool json = false;
};

std::vector<std::string> allSamples()
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& folder : sampleFolders()) {
        for (const auto& entry : std::filesystem::directory_iterator(folder, error))
            if (entry.path().extension() == ".loom")
                names.push_back(entry.path().stem());
        if (!names.empty())
            break;
    }
    std::ranges::sort(names);
    return names;
}

// Speed depends on the shapes only, so the bundled stand-in does where the files are missing.
Choice presentDataset(const Choice& choice)
{
    const DatasetType* type = findDatasetType(choice.id);
    if (!type || type->present(choice.attributes, dataFolder()) || type->standIn.empty())
        return choice;
    return {type->standIn, knownTo(*findDatasetType(type->standIn), choice.attributes)};
}

Result<TrainingJob> jobFor(const Project& project, const Options& options)
{
    const Result<Choice> own = chooseDataset(project.dataset, "");
    if (!own)
        return own.problem();
    const Choice choice = presentDataset(*own);
    Result<Dataset> data = loadDataset(choice, 20'000);
    if (!data)
        return data.problem();
    TrainingJob job;
    job.graph = project.graph;
    job.columns = findDatasetType(choice.id)->columns(choice.attributes);
    job.data = *std::move(data);
    job.settings = project.training;
    job.settings.threads = options.threads;
    job.settings.device = options.device;
    job.settings.precision = options.precision;
    job.settings.batchSize = options.batch.value_or(job.settings.batchSize);
    return job;
}

void report(const Options& options, const std::string& model, const BenchmarkResult& result)
{
    if (options.json)
        return printLine({{"engine", "layerloom " LAYERLOOM_VERSION},
                          {"model", model},
                          {"hardware", result.hardware},
                          {"precision", options.precision},
                          {"threads", threads()},
                          {"batch", result.batchSize},
                          {"parameters", result.parameters},
                          {"steps", result.steps},
                          {"samples_per_s", result.samplesPerSecond},
                          {"p05_samples_per_s", result.p05SamplesPerSecond},
                          {"loss", result.loss}});
    std::cout << model << ": " << grouped(std::int64_t(result.samplesPerSecond)) << " samples/s (median), "
              << grouped(std::int64_t(result.p05SamplesPerSecond)) << " in the quickest moments; "
              << result.hardware << ", batch " << result.batchSize << std::endl;
}

int run(const Options& options)
{
    setThreads(options.threads);
    for (const std::string& model : options.models.empty() ? allSamples() : options.models) {
        const Result<ProjectFile> file = openProject(model);
        if (!file)
            return fail(file.problem());
        const Result<TrainingJob> job = jobFor(file->project, options);
        if (!job)
            return fail(job.problem());
        ProgressBar bar;
        const Result<BenchmarkResult> result = benchmark(*job, options.seconds, [&](double done) {
            bar.show(done, "measuring " + model);
            return true;
        });
        bar.clear();
        if (!result)
            return fail(result.problem());
        report(options, std::filesystem::path(model).stem(), *result);
    }
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("MODEL", options.models, "Project files or samples; all samples when left out");
    command.add_option("--seconds", options.seconds, "How long each is measured")
        ->check(numberBetween(0.01, 3600))
        ->capture_default_str();
    command.add_option("--batch", options.batch, "Samples in a batch")->check(numberBetween(1, 1e6));
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    addDeviceOption(command, options.device);
    addPrecisionOption(command, options.precision);
    command.add_flag("--json", options.json, "One JSON object per model");
}

} // namespace

void addBenchmark(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "benchmark", "Measures training throughput in samples per second", run, bind);
}

} // namespace cli

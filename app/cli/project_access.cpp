#include "app/cli/project_access.h"

#include "app/cli/command.h"
#include "app/cli/progress_bar.h"

#include <algorithm>
#include <iostream>

namespace cli {

using namespace engine;
namespace fs = std::filesystem;

std::vector<fs::path> sampleFolders()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return {program.parent_path().parent_path() / "share/layerloom/projects", LAYERLOOM_SAMPLES};
}

Result<ProjectFile> openProject(const std::string& name)
{
    std::error_code error;
    if (name.find('/') == std::string::npos && !fs::exists(name, error))
        for (const fs::path& folder : sampleFolders())
            if (const fs::path sample = folder / (name + ".loom"); fs::exists(sample, error))
                return loadProject(sample);
    return loadProject(name);
}

Result<Choice> chooseDataset(const Choice& own, const std::string& wanted,
                             const std::vector<std::string>& settings)
{
    Choice choice = wanted.empty() || wanted == own.id ? own : Choice{wanted};
    if (choice.id.empty())
        return Problem{
            "The project names no data set; choose one with --dataset, for example --dataset digits."};
    const DatasetType* type = findDatasetType(choice.id);
    if (!type)
        return Problem{"There is no data set \"%1\"; the command datasets lists those there are.",
                       {choice.id}};
    for (const std::string& setting : settings) {
        const std::size_t sign = std::min(setting.find('='), setting.size());
        const auto field = std::ranges::find(type->fields, setting.substr(0, sign), &Field::key);
        if (field == type->fields.end() || sign == setting.size())
            return Problem{"%1 has no setting for \"%2\"; the command datasets --json lists those it has.",
                           {type->title, setting}};
        Result<Value> value = valueFromText(*field, setting.substr(sign + 1));
        if (!value)
            return value.problem();
        choice.attributes[field->key] = *std::move(value);
    }
    if (Result<void> valid = check(type->fields, choice.attributes); !valid)
        return valid.problem();
    return choice;
}

Result<Dataset> loadDataset(const Choice& choice, std::int64_t limit)
{
    const DatasetType& type = *findDatasetType(choice.id);
    if (Result<void> valid = check(type.fields, choice.attributes); !valid)
        return valid.problem();
    const fs::path folder = dataFolder();
    if (const Result<void> present = type.present(choice.attributes, folder); !present) {
        if (type.standIn.empty()) // the user's own files: only the sentence knows which and why
            return present.problem();
        return Problem{"The data set %1 is not in %2; add --dataset %3 to use the bundled stand-in, or set "
                       "LAYERLOOM_DATA to the folder that holds %1.",
                       {type.title, folder.string(), type.standIn}};
    }
    ProgressBar bar;
    Result<Dataset> data = type.load(choice.attributes, folder, [&](double done) {
        bar.show(done, "loading " + type.title);
        return true;
    });
    if (!data)
        return data;
    bar.clear();
    for (const Problem& remark : data->remarks)
        std::cerr << "layerloom-cli: " << remark.sentence() << std::endl;
    return limited(*data, limit);
}

Result<Dataset::Part> partNamed(const std::string& name)
{
    for (const Dataset::Part part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test})
        if (name == partName(part))
            return part;
    return Problem{"There is no part \"%1\"; choose train, validation or test.", {name}};
}

const Run* newestTrainedRun(const ProjectFile& file, const std::string& id)
{
    for (auto run = file.runs.rbegin(); run != file.runs.rend(); ++run)
        if (run->last && (id.empty() || run->id == id))
            return &*run;
    return nullptr;
}

void addRunChoice(CLI::App& command, RunChoice& choice)
{
    command.add_option("--run", choice.run, "The id of a run; else the newest");
    command.add_flag("--best", choice.best, "The run's best weights instead of its last");
}

Result<Trained> trainedNetwork(const ProjectFile& file, const RunChoice& choice, const std::string& name)
{
    const Run* run = newestTrainedRun(file, choice.run);
    if (!run && !choice.run.empty())
        return Problem{"%1 has no trained run \"%2\"; leave --run out to use the newest.",
                       {name, choice.run}};
    if (!run)
        return Problem{"%1 has not been trained; run layerloom-cli train %1 -o trained.loom first and use "
                       "trained.loom.",
                       {name}};
    const Result<Choice> dataset = chooseDataset(run->dataset, choice.dataset);
    if (!dataset)
        return dataset.problem();
    const DatasetType& type = *findDatasetType(dataset->id);
    Trained trained{run, *dataset, type.columns(dataset->attributes), nullptr};
    auto network = Network::build(run->graph, trained.columns, {.seed = run->settings.seed});
    if (!network)
        return network.problem();
    trained.network = *std::move(network);
    const Checkpoint& checkpoint = choice.best && run->best ? *run->best : *run->last;
    if (Result<void> fits = trained.network->setWeights(checkpoint.weights); !fits)
        return fits.problem();
    return trained;
}

} // namespace cli

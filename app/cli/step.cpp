#include "app/cli/command.h"
#include "app/cli/project_access.h"
#include "app/cli/step_inputs.h"

#include "engine/base/parallel.h"
#include "engine/project/safetensors.h"
#include "engine/schedules/schedule_type.h"
#include "engine/training/updater.h"

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, batch, output, dataset;
    int threads = 0;
};

double firstRate(const TrainingSettings& settings)
{
    const ScheduleType* type = findScheduleType(settings.schedule.id);
    const bool usable = type && check(type->fields, settings.schedule.attributes);
    const double factor =
        usable ? type->build(settings.schedule.attributes)->factor({0, 0, 1, settings.epochs}) : 1;
    return settings.learningRate * factor;
}

void addResults(const Network& network, double loss, NamedTensors& results)
{
    for (const NodeId output : network.outputs())
        results["output/" + network.graph().node(output)->name] = network.prediction(output).clone();
    results["loss"] = Tensor::scalar(float(loss));
    for (const Network::Weight& weight : network.weights())
        if (weight.trained)
            results["gradient/" + weight.name] = weight.parameter->gradient.clone();
}

Result<NamedTensors> step(Network& network, const TrainingSettings& settings, const StepInputs& inputs)
{
    Result<Updater> updater = Updater::build(network, settings);
    if (!updater)
        return updater.problem();
    network.forward(inputs.batch,
                    {.training = true, .key = stepKey(settings.seed, 1), .noise = &inputs.noise});
    NamedTensors results;
    const double loss = network.computeLoss(inputs.batch, true);
    addResults(network, loss, results);
    updater->step(firstRate(settings), 1);
    for (const auto& [name, weight] : network.copyWeights())
        results["weight/" + name] = weight;
    return results;
}

Result<NamedTensors> results(const Options& options)
{
    Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return file.problem();
    Project& project = file->project;
    if (!options.dataset.empty()) {
        const Result<Choice> choice = chooseDataset(project.dataset, options.dataset);
        if (!choice)
            return choice.problem();
        project.dataset = *choice;
    }
    const Result<NamedTensors> given = loadSafetensors(options.batch);
    if (!given)
        return given.problem();
    const auto columns = columnsOf(project);
    const auto network = Network::build(project.graph, columns, {.seed = project.training.seed});
    if (!network)
        return network.problem();
    const Result<StepInputs> inputs = stepInputs(*given, **network, columns, options.batch);
    if (!inputs)
        return inputs.problem();
    if (Result<void> fits = (*network)->setWeights(inputs->weights); !fits)
        return fits.problem();
    return step(**network, project.training, *inputs);
}

int run(const Options& options)
{
    setThreads(options.threads);
    const Result<NamedTensors> tensors = results(options);
    if (!tensors)
        return fail(tensors.problem());
    const Result<void> saved = saveSafetensors(options.output, *tensors);
    return saved ? 0 : fail(saved.problem());
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The project file or sample")->required();
    command
        .add_option("--batch", options.batch,
                    "Tensors column/<name>, weight/<node>/<parameter> and noise/<node>; the last two may be "
                    "left out")
        ->required();
    command
        .add_option(
            "--output", options.output,
            "Where output/<node>, loss, gradient/<node>/<parameter> and the weights after the step go")
        ->required();
    command.add_option("--dataset", options.dataset, "Another data set than the project's");
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
}

} // namespace

void addStep(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "step",
               "Makes one training step on a given batch, for checking against other frameworks", run, bind);
}

} // namespace cli

#include "app/cli/command.h"
#include "app/cli/map_picture.h"
#include "app/cli/map_points.h"
#include "app/cli/progress_bar.h"

#include "engine/base/parallel.h"
#include "engine/devices/cuda_device.h"
#include "engine/exports/map_table.h"
#include "engine/exports/projector.h"
#include "engine/mapping/map_run.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <thread>

namespace cli {

using namespace engine;

namespace {

struct Options {
    PointChoice choice;
    Attributes settings; // of t-SNE
    std::string output, picture, projector, device = "auto";
    int threads = 0;
    bool json = false;
};

using Phase = MapState::Phase;

std::string shortNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string progressText(const MapState& state, const ProgressBar& bar)
{
    if (state.phase == Phase::Pca)
        return "principal components";
    if (state.phase == Phase::Neighbours)
        return "neighbours";
    return "iteration " + grouped(state.iteration) + " of " + grouped(state.iterations) +
        (std::isfinite(state.kl) ? ", KL " + shortNumber(state.kl) : "") + ", " +
        bar.timeLeft(state.progress);
}

std::shared_ptr<const MapState> mapped(const PointSet& points, const TsneSettings& settings, Device device)
{
    MapRun run(points.values, settings, {}, device);
    ProgressBar bar;
    while (bar.shown() && !run.newest()->isOver()) {
        bar.show(run.newest()->progress, progressText(*run.newest(), bar));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    run.wait();
    return run.newest();
}

Json describe(const PointSet& points, const MapState& map, Device device)
{
    Json json = {{"source", points.name},
                 {"points", points.count()},
                 {"available", points.available},
                 {"values", points.dimensions()},
                 {"dimensions", map.dimensions},
                 {"method", map.method},
                 {"perplexity", map.perplexity},
                 {"iterations", map.iteration},
                 {"kl", map.kl},
                 {"seconds", map.seconds},
                 {"device", device == Device::Cuda ? "cuda" : "cpu"}};
    if (!map.note.pattern.empty())
        json["note"] = map.note.sentence();
    return json;
}

std::string summary(const PointSet& points, const MapState& map, Device device)
{
    const std::string count = points.count() < points.available
        ? grouped(points.count()) + " of " + grouped(points.available)
        : grouped(points.count());
    return count + " points of " + points.name + ", " + grouped(points.dimensions()) + " values each; " +
        map.method + ", perplexity " + shortNumber(map.perplexity) + ", " + grouped(map.iteration) +
        " iterations, KL " + shortNumber(map.kl) + ", " + shortNumber(map.seconds) + " s" +
        (device == Device::Cuda ? " on " + cudaCard()->name : "");
}

Result<void> writeFiles(const Options& options, const ChosenPoints& chosen, const MapState& map)
{
    const PointSet& points = chosen.points;
    const std::string table = mapTable(points, *map.positions, map.dimensions);
    if (!options.output.empty())
        if (auto written = replaceFile(options.output, Bytes(table.begin(), table.end())); !written)
            return written;
    if (!options.picture.empty())
        if (auto written = writePng(options.picture, mapPicture(points, *map.positions, map.dimensions));
            !written)
            return written;
    if (!options.projector.empty())
        if (auto files = writeProjector(options.projector, points, chosen.pictures); !files)
            return files.problem();
    if (options.output.empty() && options.picture.empty() && options.projector.empty() && !options.json)
        std::cout << table << std::flush;
    return {};
}

int run(const Options& options)
{
    setThreads(options.threads);
    const Result<Device> device = deviceNamed(options.device);
    if (!device)
        return fail(device.problem());
    const Result<ChosenPoints> chosen = readPoints(options.choice, !options.projector.empty());
    if (!chosen)
        return fail(chosen.problem());
    const auto map = mapped(chosen->points, readOptions(tsneFields(), options.settings), *device);
    if (map->phase == Phase::Failed)
        return fail(map->problem);
    if (const auto written = writeFiles(options, *chosen, *map); !written)
        return fail(written.problem());
    if (options.json)
        printLine(describe(chosen->points, *map, *device));
    else
        std::cerr << summary(chosen->points, *map, *device) << std::endl;
    if (!map->note.pattern.empty())
        std::cerr << "layerloom-cli: " << map->note.sentence() << std::endl;
    return 0;
}

// "learning_rate" is --learning-rate, with the limits and the initial value that the settings have.
void bindSetting(CLI::App& command, Attributes& settings, const Field& field)
{
    std::string name = "--" + field.key;
    std::ranges::replace(name, '_', '-');
    std::string description = field.label;
    for (const std::string& choice : field.limits.choices)
        description += (&choice == &field.limits.choices.front() ? ": " : ", ") + choice;
    if (!field.help.empty())
        description += ". " + field.help;
    if (std::holds_alternative<bool>(field.initial)) {
        command.add_flag(
            name, [&settings, key = field.key](std::int64_t) { settings[key] = true; }, description);
        return;
    }
    const auto store = [&settings, field, name](const std::string& text) {
        const Result<Value> value = valueFromText(field, text);
        if (!value)
            throw CLI::ValidationError(name, value.problem().sentence());
        settings[field.key] = *value;
        if (const Result<void> valid = check({field}, settings); !valid)
            throw CLI::ValidationError(name, valid.problem().sentence());
    };
    command.add_option_function<std::string>(name, store, description)
        ->default_str(toText(field.initial))
        ->type_name(field.limits.choices.empty() ? "NUMBER" : "TEXT");
}

void bind(CLI::App& command, Options& options)
{
    PointChoice& choice = options.choice;
    command
        .add_option("SOURCE", choice.source,
                    "A trained project, or a table of points: .tsv, .csv, .txt or .npy")
        ->required();
    auto* layer = command.add_option("--layer", choice.layer, "Map the outputs of the layer of this name");
    command.add_option("--embedding", choice.embedding, "Map the vectors of the embedding of this name")
        ->excludes(layer);
    command.add_option("--part", choice.part, "Of the data: train, validation or test")
        ->capture_default_str();
    command.add_option("--limit", choice.limit, "At most so many points; 0: all")
        ->check(numberBetween(0, 1e9))
        ->capture_default_str();
    for (const Field& field : tsneFields())
        bindSetting(command, options.settings, field);
    command.add_option("--output", options.output, "The table to write: x, y, z, label, class");
    command.add_option("--picture", options.picture, "The PNG picture to write");
    command.add_option("--projector", options.projector,
                       "The folder for the points as TensorBoard's Projector reads them");
    addRunChoice(command, choice.run);
    command.add_option("--dataset", choice.run.dataset, "Another data set than the run's");
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    addDeviceOption(command, options.device);
    command.add_flag("--json", options.json, "One JSON object");
}

} // namespace

void addMap(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "map",
               "Lays points out in two or three dimensions by t-SNE: embeddings, outputs of a layer, a table",
               run, bind);
}

} // namespace cli

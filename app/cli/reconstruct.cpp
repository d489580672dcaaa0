#include "app/cli/command.h"
#include "app/cli/picture.h"
#include "app/cli/project_access.h"
#include "app/cli/sample_input.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, output, part = "test";
    RunChoice choice;
    int count = 10, scale = 2, threads = 0;
    bool json = false;
};

constexpr int mostInARow = 20, gap = 2;
constexpr std::uint8_t background = 64;

struct Rows {
    Shape shape; // of one picture: height, width, channels
    std::vector<std::vector<float>> pictures; // original, noisy where the network adds noise, rebuilt
    std::vector<double> errors; // of each sample: mean of squares
};

std::vector<float> copied(const Tensor& tensor)
{
    return {tensor.values().begin(), tensor.values().end()};
}

// The Output that is compared with a column which an Input reads.
struct Rebuilt {
    NodeId output = 0;
    std::string column;
    Signal signal;
};
std::optional<Rebuilt> findRebuilt(const Network& network)
{
    const std::vector<std::string> inputs = network.inputColumns();
    for (const NodeId id : network.outputs()) {
        const Node& node = *network.graph().node(id);
        const auto column =
            std::get<std::string>(valueOf(findLayerType(node.type)->fields, node.attributes, "column"));
        if (std::ranges::find(inputs, column) != inputs.end())
            return Rebuilt{id, column, network.analysis().nodes.at(id).inputs.front()};
    }
    return std::nullopt;
}

// The first node that adds noise to samples of this size while the network is used, too.
NodeId noiseNode(const Network& network, std::int64_t elements)
{
    for (const NodeId id : network.analysis().order) {
        const Node* node = network.graph().node(id);
        const auto& outputs = network.analysis().nodes.at(id).outputs;
        const auto active = node->attributes.find("active");
        if (active != node->attributes.end() && active->second == Value(std::string("always")) &&
            !node->muted && !outputs.empty() && outputs.front().shape.elements() == elements)
            return id;
    }
    return 0;
}

Result<Rows> rebuild(Network& network, const Dataset& data, const Options& options, Dataset::Part part,
                     const std::vector<ColumnDescription>& columns)
{
    const std::optional<Rebuilt> rebuilt = findRebuilt(network);
    const auto shape = rebuilt ? pictureShape(rebuilt->signal, columns) : std::nullopt;
    if (!shape)
        return Problem{
            "%1 does not rebuild pictures; choose an autoencoder, whose Output compares with the column "
            "its Input reads.",
            {options.project}};
    const std::vector<std::int32_t> rows = data.rows(part).list(0, std::size_t(options.count));
    if (rows.empty())
        return Problem{"The data set %1 has no %2 part; choose another with --part.",
                       {data.id, options.part}};
    const std::vector<std::string> wanted = network.columns();
    const Batch batch = gather(data, wanted, rows);
    network.forward(batch, {.key = stepKey(1, 1)});
    Rows result{*shape, {copied(batch.at(rebuilt->column))}, {}};
    if (const NodeId noise = noiseNode(network, shape->elements()))
        result.pictures.push_back(copied(network.activation(noise)));
    result.pictures.push_back(copied(network.prediction(rebuilt->output)));
    const auto each = std::size_t(shape->elements());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double sum = 0;
        for (std::size_t k = i * each; k < (i + 1) * each; ++k)
            sum += std::pow(double(result.pictures.front()[k]) - result.pictures.back()[k], 2);
        result.errors.push_back(sum / double(each));
    }
    return result;
}

void paint(Picture& grid, std::span<const float> values, const Shape& shape, int left, int top, int scale)
{
    for (int y = 0; y < shape[0] * scale; ++y)
        for (int x = 0; x < shape[1] * scale; ++x)
            for (int c = 0; c < grid.channels; ++c) {
                const float value = values[std::size_t((y / scale * shape[1] + x / scale) * shape[2] + c)];
                grid.at(left + x, top + y)[c] = std::uint8_t(std::lround(255 * std::clamp(value, 0.f, 1.f)));
            }
}

Picture draw(const Rows& rows, int scale)
{
    const int count = int(rows.errors.size()), kinds = int(rows.pictures.size());
    const int across = std::min(count, mostInARow), bands = (count + across - 1) / across;
    const int width = rows.shape[1] * scale + gap, height = rows.shape[0] * scale + gap;
    const int band = kinds * height + 3 * gap;
    Picture grid = blank(across * width + gap, bands * band + gap - 3 * gap, rows.shape[2], background);
    const auto each = std::size_t(rows.shape.elements());
    for (int i = 0; i < count; ++i)
        for (int kind = 0; kind < kinds; ++kind)
            paint(grid, std::span(rows.pictures[std::size_t(kind)]).subspan(std::size_t(i) * each, each),
                  rows.shape, gap + i % across * width, gap + i / across * band + kind * height, scale);
    return grid;
}

void report(const Options& options, const Rows& rows)
{
    double sum = 0;
    for (const double error : rows.errors)
        sum += error;
    const double mean = sum / double(rows.errors.size());
    if (options.json)
        return printLine(
            {{"output", options.output},
             {"count", rows.errors.size()},
             {"rows",
              rows.pictures.size() == 3 ? Json{"original", "noisy", "rebuilt"} : Json{"original", "rebuilt"}},
             {"mean_squared_error", mean},
             {"errors", rows.errors}});
    std::cout << options.output << ": " << rows.errors.size() << " pictures, mean squared error "
              << number(mean) << std::endl;
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
    const Result<Dataset> data = loadDataset(trained->dataset);
    if (!data)
        return fail(data.problem());
    const Result<Rows> rows = rebuild(*trained->network, *data, options, *part, trained->columns);
    if (!rows)
        return fail(rows.problem());
    if (const Result<void> written = writePng(options.output, draw(*rows, options.scale)); !written)
        return fail(written.problem());
    report(options, *rows);
    return 0;
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command.add_option("--output", options.output, "The PNG picture to write")->required();
    command.add_option("--count", options.count, "How many pictures")
        ->check(numberBetween(1, 1000))
        ->capture_default_str();
    command.add_option("--part", options.part, "train, validation or test")->capture_default_str();
    command.add_option("--scale", options.scale, "Pixels for each pixel")
        ->check(numberBetween(1, 16))
        ->capture_default_str();
    addRunChoice(command, options.choice);
    command.add_option("--dataset", options.choice.dataset, "Another data set than the run's");
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object");
}

} // namespace

void addReconstruct(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "reconstruct", "Draws originals over what the network makes of them", run,
               bind);
}

} // namespace cli

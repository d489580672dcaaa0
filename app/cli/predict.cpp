#include "app/cli/command.h"
#include "app/cli/project_access.h"
#include "app/cli/sample_input.h"

#include "engine/project/bytes_file.h"

#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/losses/loss_type.h"

#include <algorithm>
#include <iostream>
#include <numeric>
#include <sstream>

namespace cli {

using namespace engine;

namespace {

struct Options {
    std::string project, output;
    std::vector<std::string> inputs;
    RunChoice choice;
    int threads = 0;
    bool json = false;
};

constexpr int batchSize = 500;

Signal inputSignal(const Network& network, const std::string& column)
{
    for (const NodeId id : network.analysis().inputs) {
        const Node& node = *network.graph().node(id);
        if (valueOf(findLayerType(node.type)->fields, node.attributes, "column") == Value(column))
            return network.analysis().nodes.at(id).outputs.front();
    }
    return {};
}

// Pictures are brought to their size as the data set does it that the network learned from.
PictureReading pictureReading(const Trained& trained, const Signal& signal)
{
    PictureReading reading{pictureShape(signal, trained.columns)};
    const auto& fields = findDatasetType(trained.dataset.id)->fields;
    reading.fitted = std::ranges::find(fields, "fit", &Field::key) != fields.end();
    reading.stretched =
        reading.fitted && valueOf(fields, trained.dataset.attributes, "fit") == Value(std::string("stretch"));
    return reading;
}

// FILE for the only input, COLUMN=FILE where there are several.
Result<Batch> readInputs(const std::vector<std::string>& inputs, const Trained& trained)
{
    const Network& network = *trained.network;
    const std::vector<std::string> columns = network.inputColumns();
    Batch samples;
    for (const std::string& input : inputs) {
        const std::size_t sign = input.find('=');
        const std::string named = sign == std::string::npos ? "" : input.substr(0, sign);
        const bool known = std::ranges::find(columns, named) != columns.end();
        if (!known && columns.size() != 1)
            return Problem{"The network reads several columns; give each as --input COLUMN=FILE, not %1.",
                           {input}};
        const std::string column = known ? named : columns.front();
        const Signal signal = inputSignal(network, column);
        Result<Tensor> tensor =
            readSamples(known ? input.substr(sign + 1) : input, signal, pictureReading(trained, signal));
        if (!tensor)
            return tensor.problem();
        samples[column] = *std::move(tensor);
    }
    for (const std::string& column : columns)
        if (!samples.contains(column))
            return Problem{"The network also reads the column %1; add --input %1=FILE.", {column}};
    for (const auto& [column, tensor] : samples)
        if (tensor.rows() != samples.begin()->second.rows())
            return Problem{"%1 has %2 samples and %3 has %4; give every column the same number.",
                           {column, number(tensor.rows()), samples.begin()->first,
                            number(samples.begin()->second.rows())}};
    return samples;
}

// What the Outputs give for every sample.
std::map<NodeId, Tensor> predictAll(Network& network, const Batch& samples)
{
    const int count = samples.begin()->second.rows();
    std::map<NodeId, Tensor> all;
    for (int first = 0; first < count; first += batchSize) {
        const int size = std::min(batchSize, count - first);
        Batch batch;
        for (const auto& [column, tensor] : samples)
            batch[column] = tensor.slice(first, size);
        network.forward(batch, {});
        for (const NodeId output : network.outputs()) {
            const Tensor prediction = network.prediction(output);
            if (first == 0)
                all[output] = Tensor(prediction.shape().withoutBatch().withBatch(count));
            all[output].slice(first, size).copyFrom(prediction);
        }
    }
    return all;
}

// Names of the classes that an Output chooses among; none where it gives numbers.
std::vector<std::string> classNames(const Trained& trained, NodeId output)
{
    const Node& node = *trained.network->graph().node(output);
    const auto& fields = findLayerType(node.type)->fields;
    const LossType* loss = findLossType(std::get<std::string>(valueOf(fields, node.attributes, "loss")));
    const Value column = valueOf(fields, node.attributes, "column");
    const Signal& prediction = trained.network->analysis().nodes.at(output).inputs.front();
    if (!loss || prediction.shape.rank() != 1 ||
        !loss->accepts(node.attributes, prediction, {{}, ElementType::Int32}))
        return {};
    const int units = prediction.shape.back();
    std::vector<std::string> names;
    for (const ColumnDescription& description : trained.columns)
        if (Value(description.name) == column)
            names = description.classes;
    for (int i = int(names.size()); i < units; ++i)
        names.push_back(number(i));
    return names;
}

Json sampleJson(std::span<const float> values, const std::vector<std::string>& classes)
{
    Json json = Json::object();
    if (!classes.empty()) {
        const auto best = std::ranges::max_element(values);
        const auto id = std::size_t(best - values.begin());
        json = {{"class", id}, {"name", classes[id]}, {"probability", *best}};
    }
    json["output"] = std::vector<float>(values.begin(), values.end());
    return json;
}

std::string sampleText(std::span<const float> values, const std::vector<std::string>& classes)
{
    if (!classes.empty()) {
        const auto best = std::ranges::max_element(values);
        return classes[std::size_t(best - values.begin())] + "  " + number(*best);
    }
    std::string text;
    for (const float value : values)
        text += (text.empty() ? "" : ",") + number(value);
    return text;
}

std::string written(const Trained& trained, const std::map<NodeId, Tensor>& predictions, bool json)
{
    std::ostringstream out;
    const int count = predictions.begin()->second.rows();
    for (int row = 0; row < count; ++row) {
        Json line = {{"index", row}};
        std::string text;
        for (const auto& [output, tensor] : predictions) {
            const auto each = std::size_t(tensor.size() / count);
            const auto values = tensor.values().subspan(std::size_t(row) * each, each);
            const auto classes = classNames(trained, output);
            text += (text.empty() ? "" : "  ") +
                sampleText(values, each == classes.size() ? classes : std::vector<std::string>());
            const Json sample =
                sampleJson(values, each == classes.size() ? classes : std::vector<std::string>());
            if (predictions.size() == 1)
                line.update(sample);
            else
                line["outputs"][trained.network->graph().node(output)->name] = sample;
        }
        out << (json ? line.dump() : text) << '\n';
    }
    return out.str();
}

Result<void> write(const Options& options, const Trained& trained,
                   const std::map<NodeId, Tensor>& predictions)
{
    if (options.output.ends_with(".npy")) {
        if (predictions.size() > 1)
            return Problem{
                "The network has several outputs, and %1 can hold one; write a .json file instead.",
                {options.output}};
        return writeNpy(options.output, predictions.begin()->second);
    }
    const std::string text = written(trained, predictions, options.json || options.output.ends_with(".json"));
    if (!options.output.empty())
        return replaceFile(options.output, Bytes(text.begin(), text.end()));
    std::cout << text << std::flush;
    return {};
}

int run(const Options& options)
{
    setThreads(options.threads);
    const Result<ProjectFile> file = openProject(options.project);
    if (!file)
        return fail(file.problem());
    const Result<Trained> trained = trainedNetwork(*file, options.choice, options.project);
    if (!trained)
        return fail(trained.problem());
    const Result<Batch> samples = readInputs(options.inputs, *trained);
    if (!samples)
        return fail(samples.problem());
    const Result<void> done = write(options, *trained, predictAll(*trained->network, *samples));
    return done ? 0 : fail(done.problem());
}

void bind(CLI::App& command, Options& options)
{
    command.add_option("PROJECT", options.project, "The trained project")->required();
    command
        .add_option("--input", options.inputs,
                    "FILE, or COLUMN=FILE for each of several inputs: "
                    ".npy, .csv, .tsv, .png, .jpg or IDX")
        ->required();
    command.add_option("--output", options.output, "A .npy, .json or text file instead of standard output");
    addRunChoice(command, options.choice);
    command.add_option("--threads", options.threads, "0: one per core")->check(numberBetween(0, 1024));
    command.add_flag("--json", options.json, "One JSON object per sample");
}

} // namespace

void addPredict(CLI::App& program, Action& chosen)
{
    addCommand(program, chosen, "predict", "Runs a trained network on samples from a file", run, bind);
}

} // namespace cli

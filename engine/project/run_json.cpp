#include "engine/base/json.h"
#include "engine/project/json_reader.h"
#include "engine/project/project_json.h"

#include <algorithm>
#include <cstring>

namespace engine {

namespace {

constexpr std::size_t mostEpochs = 1'000'000;

bool sameTensors(const NamedTensors& a, const NamedTensors& b)
{
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        const Tensor &s = x.second, &t = y.second;
        return x.first == y.first && s.type() == t.type() && s.shape() == t.shape() && s.size() == t.size() &&
            (s.data() == t.data() || std::memcmp(s.data(), t.data(), std::size_t(s.size()) * 4) == 0);
    });
}

bool sameValues(const Checkpoint& a, const Checkpoint& b)
{
    return &a == &b ||
        (sameTensors(a.weights, b.weights) && sameTensors(a.optimizer, b.optimizer) &&
         sameTensors(a.state, b.state));
}

CheckpointPlaces places(const std::string& run, const std::string& state)
{
    return {"weights/" + run + "/" + state + ".safetensors",
            "optimizer/" + run + "/" + state + ".safetensors", "state/" + run + "/" + state + ".safetensors"};
}

Json metricsJson(const Metrics& metrics)
{
    Json json = Json::object();
    for (const auto& [name, value] : metrics)
        json[name] = exactNumber(value);
    return json;
}

Result<Metrics> metricsFromJson(const Json* json, const std::string& name)
{
    Metrics metrics;
    if (!json)
        return metrics;
    for (const auto& [key, value] : json->items()) {
        const std::optional<double> figure = exactNumber(value);
        if (!figure)
            return Problem{TR("%1 is damaged: \"%2\" must be a number. Use an undamaged copy."), {name, key}};
        metrics[key] = *figure;
    }
    return metrics;
}

Json epochJson(const EpochResult& epoch)
{
    Json json = Json::object();
    json["epoch"] = epoch.epoch;
    json["training"] = metricsJson(epoch.training);
    json["validation"] = metricsJson(epoch.validation);
    json["seconds"] = exactNumber(epoch.seconds);
    json["samples_per_second"] = exactNumber(epoch.samplesPerSecond);
    json["learning_rate"] = exactNumber(epoch.learningRate);
    json["best"] = epoch.best;
    return json;
}

Result<EpochResult> epochFromJson(const Json& json, const std::string& name)
{
    if (!json.is_object())
        return Problem{TR("%1 is damaged: \"%2\" must be a list. Use an undamaged copy."), {name, "epochs"}};
    EpochResult epoch;
    JsonReader reader(json, name);
    reader.read("epoch", epoch.epoch);
    reader.read("seconds", epoch.seconds);
    reader.read("samples_per_second", epoch.samplesPerSecond);
    reader.read("learning_rate", epoch.learningRate);
    reader.read("best", epoch.best);
    Result<Metrics> training = metricsFromJson(reader.object("training"), name);
    Result<Metrics> validation = metricsFromJson(reader.object("validation"), name);
    if (reader.problem())
        return *reader.problem();
    if (!training || !validation)
        return training ? validation.problem() : training.problem();
    epoch.training = *std::move(training);
    epoch.validation = *std::move(validation);
    return epoch;
}

Json checkpointJson(const Checkpoint& checkpoint, const CheckpointPlaces& at)
{
    Json json = Json::object();
    json["step"] = checkpoint.step;
    json["epoch"] = checkpoint.epoch;
    json["batch_in_epoch"] = checkpoint.batchInEpoch;
    json["sums"] = metricsJson(checkpoint.sums);
    json["weights"] = at.weights;
    json["optimizer"] = at.optimizer;
    json["state"] = checkpoint.state.empty() ? "" : at.state;
    return json;
}

Result<std::shared_ptr<Checkpoint>> checkpointFromJson(const Json* json, const std::string& name,
                                                       CheckpointPlaces& at)
{
    if (!json)
        return std::shared_ptr<Checkpoint>();
    auto checkpoint = std::make_shared<Checkpoint>();
    JsonReader reader(*json, name);
    reader.read("step", checkpoint->step);
    reader.read("epoch", checkpoint->epoch);
    reader.read("batch_in_epoch", checkpoint->batchInEpoch);
    reader.read("weights", at.weights);
    reader.read("optimizer", at.optimizer);
    reader.read("state", at.state);
    Result<Metrics> sums = metricsFromJson(reader.object("sums"), name);
    if (reader.problem() || !sums)
        return reader.problem() ? *reader.problem() : sums.problem();
    if (checkpoint->step < 0 || checkpoint->epoch < 0 || checkpoint->batchInEpoch < 0)
        return Problem{TR("%1 is damaged: a checkpoint lies before the start. Use an undamaged copy."),
                       {name}};
    checkpoint->sums = *std::move(sums);
    return checkpoint;
}

Result<void> readEpochs(const Json* json, const std::string& name, Run& run)
{
    if (json && json->size() > mostEpochs)
        return Problem{TR("%1 is damaged: it lists too many epochs. Use an undamaged copy."), {name}};
    for (std::size_t i = 0; json && i < json->size(); ++i) {
        Result<EpochResult> epoch = epochFromJson((*json)[i], name);
        if (!epoch)
            return epoch.problem();
        run.epochs.push_back(*std::move(epoch));
    }
    return {};
}

Result<void> readSetup(const Json& json, const std::string& name, Run& run)
{
    JsonReader reader(json, name);
    const Json* graph = reader.object("graph");
    const Json* dataset = reader.object("dataset");
    const Json* settings = reader.object("settings");
    const Json* epochs = reader.array("epochs");
    if (reader.problem())
        return *reader.problem();
    Result<Graph> readGraph = graph ? graphFromJson(*graph) : Graph();
    Result<Choice> readDataset = dataset ? datasetChoice(*dataset) : Choice();
    Result<TrainingSettings> readSettings = settings ? settingsFromJson(*settings) : TrainingSettings();
    for (const Problem* problem :
         {readGraph ? nullptr : &readGraph.problem(), readDataset ? nullptr : &readDataset.problem(),
          readSettings ? nullptr : &readSettings.problem()})
        if (problem)
            return Problem{TR("%1 is damaged: %2"), {name, problem->sentence()}};
    run.graph = *std::move(readGraph);
    run.dataset = *std::move(readDataset);
    run.settings = *std::move(readSettings);
    return readEpochs(epochs, name, run);
}

} // namespace

CheckpointPlaces lastPlaces(const Run& run)
{
    return run.last ? places(run.id, number(run.last->step)) : CheckpointPlaces();
}

CheckpointPlaces bestPlaces(const Run& run)
{
    if (!run.best)
        return {};
    const bool clash = run.last && run.last->step == run.best->step && !sameValues(*run.last, *run.best);
    return places(run.id, number(run.best->step) + (clash ? "-best" : ""));
}

Json toJson(const Run& run)
{
    Json json = Json::object();
    json["id"] = run.id;
    json["name"] = run.name;
    json["started"] = run.started;
    json["hardware"] = run.hardware;
    json["state"] = run.state;
    json["problem"] = run.problem;
    json["visible"] = run.visible;
    json["color"] = run.color;
    json["dataset"] = toJson(run.dataset);
    json["settings"] = toJson(run.settings);
    json["graph"] = toJson(run.graph);
    json["epochs"] = Json::array();
    for (const EpochResult& epoch : run.epochs)
        json["epochs"].push_back(epochJson(epoch));
    json["last"] = run.last ? checkpointJson(*run.last, lastPlaces(run)) : Json();
    json["best"] = run.best ? checkpointJson(*run.best, bestPlaces(run)) : Json();
    addUnknownMembers(json, run.extra);
    return json;
}

Result<StoredRun> runFromJson(const Json& json, const std::string& id, const std::string& name)
{
    if (!json.is_object())
        return Problem{TR("%1 is damaged: it describes no run. Use an undamaged copy."), {name}};
    StoredRun stored;
    Run& run = stored.run;
    run.id = id;
    JsonReader reader(json, name);
    reader.read("name", run.name);
    reader.read("started", run.started);
    reader.read("hardware", run.hardware);
    reader.read("state", run.state);
    reader.read("problem", run.problem);
    reader.read("visible", run.visible);
    reader.read("color", run.color);
    const Json* last = reader.object("last");
    const Json* best = reader.object("best");
    if (reader.problem())
        return *reader.problem();
    if (const Result<void> read = readSetup(json, name, run); !read)
        return read.problem();
    auto readLast = checkpointFromJson(last, name, stored.lastPlaces);
    auto readBest = checkpointFromJson(best, name, stored.bestPlaces);
    if (!readLast || !readBest)
        return readLast ? readBest.problem() : readLast.problem();
    stored.last = *std::move(readLast);
    stored.best = *std::move(readBest);
    run.extra = unknownMembers(json, toJson(run));
    return stored;
}

} // namespace engine

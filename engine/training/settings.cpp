#include "engine/training/settings.h"

#include "engine/base/json.h"
#include "engine/optimizers/optimizer_type.h"
#include "engine/schedules/schedule_type.h"

#include <algorithm>
#include <iterator>

namespace engine {

namespace {

using Settings = TrainingSettings;
using Bound = BoundField<Settings>;

std::vector<Bound> basicFields()
{
    return {
        field("learning_rate", &Settings::learningRate, TR("Learning rate"), {1e-9, 100, 0.001}, {},
              TR("How far each step goes; too large a rate makes the loss jump or grow.")),
        field("batch_size", &Settings::batchSize, TR("Batch size"), {1, 1e6, 10}, {},
              TR("Samples that are averaged for one step.")),
        field("epochs", &Settings::epochs, TR("Epochs"), {1, 1e6, 1}, {},
              TR("How often all training samples are seen.")),
        field("shuffle", &Settings::shuffle, TR("Shuffle"), {}, {},
              TR("Takes the samples in another order in every epoch.")),
        field("seed", &Settings::seed, TR("Seed"), {0, 9e15, 1}, {},
              TR("The same seed gives the same starting weights and results.")),
        field("limit", &Settings::limit, TR("Samples at most"), {0, 1e9, 1000}, {},
              TR("Uses only the first samples of every part, for quick tries; 0 uses all.")),
    };
}

std::vector<Bound> clippingFields()
{
    const Limits choices{.choices = {"none", "value", "norm", "global_norm"},
                         .choiceTitles = {TR("None"), TR("By value"), TR("By norm of each weight"),
                                          TR("By norm of all weights")}};
    return {
        field("clipping", &Settings::clipping, TR("Clipping"), choices, TR("Gradients"),
              TR("Shortens gradients that are too long, so that one batch cannot upset the network.")),
        shownWhen(
            field("clipping_limit", &Settings::clippingLimit, TR("Limit"), {1e-9, 1e9, 0.1}, TR("Gradients")),
            "clipping", {"value", "norm", "global_norm"}),
    };
}

std::vector<Bound> stoppingFields()
{
    const std::string section = TR("Best and early stop");
    const std::vector<std::string> on{"true"};
    return {
        field("watched", &Settings::watched, TR("Watched value"), {}, section,
              TR("Decides which epoch is best: loss, validation_loss or a metric such as "
                 "validation_accuracy.")),
        field("early_stopping", &Settings::earlyStopping, TR("Stop early"), {}, section,
              TR("Stops when the watched value no longer gets better.")),
        shownWhen(field("patience", &Settings::patience, TR("Patience"), {1, 1e6, 1, {}, {}, TR("epochs")},
                        section, TR("Epochs without improvement before it stops.")),
                  "early_stopping", on),
        field("minimum_improvement", &Settings::minimumImprovement, TR("Smallest improvement"),
              {0, 1e9, 0.001}, section, TR("Anything less does not count as better.")),
        shownWhen(field("restore_best", &Settings::restoreBest, TR("Go back to the best"), {}, section,
                        TR("After an early stop the weights of the best epoch are taken.")),
                  "early_stopping", on),
    };
}

std::vector<Bound> machineFields()
{
    const std::string section = TR("Computer");
    const Limits devices{.choices = {"auto", "cpu", "cuda"},
                         .choiceTitles = {TR("Automatic"), TR("Processor"), TR("Graphics card")}};
    const Limits precisions{
        .choices = {"float32", "tf32", "bfloat16"},
        .choiceTitles = {TR("Full (float32)"), TR("Fast (TF32)"), TR("Fastest (bfloat16)")}};
    return {
        field("checkpoint_every", &Settings::checkpointEvery, TR("Checkpoint every"),
              {0, 1e6, 1, {}, {}, TR("epochs")}, section,
              TR("How often the state is kept, to go on from after a crash; 0 keeps only the best and the "
                 "last.")),
        field("threads", &Settings::threads, TR("Threads"), {0, 1024, 1}, section,
              TR("0 uses one per core. Results do not depend on it.")),
        field("device", &Settings::device, TR("Device"), devices, section,
              TR("Automatic takes the graphics card where there is one of NVIDIA's.")),
        shownWhen(field("precision", &Settings::precision, TR("Precision"), precisions, section,
                        TR("Of products on a graphics card. Full rounds as the processor does; the fast ones "
                           "round what is multiplied to 11 or 8 bits, which costs a little accuracy.")),
                  "device", {"auto", "cuda"}),
    };
}

// Without a field to go by, the JSON type decides.
std::optional<Value> looseValue(const Json& json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    return std::nullopt;
}

Result<Choice> namedChoice(const Json& json, const char* key, const Choice& initial,
                           const std::function<const std::vector<Field>*(const std::string&)>& fieldsOf)
{
    const auto it = json.find(key);
    if (it == json.end())
        return initial;
    const auto id = it->is_object() ? it->find("id") : it->end();
    const bool named = it->is_object() && id != it->end() && id->is_string();
    return choiceFromJson(*it, named ? fieldsOf(id->get<std::string>()) : nullptr);
}

const std::vector<Field>* optimizerFields(const std::string& id)
{
    const OptimizerType* type = findOptimizerType(id);
    return type ? &type->fields : nullptr;
}

const std::vector<Field>* scheduleFields(const std::string& id)
{
    const ScheduleType* type = findScheduleType(id);
    return type ? &type->fields : nullptr;
}

Result<void> readFields(const Json& json, TrainingSettings& settings)
{
    for (const Bound& bound : trainingFields()) {
        const auto it = json.find(bound.key);
        if (it == json.end())
            continue;
        const Result<Value> value = valueFromJson(bound, *it);
        if (!value)
            return value.problem();
        if (Result<void> valid = check({bound}, {{bound.key, *value}}); !valid)
            return valid;
        bound.store(settings, *value);
    }
    return {};
}

} // namespace

const std::vector<BoundField<TrainingSettings>>& trainingFields()
{
    static const std::vector<Bound> fields = [] {
        std::vector<Bound> all;
        for (auto part : {basicFields(), clippingFields(), stoppingFields(), machineFields()})
            std::ranges::move(part, std::back_inserter(all));
        return all;
    }();
    return fields;
}

Json toJson(const TrainingSettings& settings)
{
    Json json = Json::object();
    json["optimizer"] = toJson(settings.optimizer);
    json["schedule"] = toJson(settings.schedule);
    for (const Bound& bound : trainingFields())
        json[bound.key] = toJson(bound.load(settings));
    return json;
}

Result<TrainingSettings> settingsFromJson(const Json& json)
{
    if (!json.is_object())
        return Problem{TR("The training settings must be a list of named values.")};
    TrainingSettings settings;
    Result<Choice> optimizer = namedChoice(json, "optimizer", settings.optimizer, optimizerFields);
    if (!optimizer)
        return optimizer.problem();
    Result<Choice> schedule = namedChoice(json, "schedule", settings.schedule, scheduleFields);
    if (!schedule)
        return schedule.problem();
    settings.optimizer = *std::move(optimizer);
    settings.schedule = *std::move(schedule);
    if (Result<void> read = readFields(json, settings); !read)
        return read.problem();
    return settings;
}

Json toJson(const Choice& choice)
{
    Json json = Json::object();
    json["id"] = choice.id;
    for (const auto& [key, value] : choice.attributes)
        json["attributes"][key] = toJson(value);
    return json;
}

Result<Choice> choiceFromJson(const Json& json, const std::vector<Field>* fields)
{
    const auto id = json.is_object() ? json.find("id") : json.end();
    if (!json.is_object() || id == json.end() || !id->is_string())
        return Problem{TR("An optimizer, schedule or data set in the file has no name (\"id\").")};
    Choice choice{id->get<std::string>()};
    const auto attributes = json.find("attributes");
    if (attributes == json.end())
        return choice;
    if (!attributes->is_object())
        return Problem{TR("The settings of %1 must be a list of named values."), {choice.id}};
    for (const auto& [key, json] : attributes->items()) {
        const auto known = [&, &key = key](const Field& f) { return f.key == key; };
        const auto field =
            fields ? std::ranges::find_if(*fields, known) : std::vector<Field>::const_iterator();
        if (fields && field != fields->end()) {
            Result<Value> value = valueFromJson(*field, json);
            if (!value)
                return value.problem();
            choice.attributes[key] = *std::move(value);
        } else if (std::optional<Value> loose = looseValue(json)) {
            choice.attributes[key] = *std::move(loose); // a newer version may know it
        }
    }
    if (Result<void> valid = fields ? check(*fields, choice.attributes) : Result<void>(); !valid)
        return valid.problem();
    return choice;
}

} // namespace engine

#include "engine/project/project_json.h"

#include "engine/base/json.h"
#include "engine/project/json_reader.h"
#include "engine/project/project_file.h"

namespace engine {

namespace {

Problem inside(const std::string& name, const Problem& problem)
{
    return {TR("%1 cannot be opened: %2"), {name, problem.sentence()}};
}

} // namespace

Result<Choice> datasetChoice(const Json& json)
{
    const auto id = json.find("id");
    const bool named = id != json.end() && id->is_string();
    const DatasetType* type = named ? findDatasetType(id->get<std::string>()) : nullptr;
    return choiceFromJson(json, type ? &type->fields : nullptr);
}

Json toJson(const Project& project)
{
    Json json = Json::object();
    json["format"] = "layerloom";
    json["version"] = formatVersion;
    json["title"] = project.title;
    json["description"] = project.description;
    json["dataset"] = toJson(project.dataset);
    json["training"] = toJson(project.training);
    json["graph"] = toJson(project.graph);
    addUnknownMembers(json, project.extra);
    return json;
}

Result<Project> projectFromJson(const Json& json, const std::string& name)
{
    if (!json.is_object())
        return Problem{TR("%1 is not a Layerloom project. Choose another file."), {name}};
    Project project;
    JsonReader reader(json, name);
    reader.read("title", project.title);
    reader.read("description", project.description);
    const Json* dataset = reader.object("dataset");
    const Json* training = reader.object("training");
    const Json* graph = reader.object("graph");
    if (reader.problem())
        return *reader.problem();
    if (!graph)
        return Problem{TR("%1 is not a Layerloom project: it holds no network. Choose another file."),
                       {name}};
    if (Result<Graph> read = graphFromJson(*graph))
        project.graph = *std::move(read);
    else
        return inside(name, read.problem());
    if (Result<TrainingSettings> read = training ? settingsFromJson(*training) : TrainingSettings())
        project.training = *std::move(read);
    else
        return inside(name, read.problem());
    if (Result<Choice> read = dataset ? datasetChoice(*dataset) : Choice())
        project.dataset = *std::move(read);
    else
        return inside(name, read.problem());
    Json known = toJson(project);
    known["minimum_reader"] = formatVersion; // of a bare file; a save decides it anew
    project.extra = unknownMembers(json, known, 2);
    return project;
}

std::string projectJson(const Project& project)
{
    return jsonText(toJson(project), 2) + "\n";
}

} // namespace engine

#include "engine/project/project_file.h"

#include "engine/base/json.h"
#include "engine/project/json_reader.h"
#include "engine/project/project_json.h"
#include "engine/project/run_members.h"

#include <array>
#include <ctime>

namespace engine {

namespace {

constexpr std::int64_t largestFile = std::int64_t(8) << 30;

// Refuses what this version cannot understand.
Result<void> readVersion(const Json& json, const std::string& name, ProjectFile& file)
{
    std::string format = "layerloom";
    int version = formatVersion, minimumReader = 1;
    JsonReader reader(json, name);
    reader.read("format", format);
    reader.read("version", version);
    reader.read("minimum_reader", minimumReader);
    if (reader.problem())
        return *reader.problem();
    if (format != "layerloom")
        return Problem{TR("%1 was made by another program. Choose a Layerloom project."), {name}};
    if (minimumReader > formatVersion)
        return Problem{
            TR("%1 was made by a newer Layerloom: it needs format %2, and this version reads formats up "
               "to %3. Update Layerloom."),
            {name, number(minimumReader), number(formatVersion)}};
    file.fromNewerVersion = version > formatVersion;
    return {};
}

Result<void> readMetadata(Members& members, const std::string& name, ProjectFile& file)
{
    const std::optional<Bytes> bytes = take(members, "metadata.json");
    if (!bytes)
        return missing(name, "metadata.json");
    const Result<Json> json = parseJson(textOf(*bytes), memberOf(name, "metadata.json"));
    if (!json)
        return json.problem();
    if (!json->is_object())
        return Problem{TR("%1 is not a Layerloom project. Choose another file."), {name}};
    if (Result<void> version = readVersion(*json, name, file); !version)
        return version;
    const Json known = {{"format", 0}, {"version", 0}, {"minimum_reader", 0}, {"program", 0}, {"saved", 0}};
    file.extraMetadata = unknownMembers(*json, known);
    return {};
}

Result<void> readProject(std::span<const std::uint8_t> bytes, const std::string& name, ProjectFile& file)
{
    const Result<Json> json = parseJson(textOf(bytes), name);
    if (!json)
        return json.problem();
    Result<Project> project = projectFromJson(*json, name);
    if (!project)
        return project.problem();
    file.project = *std::move(project);
    return {};
}

Result<ProjectFile> fromMembers(Members members, const std::string& name)
{
    ProjectFile file;
    if (const Result<void> read = readMetadata(members, name, file); !read)
        return read.problem();
    const std::optional<Bytes> project = take(members, "project.json");
    if (!project)
        return missing(name, "project.json");
    if (const Result<void> read = readProject(*project, memberOf(name, "project.json"), file); !read)
        return read.problem();
    Result<std::vector<Run>> runs = readRuns(members, name);
    if (!runs)
        return runs.problem();
    file.runs = *std::move(runs);
    if (const std::optional<Bytes> panels = take(members, "panels.json")) {
        if (const Result<Json> json = parseJson(textOf(*panels), memberOf(name, "panels.json")); !json)
            return json.problem();
        file.panels = textOf(*panels);
    }
    file.preview = take(members, "preview.png").value_or(Bytes());
    file.otherMembers = std::move(members);
    return file;
}

Result<ProjectFile> fromBareJson(std::span<const std::uint8_t> bytes, const std::string& name)
{
    const Result<Json> json = parseJson(textOf(bytes), name);
    if (!json)
        return json.problem();
    if (!json->is_object())
        return Problem{TR("%1 is not a Layerloom project. Choose another file."), {name}};
    ProjectFile file;
    if (const Result<void> version = readVersion(*json, name, file); !version)
        return version.problem();
    Result<Project> project = projectFromJson(*json, name);
    if (!project)
        return project.problem();
    file.project = *std::move(project);
    return file;
}

std::string now()
{
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%FT%TZ", &parts)};
}

Json metadataJson(const ProjectFile& file)
{
    Json json = Json::object();
    json["format"] = "layerloom";
    json["version"] = formatVersion;
    json["minimum_reader"] = 1;
    json["program"] = "Layerloom " LAYERLOOM_VERSION;
    json["saved"] = now();
    addUnknownMembers(json, file.extraMetadata);
    if (!json.contains("created"))
        json["created"] = json["saved"];
    return json;
}

Members toMembers(const ProjectFile& file, const KeepOn& keepOn)
{
    Members members;
    members["metadata.json"] = bytesOf(jsonText(metadataJson(file), 2));
    members["project.json"] = bytesOf(projectJson(file.project));
    for (const Run& run : file.runs)
        if (!keepOn || keepOn())
            addRun(run, members);
    if (!file.panels.empty())
        members["panels.json"] = bytesOf(file.panels);
    if (!file.preview.empty())
        members["preview.png"] = file.preview;
    for (const auto& [member, bytes] : file.otherMembers)
        if (!belongsToDeletedRun(member, file.runs))
            members.emplace(member, bytes);
    return members;
}

} // namespace

Result<ProjectFile> parseProject(std::span<const std::uint8_t> bytes, const std::string& name)
{
    if (!looksLikePackage(bytes))
        return fromBareJson(bytes, name);
    Result<Members> members = readPackage(bytes, name);
    if (!members)
        return members.problem();
    return fromMembers(*std::move(members), name);
}

Result<ProjectFile> loadProject(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readBytes(path, largestFile);
    if (!bytes)
        return bytes.problem();
    return parseProject(*bytes, path.filename().string());
}

Result<void> saveProject(const std::filesystem::path& path, const ProjectFile& file, const KeepOn& keepOn)
{
    if (Result<void> valid = checkIds(file.runs, path.filename().string()); !valid)
        return valid;
    const Result<Bytes> package = writePackage(toMembers(file, keepOn), path.filename().string(), keepOn);
    if (!package)
        return package.problem();
    return replaceFile(path, *package, keepOn);
}

} // namespace engine

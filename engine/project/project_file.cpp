#include "engine/project/project_file.h"

#include "engine/project/json_reader.h"
#include "engine/project/package.h"
#include "engine/project/project_json.h"
#include "engine/project/safetensors.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <set>

namespace engine {

namespace {

constexpr std::int64_t largestFile = std::int64_t(8) << 30;

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes bytesOf(std::string_view text)
{
    return Bytes(text.begin(), text.end());
}

// The member, taken out.
std::optional<Bytes> take(Members& members, const std::string& name)
{
    auto node = members.extract(name);
    return node ? std::optional(std::move(node.mapped())) : std::nullopt;
}

Problem missing(const std::string& name, const std::string& member)
{
    return {TR("%1 is incomplete: the part %2 is missing. Use an undamaged copy."), {name, member}};
}

std::string memberOf(const std::string& name, const std::string& member)
{
    return name + " (" + member + ")";
}

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

Result<void> readTensors(Members& members, const std::string& member, const std::string& name,
                         NamedTensors& to)
{
    if (member.empty())
        return {};
    const auto found = members.find(member);
    if (found == members.end())
        return missing(name, member);
    Result<NamedTensors> tensors = readSafetensors(found->second, memberOf(name, member));
    if (!tensors)
        return tensors.problem();
    to = *std::move(tensors);
    return {};
}

Result<void> readCheckpoints(Members& members, const std::string& name, StoredRun& stored)
{
    const auto read = [&](const std::shared_ptr<Checkpoint>& checkpoint,
                          const CheckpointPlaces& at) -> Result<void> {
        if (!checkpoint)
            return {};
        if (Result<void> weights = readTensors(members, at.weights, name, checkpoint->weights); !weights)
            return weights;
        return readTensors(members, at.optimizer, name, checkpoint->optimizer);
    };
    const bool shared = stored.last && stored.best &&
        stored.lastPlaces.weights == stored.bestPlaces.weights &&
        stored.lastPlaces.optimizer == stored.bestPlaces.optimizer;
    if (Result<void> last = read(stored.last, stored.lastPlaces); !last)
        return last;
    if (shared) {
        stored.best->weights = stored.last->weights;
        stored.best->optimizer = stored.last->optimizer;
    } else if (Result<void> best = read(stored.best, stored.bestPlaces); !best) {
        return best;
    }
    for (const CheckpointPlaces* at : {&stored.lastPlaces, &stored.bestPlaces}) {
        members.erase(at->weights);
        members.erase(at->optimizer);
    }
    stored.run.last = stored.last;
    stored.run.best = stored.best;
    return {};
}

// "run-3" of "runs/run-3/run.json", else "".
std::string runIdOf(std::string_view member)
{
    constexpr std::string_view start = "runs/", end = "/run.json";
    if (member.size() <= start.size() + end.size() || !member.starts_with(start) || !member.ends_with(end))
        return "";
    member.remove_prefix(start.size());
    member.remove_suffix(end.size());
    return member.find('/') == std::string_view::npos ? std::string(member) : "";
}

Result<Run> readRun(Members& members, const std::string& id, const std::string& name)
{
    const std::string folder = "runs/" + id + "/", member = memberOf(name, folder + "run.json");
    const Result<Json> json = parseJson(textOf(*take(members, folder + "run.json")), member);
    if (!json)
        return json.problem();
    Result<StoredRun> stored = runFromJson(*json, id, member);
    if (!stored)
        return stored.problem();
    if (const std::optional<Bytes> csv = take(members, folder + "metrics.csv")) {
        Result<std::vector<BatchPoint>> points =
            metricsFromCsv(textOf(*csv), memberOf(name, folder + "metrics.csv"));
        if (!points)
            return points.problem();
        stored->run.batches = *std::move(points);
    }
    if (const Result<void> read = readCheckpoints(members, name, *stored); !read)
        return read.problem();
    return std::move(stored->run);
}

// "run-2" before "run-10".
bool naturalOrder(const std::string& a, const std::string& b)
{
    return std::pair(a.size(), a) < std::pair(b.size(), b);
}

Result<void> readRuns(Members& members, const std::string& name, ProjectFile& file)
{
    std::vector<std::string> ids;
    for (const auto& [member, bytes] : members)
        if (std::string id = runIdOf(member); !id.empty())
            ids.push_back(std::move(id));
    std::ranges::sort(ids, naturalOrder);
    for (const std::string& id : ids) {
        Result<Run> run = readRun(members, id, name);
        if (!run)
            return run.problem();
        file.runs.push_back(*std::move(run));
    }
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
    if (const Result<void> read = readRuns(members, name, file); !read)
        return read.problem();
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

void addCheckpoint(const std::shared_ptr<const Checkpoint>& checkpoint, const CheckpointPlaces& at,
                   Members& members)
{
    if (!checkpoint || members.contains(at.weights))
        return;
    members[at.weights] = writeSafetensors(checkpoint->weights);
    members[at.optimizer] = writeSafetensors(checkpoint->optimizer);
}

// Members of a run that was deleted go with it.
bool belongsToDeletedRun(const std::string& member, const std::vector<Run>& runs)
{
    for (const std::string_view folder : {"runs/", "weights/", "optimizer/"}) {
        if (!member.starts_with(folder))
            continue;
        const std::string id = member.substr(folder.size(), member.find('/', folder.size()) - folder.size());
        return std::ranges::find(runs, id, &Run::id) == runs.end();
    }
    return false;
}

Members toMembers(const ProjectFile& file)
{
    Members members;
    members["metadata.json"] = bytesOf(jsonText(metadataJson(file), 2));
    members["project.json"] = bytesOf(projectJson(file.project));
    for (const Run& run : file.runs) {
        members["runs/" + run.id + "/run.json"] = bytesOf(jsonText(toJson(run), 1));
        members["runs/" + run.id + "/metrics.csv"] = bytesOf(metricsCsv(run.batches));
        addCheckpoint(run.last, lastPlaces(run), members);
        addCheckpoint(run.best, bestPlaces(run), members);
    }
    if (!file.panels.empty())
        members["panels.json"] = bytesOf(file.panels);
    if (!file.preview.empty())
        members["preview.png"] = file.preview;
    for (const auto& [member, bytes] : file.otherMembers)
        if (!belongsToDeletedRun(member, file.runs))
            members.emplace(member, bytes);
    return members;
}

// A run's id names its folder.
Result<void> checkIds(const std::vector<Run>& runs, const std::string& name)
{
    std::set<std::string> ids;
    for (const Run& run : runs)
        if (run.id.empty() || run.id.starts_with('.') || run.id.find_first_of("/\\:") != std::string::npos ||
            !ids.insert(run.id).second)
            return Problem{TR("%1 was not saved: \"%2\" cannot be the id of a run, or two runs have it."),
                           {name, run.id}};
    return {};
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

Result<void> saveProject(const std::filesystem::path& path, const ProjectFile& file)
{
    if (Result<void> valid = checkIds(file.runs, path.filename().string()); !valid)
        return valid;
    const Result<Bytes> package = writePackage(toMembers(file), path.filename().string());
    if (!package)
        return package.problem();
    return replaceFile(path, *package);
}

} // namespace engine

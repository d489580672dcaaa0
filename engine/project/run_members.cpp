#include "engine/project/run_members.h"

#include "engine/base/json.h"
#include "engine/project/project_json.h"
#include "engine/project/safetensors.h"

#include <algorithm>
#include <set>

namespace engine {

namespace {

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
        if (Result<void> state = readTensors(members, at.state, name, checkpoint->state); !state)
            return state;
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
        stored.best->state = stored.last->state;
    } else if (Result<void> best = read(stored.best, stored.bestPlaces); !best) {
        return best;
    }
    for (const CheckpointPlaces* at : {&stored.lastPlaces, &stored.bestPlaces}) {
        members.erase(at->weights);
        members.erase(at->optimizer);
        members.erase(at->state);
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

void addCheckpoint(const std::shared_ptr<const Checkpoint>& checkpoint, const CheckpointPlaces& at,
                   Members& members)
{
    if (!checkpoint || members.contains(at.weights))
        return;
    members[at.weights] = writeSafetensors(checkpoint->weights);
    members[at.optimizer] = writeSafetensors(checkpoint->optimizer);
    if (!checkpoint->state.empty())
        members[at.state] = writeSafetensors(checkpoint->state);
}

} // namespace

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes bytesOf(std::string_view text)
{
    return Bytes(text.begin(), text.end());
}

std::optional<Bytes> take(Members& members, const std::string& member)
{
    auto node = members.extract(member);
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

Result<std::vector<Run>> readRuns(Members& members, const std::string& name)
{
    std::vector<Run> runs;
    std::vector<std::string> ids;
    for (const auto& [member, bytes] : members)
        if (std::string id = runIdOf(member); !id.empty())
            ids.push_back(std::move(id));
    std::ranges::sort(ids, naturalOrder);
    for (const std::string& id : ids) {
        Result<Run> run = readRun(members, id, name);
        if (!run)
            return run.problem();
        runs.push_back(*std::move(run));
    }
    return runs;
}

void addRun(const Run& run, Members& members)
{
    members["runs/" + run.id + "/run.json"] =
        bytesOf(toJson(run).dump(1, ' ', false, Json::error_handler_t::replace));
    members["runs/" + run.id + "/metrics.csv"] = bytesOf(metricsCsv(run.batches));
    addCheckpoint(run.last, lastPlaces(run), members);
    addCheckpoint(run.best, bestPlaces(run), members);
}

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

bool belongsToDeletedRun(const std::string& member, const std::vector<Run>& runs)
{
    for (const std::string_view folder : {"runs/", "weights/", "optimizer/", "state/"}) {
        if (!member.starts_with(folder))
            continue;
        const std::string id = member.substr(folder.size(), member.find('/', folder.size()) - folder.size());
        return std::ranges::find(runs, id, &Run::id) == runs.end();
    }
    return false;
}

} // namespace engine

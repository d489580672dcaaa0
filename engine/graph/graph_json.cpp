// The graph as JSON. What this version does not know is kept for the next save: members of a node as they
// are, settings of unknown layers as far as they have a Value's form.
#include "engine/base/json.h"
#include "engine/graph/graph.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace engine {

namespace {

constexpr std::size_t mostNodes = 20000;
const std::set<std::string> knownMembers{"id", "type", "name", "position", "attributes", "frozen", "muted"};

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
    const auto isInt = [](const Json& j) {
        return j.is_number_integer() && j.get<std::int64_t>() == static_cast<int>(j.get<std::int64_t>());
    };
    if (json.is_array() && std::all_of(json.begin(), json.end(), isInt))
        return json.get<std::vector<int>>();
    return std::nullopt;
}

const Field* fieldOf(const std::string& type, const std::string& key)
{
    const LayerType* known = findLayerType(type);
    if (!known)
        return nullptr;
    const auto it = std::ranges::find(known->fields, key, &Field::key);
    return it == known->fields.end() ? nullptr : &*it;
}

void readAttributes(const Json& json, Node& node, Json& rest)
{
    for (const auto& [key, value] : json.items()) {
        if (const Field* field = fieldOf(node.type, key)) {
            if (Result<Value> typed = valueFromJson(*field, value)) {
                node.attributes[key] = *std::move(typed);
                continue;
            }
        }
        if (std::optional<Value> loose = looseValue(value)) // wrong for the field: analyse() will say so
            node.attributes[key] = *std::move(loose);
        else
            rest["attributes"][key] = value;
    }
}

std::optional<int> wholeNumber(const Json& json, const char* key)
{
    const auto it = json.find(key);
    if (it == json.end() || !it->is_number_integer())
        return std::nullopt;
    const auto value = it->get<std::int64_t>();
    return value == static_cast<int>(value) ? std::optional(static_cast<int>(value)) : std::nullopt;
}

std::string textOr(const Json& json, const char* key, const std::string& otherwise)
{
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : otherwise;
}

bool flag(const Json& json, const char* key)
{
    const auto it = json.find(key);
    return it != json.end() && it->is_boolean() && it->get<bool>();
}

double coordinate(const Json& json)
{
    const double value = json.is_number() ? json.get<double>() : 0;
    return std::isfinite(value) && std::abs(value) < 1e7 ? value : 0;
}

Result<Node> nodeFromJson(const Json& json)
{
    if (!json.is_object())
        return Problem{TR("The list of layers holds something that is no layer.")};
    const std::optional<int> id = wholeNumber(json, "id");
    Node node{.id = id.value_or(0), .type = textOr(json, "type", "")};
    if (node.id < 1 || node.type.empty())
        return Problem{TR("A layer in the file has no number or no type.")};
    node.name = textOr(json, "name", "");
    node.frozen = flag(json, "frozen");
    node.muted = flag(json, "muted");
    if (const auto it = json.find("position"); it != json.end() && it->is_array() && it->size() == 2)
        node.position = {coordinate((*it)[0]), coordinate((*it)[1])};
    Json rest = Json::object();
    for (const auto& [key, value] : json.items())
        if (!knownMembers.contains(key))
            rest[key] = value;
    if (const auto it = json.find("attributes"); it != json.end() && it->is_object())
        readAttributes(*it, node, rest);
    node.extra = rest.empty() ? "" : rest.dump();
    return node;
}

Result<void> readLinks(const Json& json, Graph& graph)
{
    std::set<NodeId> ids;
    for (const Node& node : graph.nodes)
        ids.insert(node.id);
    for (const Json& item : json) {
        if (!item.is_object())
            return Problem{TR("The list of links holds something that is no link.")};
        const Link link{wholeNumber(item, "from").value_or(0), wholeNumber(item, "output").value_or(0),
                        wholeNumber(item, "to").value_or(0), wholeNumber(item, "input").value_or(0)};
        const bool possible = ids.contains(link.from) && ids.contains(link.to) && link.output >= 0 &&
            link.input >= 0 && link.output < 1000 && link.input < 1000;
        if (possible)
            graph.links.push_back(link); // two links into one input: analyse() says so
    }
    return {};
}

} // namespace

Json toJson(const Graph& graph)
{
    Json nodes = Json::array();
    for (const Node& node : graph.nodes) {
        Json item{{"id", node.id}, {"type", node.type}, {"name", node.name}};
        item["position"] = {node.position.x, node.position.y};
        if (node.frozen)
            item["frozen"] = true;
        if (node.muted)
            item["muted"] = true;
        if (!node.attributes.empty())
            for (const auto& [key, value] : node.attributes)
                item["attributes"][key] = toJson(value);
        if (const Json rest = Json::parse(node.extra, nullptr, false); rest.is_object())
            item.merge_patch(rest);
        nodes.push_back(std::move(item));
    }
    Json links = Json::array();
    for (const Link& link : graph.links) {
        Json item{{"from", link.from}, {"to", link.to}};
        if (link.output != 0)
            item["output"] = link.output;
        if (link.input != 0)
            item["input"] = link.input;
        links.push_back(std::move(item));
    }
    return {{"nodes", std::move(nodes)}, {"links", std::move(links)}};
}

Result<Graph> graphFromJson(const Json& json)
{
    if (!json.is_object() || !json.contains("nodes") || !json["nodes"].is_array())
        return Problem{TR("The file holds no list of layers.")};
    if (json["nodes"].size() > mostNodes)
        return Problem{TR("The file lists %1 layers; at most %2 are possible."),
                       {number(std::int64_t(json["nodes"].size())), number(std::int64_t(mostNodes))}};
    Graph graph;
    std::set<NodeId> ids;
    for (const Json& item : json["nodes"]) {
        Result<Node> node = nodeFromJson(item);
        if (!node)
            return node.problem();
        if (!ids.insert(node->id).second)
            return Problem{TR("Two layers in the file share the number %1."), {number(node->id)}};
        graph.nodes.push_back(*std::move(node));
    }
    if (const auto it = json.find("links"); it != json.end() && it->is_array())
        if (Result<void> done = readLinks(*it, graph); !done)
            return done.problem();
    return graph;
}

} // namespace engine

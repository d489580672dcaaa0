#include "app/canvas_controller.h"

#include "app/layer_texts.h"
#include "app/text.h"

#include "widgets/canvas_geometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace app {

namespace {

using widgets::CanvasLink;
using widgets::CanvasNode;
using widgets::CanvasProblem;

constexpr double cardGap = 32;

// Layers that take any number of inputs always offer one more port.
int inputPorts(const engine::Graph& graph, const engine::Node& node, const engine::LayerType* type)
{
    int used = 0;
    for (const engine::Link& link : graph.linksTo(node.id))
        used = std::max(used, link.input + 1);
    if (!type)
        return std::max(used, 1);
    return std::max(used, std::clamp(used + 1, type->minInputs, std::max(type->minInputs, type->maxInputs)));
}

QString unknown()
{
    return QStringLiteral("?");
}

void addPortTitles(const engine::LayerType& type, const engine::NodeAnalysis* facts, CanvasNode& card)
{
    for (const std::string& title : type.inputs)
        card.inputTitles << translateEngine(title);
    if (type.outputs.size() < 2)
        return;
    for (std::size_t i = 0; i < type.outputs.size(); ++i) {
        QStringList parts;
        if (!type.outputs[i].empty())
            parts << translateEngine(type.outputs[i]);
        if (facts && i < facts->outputs.size())
            parts << shapeText(facts->outputs[i].shape);
        card.outputTitles << parts.join(QCoreApplication::translate("engine", ", ", "between settings"));
    }
}

CanvasNode cardOf(const engine::Graph& graph, const engine::Node& node, const engine::Analysis& analysis)
{
    const engine::LayerType* type = engine::findLayerType(node.type);
    CanvasNode card;
    card.id = node.id;
    card.title = text(node.name);
    card.position = {node.position.x, node.position.y};
    card.muted = node.muted;
    card.frozen = node.frozen;
    card.inputs = inputPorts(graph, node, type);
    card.kind = type ? translateEngine(type->title) : text(node.type);
    card.icon = type ? text(type->icon) : QStringLiteral("warning");
    if (type) {
        card.category = LayerTexts::category(type->category);
        card.outputs = int(type->outputs.size());
    }
    const auto found = analysis.nodes.find(node.id);
    if (found != analysis.nodes.end())
        card.settings = translateSettings(found->second.settings);
    const bool known = found != analysis.nodes.end() && found->second.known;
    if (type)
        addPortTitles(*type, known ? &found->second : nullptr, card);
    if (!known) {
        card.shape = card.outputs > 0 ? unknown() : QString();
        card.parameters = unknown();
        return card;
    }
    const engine::NodeAnalysis& facts = found->second;
    if (!facts.outputs.empty())
        card.shape = shapeText(facts.outputs.front().shape);
    else if (type)
        card.shape = translateEngine(
            engine::toText(type->fields.empty() ? engine::Value(std::string())
                                                : engine::valueOf(type->fields.front(), node.attributes)));
    if (facts.parameters > 0)
        card.parameters = grouped(facts.parameters);
    return card;
}

CanvasLink lineOf(const engine::Link& link, const engine::Analysis& analysis, const std::set<int>& wrong)
{
    CanvasLink line{link.from, link.output, link.to, link.input, {}, wrong.contains(link.to)};
    const auto from = analysis.nodes.find(link.from);
    if (from != analysis.nodes.end() && link.output < int(from->second.outputs.size()))
        line.shape = shapeText(from->second.outputs[std::size_t(link.output)].shape);
    return line;
}

} // namespace

CanvasContents canvasContents(const engine::Graph& graph, const engine::Analysis& analysis)
{
    CanvasContents contents;
    QHash<int, qsizetype> index;
    std::set<int> wrong;
    for (const engine::Node& node : graph.nodes) {
        index[node.id] = contents.nodes.size();
        contents.nodes << cardOf(graph, node, analysis);
    }
    for (const engine::Diagnostic& diagnostic : analysis.diagnostics) {
        if (!index.contains(diagnostic.node))
            continue;
        const bool error = diagnostic.severity == engine::Diagnostic::Severity::Error;
        contents.nodes[index[diagnostic.node]].problems
            << CanvasProblem{error ? CanvasProblem::Severity::Error : CanvasProblem::Severity::Warning,
                             sentence(diagnostic.problem),
                             diagnostic.fixes.empty() ? QString() : sentence(diagnostic.fixes.front().label)};
        if (error)
            wrong.insert(diagnostic.node);
    }
    for (const engine::Link& link : graph.links)
        if (index.contains(link.from) && index.contains(link.to))
            contents.links << lineOf(link, analysis, wrong);
    return contents;
}

QHash<int, widgets::CanvasActivity> canvasActivity(const engine::Snapshot& snapshot)
{
    QHash<int, widgets::CanvasActivity> all;
    for (const auto& [node, activity] : snapshot.activity) {
        widgets::CanvasActivity shown;
        shown.bars = QList<float>(activity.bars.begin(), activity.bars.end());
        if (activity.exploding) {
            shown.caption = CanvasController::tr("exploding");
            shown.warning = true;
        } else if (activity.dead > 0.2f) {
            shown.caption = CanvasController::tr("%1 dead").arg(percent(double(activity.dead), 0));
            shown.warning = activity.dead > 0.5f;
        } else {
            shown.caption = QStringLiteral("σ ") + measured(double(activity.deviation), 3);
        }
        all[node] = shown;
    }
    return all;
}

engine::Point makeRoom(engine::Graph& graph, const engine::Link& into)
{
    const engine::Node* from = graph.node(into.from);
    const engine::Node* to = graph.node(into.to);
    engine::Point place{(from->position.x + to->position.x) / 2,
                        from->position.y + widgets::cardHeight + cardGap};
    place.y = std::max(place.y, (from->position.y + to->position.y) / 2);
    const double missing = place.y + widgets::cardHeight + cardGap - to->position.y;
    const QPointF snapped = widgets::snappedToGrid({place.x, place.y});
    if (missing > 0) {
        const double shift = std::ceil(missing / widgets::gridStep) * widgets::gridStep;
        std::vector<engine::NodeId> queue{into.to};
        std::set<engine::NodeId> below{into.to};
        while (!queue.empty()) {
            const engine::NodeId id = queue.back();
            queue.pop_back();
            for (const engine::Link& link : graph.linksFrom(id))
                if (link.to != into.from && below.insert(link.to).second)
                    queue.push_back(link.to);
        }
        for (const engine::NodeId id : below)
            if (engine::Node* node = graph.node(id); node && node->position.y >= from->position.y)
                node->position.y += shift;
    }
    return {snapped.x(), snapped.y()};
}

} // namespace app

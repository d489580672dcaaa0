#include "app/canvas_controller.h"

#include "app/layer_texts.h"
#include "app/text.h"

#include "widgets/canvas_geometry.h"

#include <QCursor>
#include <QWhatsThis>

#include <algorithm>

namespace app {

namespace {

engine::Link linkOf(const widgets::CanvasLink& link)
{
    return {link.from, link.output, link.to, link.input};
}

} // namespace

void CanvasController::add(const QString& type, QPointF position)
{
    engine::NodeId id = 0;
    m_workbench.document.edit(tr("Add layer"), [&](engine::Project& p) {
        id = p.graph.add(utf8(type), {position.x(), position.y()});
    });
    m_canvas.select({id});
}

void CanvasController::addLinked(const QString& type, QPointF position, const widgets::CanvasPort& from)
{
    engine::NodeId id = 0;
    m_workbench.document.edit(tr("Add layer"), [&](engine::Project& p) {
        id = p.graph.add(utf8(type), {position.x(), position.y()});
        p.graph.connect(from.output ? engine::Link{from.node, from.index, id, 0}
                                    : engine::Link{id, 0, from.node, from.index});
    });
    m_canvas.select({id});
}

void CanvasController::insert(const QString& type, QPointF, const widgets::CanvasLink& into)
{
    engine::NodeId id = 0;
    m_workbench.document.edit(tr("Insert layer"), [&](engine::Project& p) {
        const engine::Point place = makeRoom(p.graph, linkOf(into));
        id = p.graph.add(utf8(type), place);
        p.graph.insert(id, linkOf(into));
    });
    m_canvas.select({id});
}

void CanvasController::insertExisting(int node, QPointF, const widgets::CanvasLink& into)
{
    m_workbench.document.edit(tr("Insert layer"), [&](engine::Project& p) {
        const engine::Point place = makeRoom(p.graph, linkOf(into));
        p.graph.insert(node, linkOf(into));
        p.graph.node(node)->position = place;
    });
}

void CanvasController::addLayer(const QString& type)
{
    const engine::Graph& graph = m_workbench.document.graph();
    const QList<int>& selected = m_workbench.selection.nodes();
    const engine::Node* above = selected.size() == 1 ? graph.node(selected.first()) : nullptr;
    const widgets::CanvasPort port{above ? above->id : 0, true, 0};
    if (above && graph.linksFrom(above->id).empty()) {
        const QList<widgets::CanvasOffer> fitting = offers({}, port);
        const bool fits =
            std::any_of(fitting.begin(), fitting.end(), [&](const auto& o) { return o.type == type; });
        const QPointF below(above->position.x, above->position.y + widgets::cardHeight + 32);
        if (fits)
            addLinked(type, below, port);
        else
            add(type, below);
    } else {
        add(type,
            widgets::snappedToGrid(m_canvas.viewCenter() -
                                   QPointF(widgets::cardWidth / 2, widgets::cardHeight / 2)));
    }
    if (!m_workbench.selection.nodes().isEmpty())
        m_canvas.reveal(m_workbench.selection.nodes().first());
}

void CanvasController::move(const QHash<int, QPointF>& positions)
{
    m_workbench.document.edit(tr("Move"), [&](engine::Project& p) {
        for (auto it = positions.begin(); it != positions.end(); ++it)
            if (engine::Node* node = p.graph.node(it.key()))
                node->position = {it.value().x(), it.value().y()};
    });
}

void CanvasController::remove(const QList<int>& nodes, const QList<widgets::CanvasLink>& links)
{
    m_workbench.document.edit(tr("Delete"), [&](engine::Project& p) {
        for (const widgets::CanvasLink& link : links)
            p.graph.disconnect(linkOf(link));
        for (const int node : nodes)
            p.graph.removeAndReconnect(node);
    });
}

void CanvasController::renameNode(int id, const QString& title)
{
    m_workbench.document.edit(tr("Rename"), [&](engine::Project& p) {
        if (engine::Node* node = p.graph.node(id))
            node->name = p.graph.freeName(utf8(title), id);
    });
}

void CanvasController::fix(int node, int problem)
{
    int index = 0;
    for (const engine::Diagnostic& diagnostic : m_workbench.document.analysis().diagnostics) {
        if (diagnostic.node != node || index++ != problem || diagnostic.fixes.empty())
            continue;
        const engine::Fix fix = diagnostic.fixes.front(); // the analysis dies with the edit
        m_workbench.document.edit(sentence(fix.label),
                                  [&](engine::Project& p) { p.graph = fix.apply(p.graph); });
        return;
    }
}

void CanvasController::fixFirst()
{
    for (const engine::Diagnostic& diagnostic : m_workbench.document.analysis().diagnostics)
        if (!diagnostic.fixes.empty()) {
            const engine::Fix fix = diagnostic.fixes.front();
            m_workbench.document.edit(sentence(fix.label),
                                      [&](engine::Project& p) { p.graph = fix.apply(p.graph); });
            return;
        }
}

void CanvasController::mute(const QList<int>& nodes)
{
    m_workbench.document.edit(tr("Mute"), [&](engine::Project& p) {
        const bool all = std::all_of(nodes.begin(), nodes.end(),
                                     [&](int id) { return p.graph.node(id) && p.graph.node(id)->muted; });
        for (const int id : nodes)
            if (engine::Node* node = p.graph.node(id))
                node->muted = !all;
    });
}

void CanvasController::freeze(const QList<int>& nodes)
{
    m_workbench.document.edit(tr("Freeze"), [&](engine::Project& p) {
        const bool all = std::all_of(nodes.begin(), nodes.end(),
                                     [&](int id) { return p.graph.node(id) && p.graph.node(id)->frozen; });
        for (const int id : nodes)
            if (engine::Node* node = p.graph.node(id))
                node->frozen = !all;
    });
}

void CanvasController::removeSelected()
{
    remove(m_workbench.selection.nodes(), {});
}

void CanvasController::selectAll()
{
    QList<int> all;
    for (const engine::Node& node : m_workbench.document.graph().nodes)
        all << node.id;
    m_canvas.select(all);
}

void CanvasController::rename()
{
    if (hasSelection())
        m_canvas.startRename(m_workbench.selection.nodes().first());
}

void CanvasController::toggleMuted()
{
    mute(m_workbench.selection.nodes());
}

void CanvasController::toggleFrozen()
{
    freeze(m_workbench.selection.nodes());
}

void CanvasController::tidy()
{
    m_workbench.document.edit(tr("Tidy"), [](engine::Project& p) {
        for (const auto& [id, position] : engine::tidyPositions(p.graph))
            p.graph.node(id)->position = position;
    });
    m_canvas.fitAll();
}

void CanvasController::explain()
{
    if (hasSelection())
        explainNode(m_workbench.selection.nodes().first());
}

void CanvasController::explainNode(int id)
{
    const engine::Node* node = m_workbench.document.graph().node(id);
    const engine::LayerType* type = node ? engine::findLayerType(node->type) : nullptr;
    if (type)
        QWhatsThis::showText(QCursor::pos(), LayerTexts::explanation(*type), &m_canvas);
}

void CanvasController::watchActivity()
{
    constexpr std::size_t samples = 128; // enough to call a unit dead, cheap beside an epoch
    const engine::Run* run = m_workbench.document.run(m_workbench.session.runId());
    const engine::Dataset* data = run ? m_workbench.session.data().loaded(run->dataset) : nullptr;
    if (!data)
        return;
    for (const auto part : {engine::Dataset::Part::Test, engine::Dataset::Part::Train}) {
        const engine::Rows& rows = data->rows(part);
        if (rows.empty())
            continue;
        m_workbench.session.setProbes(this, {{part, rows.list(0, samples)}});
        return;
    }
}

void CanvasController::showActivity()
{
    if (const engine::Snapshot* snapshot = m_workbench.session.snapshot())
        m_canvas.setActivity(canvasActivity(*snapshot));
}

} // namespace app

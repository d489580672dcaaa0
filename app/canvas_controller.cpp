#include "app/canvas_controller.h"

#include "app/layer_texts.h"
#include "app/text.h"

#include "engine/base/json.h"
#include "widgets/canvas_geometry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QWhatsThis>

#include <algorithm>

namespace app {

namespace {

constexpr const char* nodesMimeType = "application/x-layerloom-nodes";

using widgets::CanvasLink;
using widgets::CanvasPort;

engine::Link linkOf(const CanvasLink& link)
{
    return {link.from, link.output, link.to, link.input};
}

// The link between two ports, whichever of them was grabbed first; nothing between two of the same kind.
std::optional<engine::Link> linkBetween(const CanvasPort& a, const CanvasPort& b)
{
    if (a.output == b.output)
        return std::nullopt;
    const CanvasPort& from = a.output ? a : b;
    const CanvasPort& to = a.output ? b : a;
    return engine::Link{from.node, from.index, to.node, to.index};
}

CanvasPort firstPort(int node, bool output)
{
    return {node, output, 0};
}

int errorCount(const engine::Analysis& analysis)
{
    return int(std::count_if(analysis.diagnostics.begin(), analysis.diagnostics.end(), [](const auto& d) {
        return d.severity == engine::Diagnostic::Severity::Error;
    }));
}

} // namespace

CanvasController::CanvasController(const Workbench& workbench, widgets::NodeCanvas& canvas, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_canvas(canvas)
{
    connect(&workbench.document, &Document::changed, this, &CanvasController::refresh);
    connect(&workbench.document, &Document::opened, this, [this] {
        m_canvas.select({});
        m_canvas.setActivity({});
        m_canvas.fitAll(false);
    });
    connect(&canvas, &widgets::NodeCanvas::selectionChanged, &workbench.selection, &Selection::setNodes);
    connect(&workbench.selection, &Selection::nodesChanged, this, [this] {
        if (m_canvas.selection() != m_workbench.selection.nodes())
            m_canvas.select(m_workbench.selection.nodes());
    });
    connect(&workbench.document, &Document::changed, this, [this] {
        // What the last run saw says nothing about another network.
        if (!m_workbench.session.isActive() && m_workbench.session.canvasChangedSince())
            m_canvas.setActivity({});
    });
    connect(&workbench.session, &Session::snapshotArrived, this, &CanvasController::showActivity);
    connect(&workbench.session, &Session::runStarted, this, &CanvasController::watchActivity);
    connectWishes();
    answerQuestions();
    refresh();
}

void CanvasController::connectWishes()
{
    using Canvas = widgets::NodeCanvas;
    connect(&m_canvas, &Canvas::moveWished, this, &CanvasController::move);
    connect(&m_canvas, &Canvas::addWished, this, &CanvasController::add);
    connect(&m_canvas, &Canvas::addLinkedWished, this, &CanvasController::addLinked);
    connect(&m_canvas, &Canvas::insertWished, this, &CanvasController::insert);
    connect(&m_canvas, &Canvas::insertExistingWished, this, &CanvasController::insertExisting);
    connect(&m_canvas, &Canvas::linkWished, this, [this](const CanvasLink& link) {
        m_workbench.document.edit(tr("Link layers"),
                                  [&](engine::Project& p) { p.graph.connect(linkOf(link)); });
    });
    connect(&m_canvas, &Canvas::relinkWished, this,
            [this](const CanvasLink& before, const CanvasLink& after) {
                m_workbench.document.edit(tr("Move link"), [&](engine::Project& p) {
                    p.graph.disconnect(linkOf(before));
                    p.graph.connect(linkOf(after));
                });
            });
    connect(&m_canvas, &Canvas::unlinkWished, this, [this](const CanvasLink& link) {
        m_workbench.document.edit(tr("Cut link"),
                                  [&](engine::Project& p) { p.graph.disconnect(linkOf(link)); });
    });
    connect(&m_canvas, &Canvas::removeWished, this, &CanvasController::remove);
    connect(&m_canvas, &Canvas::renameWished, this, &CanvasController::renameNode);
    connect(&m_canvas, &Canvas::fixWished, this, &CanvasController::fix);
    connect(&m_canvas, &Canvas::muteWished, this, &CanvasController::mute);
    connect(&m_canvas, &Canvas::freezeWished, this, &CanvasController::freeze);
    connect(&m_canvas, &Canvas::explainWished, this, &CanvasController::explainNode);
    connect(&m_canvas, &Canvas::contextMenuWished, this, &CanvasController::showMenu);
}

void CanvasController::setMenus(const QList<QAction*>& ofLayer, const QList<QAction*>& ofCanvas)
{
    m_layerActions = ofLayer;
    m_canvasActions = ofCanvas;
}

void CanvasController::showMenu(QPoint globalPosition, int node)
{
    if (node != 0 && !m_canvas.selection().contains(node))
        m_canvas.select({node});
    auto* menu = new QMenu(&m_canvas);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(node != 0 ? m_layerActions : m_canvasActions);
    menu->popup(globalPosition);
}

void CanvasController::answerQuestions()
{
    m_canvas.whyNot = [this](const CanvasPort& a, const CanvasPort& b) { return whyNot(a, b); };
    m_canvas.offers = [this](const QString& words, const std::optional<CanvasPort>& from) {
        return offers(words, from);
    };
    m_canvas.fitsInto = [this](const QString& type, const CanvasLink& link) { return fitsInto(type, link); };
}

void CanvasController::refresh()
{
    const Document& document = m_workbench.document;
    const CanvasContents contents = canvasContents(document.graph(), document.analysis());
    m_canvas.setContents(contents.nodes, contents.links);
}

QString CanvasController::whyNot(const CanvasPort& a, const CanvasPort& b) const
{
    const std::optional<engine::Link> link = linkBetween(a, b);
    if (!link)
        return tr("A link goes from an output to an input.");
    const Document& document = m_workbench.document;
    const auto problem = engine::whyNotLink(document.graph(), document.analysis(), *link);
    return problem ? sentence(*problem) : QString();
}

QList<widgets::CanvasOffer> CanvasController::offers(const QString& words,
                                                     const std::optional<CanvasPort>& from) const
{
    struct Ranked {
        int rank;
        widgets::CanvasOffer offer;
    };
    const Document& document = m_workbench.document;
    std::vector<Ranked> fitting;
    for (const engine::LayerType& type : engine::layerTypes()) {
        const widgets::PaletteEntry entry = LayerTexts::entry(type);
        const int rank = words.trimmed().isEmpty() ? 1 : widgets::paletteRank(entry, words);
        if (rank <= 0)
            continue;
        if (from) {
            if (from->output ? type.maxInputs == 0 : type.outputs.empty())
                continue;
            engine::Graph graph = document.graph();
            const engine::NodeId id = graph.add(type.id);
            const auto link = linkBetween(*from, firstPort(id, !from->output));
            if (engine::whyNotLink(graph, engine::analyse(graph, document.columns(), document.dataProblem()),
                                   *link))
                continue;
        }
        fitting.push_back({rank, {entry.type, entry.title, entry.summary, entry.icon, entry.category}});
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto& a, const auto& b) { return a.rank > b.rank; });
    QList<widgets::CanvasOffer> list;
    for (const Ranked& ranked : fitting)
        list << ranked.offer;
    return list;
}

bool CanvasController::fitsInto(const QString& type, const CanvasLink& link) const
{
    const engine::LayerType* layer = engine::findLayerType(utf8(type));
    if (!layer || layer->maxInputs == 0 || layer->outputs.empty())
        return false;
    const Document& document = m_workbench.document;
    engine::Graph graph = document.graph();
    graph.insert(graph.add(layer->id), linkOf(link));
    return errorCount(engine::analyse(graph, document.columns(), document.dataProblem())) <=
        errorCount(document.analysis());
}

bool CanvasController::canPaste() const
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    return data && data->hasFormat(QLatin1String(nodesMimeType));
}

void CanvasController::copy()
{
    const QList<int>& nodes = m_workbench.selection.nodes();
    if (nodes.isEmpty())
        return;
    const engine::Graph piece = engine::extract(m_workbench.document.graph(), {nodes.begin(), nodes.end()});
    const QByteArray json = QByteArray::fromStdString(engine::toJson(piece).dump(2));
    auto* data = new QMimeData;
    data->setData(QLatin1String(nodesMimeType), json);
    data->setText(QString::fromUtf8(json)); // into an editor, or a mail
    QGuiApplication::clipboard()->setMimeData(data);
    m_pastes = 0;
}

void CanvasController::cut()
{
    copy();
    remove(m_workbench.selection.nodes(), {});
}

void CanvasController::paste()
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    if (!canPaste())
        return;
    const std::string json = data->data(QLatin1String(nodesMimeType)).toStdString();
    const auto parsed = engine::parseJson(json, "clipboard");
    if (!parsed)
        return;
    const auto piece = engine::graphFromJson(*parsed);
    if (!piece || piece->nodes.empty())
        return;
    const double shift = 32 * ++m_pastes;
    pasteGraph(*piece, {shift, shift}, tr("Paste"));
}

void CanvasController::duplicate()
{
    const QList<int>& nodes = m_workbench.selection.nodes();
    if (!nodes.isEmpty())
        pasteGraph(engine::extract(m_workbench.document.graph(), {nodes.begin(), nodes.end()}), {32, 32},
                   tr("Duplicate"));
}

void CanvasController::pasteGraph(const engine::Graph& piece, engine::Point shift, const QString& text)
{
    std::vector<engine::NodeId> ids;
    m_workbench.document.edit(text, [&](engine::Project& p) { ids = engine::merge(p.graph, piece, shift); });
    m_canvas.select({ids.begin(), ids.end()});
    if (!ids.empty())
        m_canvas.reveal(ids.front());
}

} // namespace app

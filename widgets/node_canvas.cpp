#include "widgets/node_canvas_private.h"

#include <QPixmapCache>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int cacheSize = 64 * 1024; // kilobytes, for the pictures of cards in view
constexpr int moveAside = 160; // milliseconds
constexpr qreal farAway = 100000; // how far one can scroll

} // namespace

NodeCanvas::Private::Private(NodeCanvas& canvas)
    : view(canvas), stage{canvas, scene, {}, {}, {}}, minimap(new CanvasMinimap(canvas, scene)),
      bubble(new CanvasBubble(&canvas)), search(new CanvasSearch(&canvas)), reason(new CanvasReason(&canvas)),
      empty(new CanvasEmptyHint(&canvas))
{
    stage.say = [this](const QString& text, QPoint at) {
        reason->say(text, view.viewport()->mapTo(&view, at));
    };
    stage.select = [this](const QSet<int>& nodes) { setSelection(nodes); };
    stage.search = [this](QPointF at, const CanvasPort& from) { openSearch(at, from); };
    flight.setEasingCurve(QEasingCurve::OutCubic);
    flight.setStartValue(0.0);
    flight.setEndValue(1.0);
    QObject::connect(&flight, &QVariantAnimation::valueChanged, &view, [this](const QVariant& value) {
        const qreal t = value.toReal();
        look(flightFrom + t * (flightTo - flightFrom), zoomFrom * std::pow(zoomTo / zoomFrom, t));
    });
    QObject::connect(&scene, &CanvasScene::moved, &view, [this] { updateOverlays(); });
    QObject::connect(bubble, &CanvasBubble::fixWished, &view, &NodeCanvas::fixWished);
    QObject::connect(empty, &CanvasEmptyHint::pressed, &view, &NodeCanvas::emptyButtonPressed);
    QObject::connect(search, &CanvasSearch::chosen, &view,
                     [this](const QString& type) { searchChose(type); });
    QObject::connect(search, &CanvasSearch::closed, &view, [this] { searchClosed(); });
}

NodeCanvas::NodeCanvas(QWidget* parent) : QGraphicsView(parent), d(std::make_unique<Private>(*this))
{
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), cacheSize));
    setScene(&d->scene);
    setSceneRect(-farAway, -farAway, 2 * farAway, 2 * farAway);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setViewportUpdateMode(BoundingRectViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Network canvas"));
    centerOn(0, 0);
    d->announce();
}

NodeCanvas::~NodeCanvas()
{
    // What floats reports to d as it loses the focus, so it goes first.
    d->gesture.reset();
    d->finishRename(false);
    d->search->disconnect(this);
    delete d->search;
    setScene(nullptr);
}

void NodeCanvas::setContents(const QList<CanvasNode>& nodes, const QList<CanvasLink>& links)
{
    const QList<int> before = selection();
    if (d->renamed && std::none_of(nodes.begin(), nodes.end(), [&](auto& n) { return n.id == d->renamed; }))
        d->finishRename(false);
    d->setOver({});
    d->scene.setContents(nodes, links, d->gesture ? 0 : d->duration(moveAside));
    if (!d->gesture)
        d->setOver(d->pointer ? d->scene.hit(d->stateAt(*d->pointer, {}).scene, zoom()) : CanvasHit());
    else if (d->pointer) // what is being dragged stays under the pointer
        d->gesture->move(d->stateAt(*d->pointer, Qt::NoModifier));
    d->updateOverlays();
    d->announce();
    if (selection() != before)
        emit selectionChanged(selection());
}

void NodeCanvas::setActivity(const QHash<int, CanvasActivity>& activity)
{
    d->scene.setActivity(activity);
}

QList<int> NodeCanvas::selection() const
{
    return d->scene.selectedNodes();
}

void NodeCanvas::select(const QList<int>& nodes)
{
    d->setSelection(QSet<int>(nodes.begin(), nodes.end()));
}

void NodeCanvas::setEmptyHint(const QString& sentence, const QString& button)
{
    d->empty->setTexts(sentence, button);
    d->updateOverlays();
}

void NodeCanvas::Private::setSelection(const QSet<int>& nodes, const QList<CanvasLink>& links)
{
    const QList<int> before = scene.selectedNodes();
    folded = nodes.isEmpty() ? folded : 0;
    scene.setSelection(nodes, links);
    const QList<int> now = scene.selectedNodes();
    updateOverlays();
    if (now != before)
        emit view.selectionChanged(now);
}

int NodeCanvas::Private::duration(int milliseconds) const
{
    return view.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &view) > 0 &&
            view.isVisible()
        ? milliseconds
        : 0;
}

} // namespace widgets

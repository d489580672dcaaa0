#include "widgets/node_canvas_private.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QToolTip>

#include <cmath>

namespace widgets {

namespace {

constexpr int dragStart = 4; // pixels before a press becomes a drag
constexpr int edgeWidth = 24; // pixels at the edge of the view that scroll while dragging
constexpr int edgeInterval = 16; // milliseconds
constexpr qreal wheelBase = 1.0015; // one notch (120) is 20 %

} // namespace

PointerState NodeCanvas::Private::stateAt(QPoint viewPoint, Qt::KeyboardModifiers modifiers) const
{
    return {view.viewportTransform().inverted().map(QPointF(viewPoint)), viewPoint, modifiers};
}

void NodeCanvas::Private::setOver(const CanvasHit& hit)
{
    const int cardNow = hit.port ? hit.port->node : hit.card;
    if (CardItem* item = scene.card(over.port ? over.port->node : over.card)) {
        item->set(&CardLook::over, false);
        if (over.port && !gesture)
            item->set(&CardLook::ports, {});
    }
    if (LinkItem* item = over.link ? scene.link(*over.link) : nullptr)
        item->setOver(false);
    over = hit;
    if (CardItem* item = scene.card(cardNow)) {
        item->set(&CardLook::over, true);
        if (hit.port && !gesture)
            item->set(&CardLook::ports, {{*hit.port, PortLook::Over}});
    }
    if (LinkItem* item = hit.link ? scene.link(*hit.link) : nullptr)
        item->setOver(true);
    updateCursor();
}

void NodeCanvas::Private::updateCursor()
{
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (gesture && !gesture->scrolls())
        shape = Qt::ClosedHandCursor;
    else if (spaceHeld)
        shape = Qt::OpenHandCursor;
    else if (over.port)
        shape = Qt::CrossCursor;
    else if (over.link)
        shape = Qt::PointingHandCursor;
    view.viewport()->setCursor(shape);
}

void NodeCanvas::Private::begin(Gesture started)
{
    setOver({});
    gesture = std::move(started);
    if (gesture->scrolls())
        edgeTimer.start(edgeInterval, &view);
    updateCursor();
    updateOverlays();
}

void NodeCanvas::Private::beginFromPress()
{
    scene.settle();
    const CanvasHit& hit = press->hit;
    if (hit.port) {
        // A link that ends in this input is picked up; so is a selected one that starts at this output.
        LinkItem* link = hit.port->output ? nullptr : scene.linkInto(*hit.port);
        for (const CanvasLink& chosen : scene.selectedLinks()) {
            if (hit.port->output && CanvasPort{chosen.from, true, chosen.output} == *hit.port)
                link = scene.link(chosen);
        }
        begin(link ? relinkGesture(stage, link->link(), hit.port->output) : linkGesture(stage, *hit.port));
    } else if (hit.card) {
        begin(moveGesture(stage, hit.card, press->scene));
    } else if (const LinkItem* link = hit.link ? scene.link(*hit.link) : nullptr) {
        begin(relinkGesture(stage, link->link(), nearestParameter(link->curve(), press->scene) < 0.5));
    } else {
        begin(boxGesture(stage, {press->scene, press->view, press->modifiers}));
    }
}

void NodeCanvas::Private::click(const CanvasHit& hit, Qt::KeyboardModifiers modifiers)
{
    const bool toggles = modifiers.testFlag(Qt::ControlModifier);
    const bool adds = modifiers.testFlag(Qt::ShiftModifier);
    const QList<int> selected = scene.selectedNodes();
    QSet<int> nodes = toggles || adds ? QSet<int>(selected.begin(), selected.end()) : QSet<int>();
    QList<CanvasLink> links = toggles || adds ? scene.selectedLinks() : QList<CanvasLink>();
    if (const int card = hit.port ? hit.port->node : hit.card) {
        if (toggles && nodes.contains(card))
            nodes.remove(card);
        else
            nodes << card;
    } else if (hit.link) {
        const auto same = [&](const CanvasLink& l) { return l.sameEnds(*hit.link); };
        if (links.removeIf(same) == 0 || !toggles)
            links << *hit.link;
    }
    focusOn(std::nullopt);
    setSelection(nodes, links);
}

void NodeCanvas::mousePressEvent(QMouseEvent* event)
{
    event->accept();
    d->search->close();
    d->finishRename(true);
    setFocus(Qt::MouseFocusReason);
    if (d->gesture) // a second button during a drag
        return;
    const QPoint at = event->position().toPoint();
    const PointerState state = d->stateAt(at, event->modifiers());
    const bool left = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton || (left && d->spaceHeld)) {
        d->flight.stop();
        d->spaceUsed = true;
        d->begin(panGesture(d->stage, at));
        return;
    }
    const CanvasHit hit = d->scene.hit(state.scene, zoom());
    if (left && event->modifiers().testFlag(Qt::AltModifier) && hit.link) {
        emit unlinkWished(*hit.link);
        return;
    }
    const int card = hit.port ? hit.port->node : hit.card;
    const bool chosen = card && d->scene.card(card)->look().selected;
    if (left)
        d->press = Private::Press{at, state.scene, hit, event->modifiers()};
    // A selected card stays so for now: perhaps the whole selection is going to be dragged.
    if (left ? !hit.port && !hit.isNothing() && (!chosen || event->modifiers() != Qt::NoModifier)
             : card && !chosen)
        d->click(hit, left ? event->modifiers() : Qt::NoModifier);
}

void NodeCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    d->pointer = at;
    if (!d->gesture && d->press && (at - d->press->view).manhattanLength() >= dragStart)
        d->beginFromPress();
    if (d->gesture) {
        d->gesture->move(d->stateAt(at, event->modifiers()));
        d->updateOverlays();
        return;
    }
    if (event->buttons() == Qt::NoButton) {
        const int before = d->over.card;
        d->setOver(d->scene.hit(d->stateAt(at, {}).scene, zoom()));
        if (before != d->over.card)
            d->updateOverlays();
    }
}

void NodeCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
    const auto press = std::exchange(d->press, std::nullopt);
    const QPoint at = event->position().toPoint();
    if (d->gesture) {
        if (event->buttons() != Qt::NoButton)
            return;
        // Out of its place first: what it wishes may come back as new contents at once.
        const Gesture gesture = std::exchange(d->gesture, nullptr);
        d->edgeTimer.stop();
        gesture->release(d->stateAt(at, event->modifiers()));
        d->setOver(d->scene.hit(d->stateAt(at, {}).scene, zoom()));
        d->updateOverlays();
        return;
    }
    if (!press || event->button() != Qt::LeftButton || press->modifiers != Qt::NoModifier)
        return;
    d->click(press->hit, Qt::NoModifier);
}

void NodeCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
    if (event->button() != Qt::LeftButton)
        return mousePressEvent(event);
    const PointerState state = d->stateAt(event->position().toPoint(), {});
    const CanvasHit hit = d->scene.hit(state.scene, zoom());
    if (hit.isNothing())
        d->openSearch(state.scene, std::nullopt);
    else if (hit.card)
        startRename(hit.card);
}

void NodeCanvas::wheelEvent(QWheelEvent* event)
{
    event->accept();
    const QPoint delta = event->angleDelta().isNull() ? event->pixelDelta() * 4 : event->angleDelta();
    const int amount = delta.y() != 0 ? delta.y() : delta.x();
    d->search->close();
    d->zoomAt(event->position(), std::pow(wheelBase, amount));
}

void NodeCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    d->cancelGesture();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const CanvasHit hit = d->scene.hit(d->stateAt(event->pos(), {}).scene, zoom());
        emit contextMenuWished(event->globalPos(), hit.port ? hit.port->node : hit.card);
        return;
    }
    // By key: at what the keyboard stands on.
    const QList<int> nodes = d->targets();
    const CardItem* card = nodes.isEmpty() ? nullptr : d->scene.card(nodes.first());
    const QPoint at = card ? mapFromScene(card->rect().center()) : viewport()->rect().center();
    emit contextMenuWished(viewport()->mapToGlobal(at), card ? card->node().id : 0);
}

bool NodeCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        d->pointer.reset();
        d->setOver({});
    } else if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const CanvasHit hit = d->scene.hit(d->stateAt(help->pos(), {}).scene, zoom());
        const CardItem* card = d->gesture ? nullptr : d->scene.card(hit.port ? hit.port->node : hit.card);
        if (card)
            QToolTip::showText(help->globalPos(),
                               hit.port ? portDescription(card->node(), *hit.port)
                                        : cardDescription(card->node()),
                               viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* pinch = static_cast<QNativeGestureEvent*>(event);
        if (pinch->gestureType() == Qt::ZoomNativeGesture)
            d->zoomAt(pinch->position(), 1 + pinch->value());
        return true;
    }
    return QGraphicsView::viewportEvent(event);
}

void NodeCanvas::Private::cancelGesture()
{
    press.reset();
    edgeTimer.stop();
    if (const Gesture ended = std::exchange(gesture, nullptr))
        ended->cancel();
    updateCursor();
    updateOverlays();
}

void NodeCanvas::Private::scrollAtEdge()
{
    if (!gesture || !pointer)
        return;
    const QRect room = view.viewport()->rect().adjusted(edgeWidth, edgeWidth, -edgeWidth, -edgeWidth);
    const auto beyond = [](int at, int low, int high) {
        return at < low ? at - low : at > high ? at - high : 0;
    };
    const QPoint depth(beyond(pointer->x(), room.left(), room.right()),
                       beyond(pointer->y(), room.top(), room.bottom()));
    if (depth.isNull())
        return;
    scrollBy(QPointF(depth) / 2);
    gesture->move(stateAt(*pointer, Qt::NoModifier));
}

void NodeCanvas::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == d->edgeTimer.timerId())
        d->scrollAtEdge();
    else
        QGraphicsView::timerEvent(event);
}

} // namespace widgets

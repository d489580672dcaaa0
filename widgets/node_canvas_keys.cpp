#include "widgets/node_canvas_private.h"

#include <QAccessible>
#include <QKeyEvent>

#include <algorithm>

namespace widgets {

namespace {

constexpr qreal farStep = 32;

// Keys that mean something here, whatever shortcuts the window may have for them.
bool isOwnKey(const QKeyEvent& event)
{
    if (event.matches(QKeySequence::SelectAll) ||
        (event.key() == Qt::Key_Period && event.modifiers() == Qt::ControlModifier))
        return true;
    if (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_F1:
    case Qt::Key_F2:
    case Qt::Key_Home:
    case Qt::Key_F:
    case Qt::Key_M:
    case Qt::Key_L:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
        return !event.modifiers().testFlag(Qt::ShiftModifier);
    default:
        return false;
    }
}

} // namespace

bool NodeCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

void NodeCanvas::keyPressEvent(QKeyEvent* event)
{
    if (d->handleKey(*event))
        event->accept();
    else
        event->ignore(); // not to the base class: it would scroll
}

void NodeCanvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !d->spaceHeld)
        return event->ignore();
    // Held down, Space pans; only a tap opens the search.
    d->spaceHeld = false;
    d->updateCursor();
    if (!std::exchange(d->spaceUsed, false) && !d->gesture)
        openSearch();
}

bool NodeCanvas::Private::handleKey(const QKeyEvent& event)
{
    if (!isOwnKey(event))
        return false;
    if (event.matches(QKeySequence::SelectAll)) {
        setSelection(QSet<int>(scene.cards().keyBegin(), scene.cards().keyEnd()));
        return true;
    }
    if (event.key() == Qt::Key_Period)
        return fixFirst();
    const qreal step = event.modifiers().testFlag(Qt::ShiftModifier) ? farStep : gridStep;
    switch (event.key()) {
    case Qt::Key_Left:
        nudge({-step, 0});
        return true;
    case Qt::Key_Right:
        nudge({step, 0});
        return true;
    case Qt::Key_Up:
        nudge({0, -step});
        return true;
    case Qt::Key_Down:
        nudge({0, step});
        return true;
    case Qt::Key_Space:
        if (!event.isAutoRepeat()) {
            spaceHeld = true;
            updateCursor();
        }
        return true;
    default:
        act(event.key());
        return true;
    }
}

void NodeCanvas::Private::act(int key)
{
    const QList<int> nodes = targets();
    switch (key) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return remove();
    case Qt::Key_Home:
        return view.fitAll();
    case Qt::Key_F:
        return view.fitSelection();
    case Qt::Key_Escape:
        if (gesture)
            return cancelGesture();
        folded = bubble->isVisible() ? bubble->node() : folded;
        focusOn(std::nullopt);
        return setSelection({});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto& stop = scene.focusStop())
            setSelection(stop->link ? QSet<int>() : QSet<int>{stop->node},
                         stop->link ? QList<CanvasLink>{*stop->link} : QList<CanvasLink>());
        return;
    default:
        break;
    }
    if (nodes.isEmpty())
        return;
    switch (key) {
    case Qt::Key_F1:
        emit view.explainWished(nodes.first());
        break;
    case Qt::Key_F2:
        view.startRename(nodes.first());
        break;
    case Qt::Key_M:
        emit view.muteWished(nodes);
        break;
    case Qt::Key_L:
        emit view.freezeWished(nodes);
        break;
    default:
        break;
    }
}

QList<int> NodeCanvas::Private::targets() const
{
    const QList<int> selected = scene.selectedNodes();
    if (!selected.isEmpty() || !scene.focusStop() || scene.focusStop()->link)
        return selected;
    return {scene.focusStop()->node};
}

void NodeCanvas::Private::remove()
{
    QList<CanvasLink> links = scene.selectedLinks();
    const auto& stop = scene.focusStop();
    if (links.isEmpty() && scene.selectedNodes().isEmpty() && stop && stop->link)
        links << *stop->link;
    const QList<int> nodes = links.isEmpty() ? targets() : scene.selectedNodes();
    if (!nodes.isEmpty() || !links.isEmpty())
        emit view.removeWished(nodes, links);
}

void NodeCanvas::Private::nudge(QPointF step)
{
    scene.settle();
    QHash<int, QPointF> positions;
    for (const int id : targets())
        positions[id] = scene.card(id)->pos() + step;
    if (positions.isEmpty())
        return;
    for (auto p = positions.cbegin(); p != positions.cend(); ++p)
        scene.moveCard(p.key(), p.value());
    updateOverlays();
    emit view.moveWished(positions);
    announce();
}

bool NodeCanvas::Private::fixFirst()
{
    // Also while the bubble is folded: the badge shows which card is meant.
    const CardItem* card = scene.card(problemToOpen());
    const auto problems = card ? card->node().problems : QList<CanvasProblem>();
    for (qsizetype i = 0; i < problems.size(); ++i) {
        if (problems[i].fix.isEmpty())
            continue;
        emit view.fixWished(card->node().id, int(i));
        return true;
    }
    return false;
}

// Tab visits every card and link in reading order, then leaves the canvas.
bool NodeCanvas::Private::walk(bool forward)
{
    const QList<CanvasStop> stops = scene.stops();
    const qsizetype at = scene.focusStop() ? stops.indexOf(*scene.focusStop()) : -1;
    const qsizetype next = at < 0 ? (forward ? 0 : stops.size() - 1) : at + (forward ? 1 : -1);
    if (next < 0 || next >= stops.size()) {
        focusOn(std::nullopt);
        return false;
    }
    focusOn(stops[next]);
    view.reveal(stops[next].node);
    return true;
}

bool NodeCanvas::focusNextPrevChild(bool next)
{
    return d->walk(next) || QGraphicsView::focusNextPrevChild(next);
}

void NodeCanvas::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        d->walk(event->reason() == Qt::TabFocusReason);
}

void NodeCanvas::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    d->spaceHeld = false;
    d->updateCursor();
}

void NodeCanvas::Private::focusOn(const std::optional<CanvasStop>& stop)
{
    scene.setFocusStop(stop);
    updateOverlays();
    announce();
}

// Tells assistive technology what the keyboard stands on.
void NodeCanvas::Private::announce()
{
    QString text = NodeCanvas::tr("Layers: %1").arg(scene.cards().size());
    if (const auto& stop = scene.focusStop()) {
        const CardItem* card = scene.card(stop->node);
        const CardItem* target = stop->link ? scene.card(stop->link->to) : nullptr;
        if (target)
            text = NodeCanvas::tr("Link from %1 to %2, %3")
                       .arg(card->node().title, target->node().title, stop->link->shape);
        else
            text = NodeCanvas::tr("%1, at %2, %3")
                       .arg(cardDescription(card->node()).replace('\n', QLatin1String(", ")))
                       .arg(card->pos().x())
                       .arg(card->pos().y());
    }
    if (view.accessibleDescription() == text)
        return;
    view.setAccessibleDescription(text); // sends DescriptionChanged
    QAccessibleEvent alert(&view, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace widgets

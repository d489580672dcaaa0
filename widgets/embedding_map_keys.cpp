#include "widgets/embedding_map_private.h"

#include <QAccessible>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

// Everything that the pointer does, by keys: Tab walks the labels, Ctrl and an arrow go to the point there.
namespace widgets {

namespace {

QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

bool isOwnKey(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool plain = !(modifiers & ~Qt::ShiftModifier);
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return plain || modifiers == Qt::ControlModifier;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Home:
    case Qt::Key_Escape:
        return plain;
    case Qt::Key_F:
        return !modifiers;
    default:
        return false;
    }
}

} // namespace

void EmbeddingMap::Private::turnOrPan(const QPointF& direction)
{
    constexpr double step = 40;
    if (dimensions == 3) {
        camera.rotate(-step * direction);
        turned();
    } else {
        camera.pan(-step * direction);
        moved();
    }
}

void EmbeddingMap::Private::goTo(int point)
{
    q.reveal(point);
    hover(point, q.mapToGlobal(q.pointPosition(point)).toPoint());
    const QString name =
        labelOf(point).isEmpty() ? EmbeddingMap::tr("Point %1").arg(point + 1) : labelOf(point);
    q.setAccessibleDescription(name);
    QAccessibleEvent event(&q, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

// In reading order; false at the end, where Tab leaves the map.
bool EmbeddingMap::Private::walk(int step)
{
    QList<MapLabel> stops = laidOut().labels;
    constexpr double line = 24;
    std::sort(stops.begin(), stops.end(), [](const MapLabel& a, const MapLabel& b) {
        const int rowA = static_cast<int>(a.rect.top() / line), rowB = static_cast<int>(b.rect.top() / line);
        return rowA != rowB ? rowA < rowB : a.rect.left() < b.rect.left();
    });
    qsizetype at = step > 0 ? -1 : stops.size();
    for (qsizetype i = 0; i < stops.size(); ++i)
        if (stops[i].id == hovered)
            at = i;
    at += step;
    if (at < 0 || at >= stops.size())
        return false;
    goTo(stops[at].id);
    return true;
}

// The nearest point in a cone of 90 degrees; without a point to start from, the one nearest to the middle.
void EmbeddingMap::Private::goTowards(const QPointF& direction)
{
    const MapProjection& seen = projected();
    const bool started = isThere(hovered) && seen.isSeen(hovered);
    const QPointF from = started ? seen.at(hovered) : QRectF(q.rect()).center();
    int best = -1;
    double bestAway = 0;
    for (int point = 0; point < count; ++point) {
        if (point == hovered || !seen.isSeen(point))
            continue;
        const QPointF to = seen.at(point) - from;
        const double along = QPointF::dotProduct(to, direction), away = std::hypot(to.x(), to.y());
        if (started && (along <= 0 || along < 0.7 * away))
            continue;
        if (best < 0 || away < bestAway) {
            best = point;
            bestAway = away;
        }
    }
    if (best >= 0)
        goTo(best);
}

bool EmbeddingMap::focusNextPrevChild(bool next)
{
    if (hasFocus() && d->count > 0 && d->walk(next ? 1 : -1))
        return true;
    d->hover(-1, {});
    return QWidget::focusNextPrevChild(next);
}

void EmbeddingMap::keyPressEvent(QKeyEvent* event)
{
    if (d->count == 0 || !isOwnKey(*event) || !d->press(*event))
        QWidget::keyPressEvent(event);
}

// False: it means nothing just now.
bool EmbeddingMap::Private::press(const QKeyEvent& event)
{
    constexpr double zoomStep = 1.25;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        q.zoomBy(zoomStep);
        return true;
    case Qt::Key_Minus:
        q.zoomBy(1 / zoomStep);
        return true;
    case Qt::Key_Home:
    case Qt::Key_F:
        q.fit();
        return true;
    case Qt::Key_Escape:
        return cancel();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (isThere(hovered))
            choose(hovered, event.modifiers());
        return isThere(hovered);
    default:
        if (event.modifiers() & Qt::ControlModifier)
            goTowards(directionOf(event.key()));
        else
            turnOrPan(directionOf(event.key()));
        return true;
    }
}

// Keys of the map come before the window's shortcuts while the map has the focus.
bool EmbeddingMap::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto& gesture = static_cast<QNativeGestureEvent&>(*event);
        if (gesture.gestureType() == Qt::ZoomNativeGesture)
            d->zoomAt(gesture.position(), 1 + gesture.value());
        return true;
    }
    return QWidget::event(event);
}

} // namespace widgets

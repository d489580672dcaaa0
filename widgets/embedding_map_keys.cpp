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
    constexpr double zoomStep = 1.25;
    const QPointF direction = directionOf(event->key());
    if (d->count == 0) {
        QWidget::keyPressEvent(event);
    } else if (!direction.isNull()) {
        if (event->modifiers() & Qt::ControlModifier)
            d->goTowards(direction);
        else
            d->turnOrPan(direction);
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoomBy(zoomStep);
    } else if (event->key() == Qt::Key_Minus) {
        zoomBy(1 / zoomStep);
    } else if (event->key() == Qt::Key_Home || (event->key() == Qt::Key_F && !event->modifiers())) {
        fit();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                event->key() == Qt::Key_Space) &&
               d->hovered >= 0) {
        d->choose(d->hovered, event->modifiers());
    } else if (event->key() != Qt::Key_Escape || !d->cancel()) {
        QWidget::keyPressEvent(event);
    }
}

} // namespace widgets

#include "widgets/embedding_map_private.h"

#include <QMouseEvent>

#include <cmath>
#include <utility>

// The pointer.
namespace widgets {

void EmbeddingMap::Private::updateCursor()
{
    if (tool != MapTool::Navigate)
        q.setCursor(Qt::CrossCursor);
    else
        q.setCursor(button != Qt::NoButton && dragged        ? Qt::ClosedHandCursor
                        : hovered >= 0 || legendHovered >= 0 ? Qt::PointingHandCursor
                                                             : Qt::ArrowCursor);
}

void EmbeddingMap::Private::hover(int point, const QPoint& global)
{
    if (point == hovered)
        return;
    hovered = point;
    card = {};
    if (point >= 0) {
        card.title = labelOf(point);
        if (pictures)
            card.picture = pictures(point);
    }
    updateCursor();
    emit q.hovered(point, global);
    updatePointer();
}

void EmbeddingMap::Private::hoverLegend(const QPointF& place)
{
    const int entry = laidOut().legend.entryAt(place);
    if (std::exchange(legendHovered, entry) != entry)
        q.update(frame.legend.rect().toAlignedRect());
}

bool EmbeddingMap::Private::clickLegend(const QPointF& place)
{
    const MapLegendBox& box = laidOut().legend;
    if (!box.rect().contains(place))
        return false;
    if (box.isMore(place)) {
        legendUnfolded = !legendUnfolded;
        overlayChanged();
    } else if (const int entry = box.entryAt(place); entry >= 0) {
        emit q.legendClicked(entry);
    }
    return true;
}

void EmbeddingMap::mousePressEvent(QMouseEvent* event)
{
    if (d->button != Qt::NoButton)
        return;
    d->button = event->button();
    d->pressedAt = d->lastAt = event->position();
    d->dragged = d->twice = false;
    d->turns =
        d->dimensions == 3 && event->button() == Qt::LeftButton && !(event->modifiers() & Qt::ShiftModifier);
    event->accept();
}

void EmbeddingMap::Private::dragTo(QMouseEvent& event)
{
    const QPointF step = event.position() - lastAt;
    lastAt = event.position();
    if (tool != MapTool::Navigate && button == Qt::LeftButton) {
        if (tool == MapTool::Box)
            outline = QPolygonF(QRectF(pressedAt, event.position()).normalized());
        else
            outline << event.position();
        updatePointer();
        return;
    }
    if (turns) {
        camera.rotate(step);
        turned();
    } else {
        camera.pan(step);
        moved();
    }
}

void EmbeddingMap::mouseMoveEvent(QMouseEvent* event)
{
    if (d->button == Qt::NoButton) {
        d->hoverLegend(event->position());
        d->hover(pointAt(event->position()), event->globalPosition().toPoint());
        d->updateCursor();
        return;
    }
    constexpr int slack = 3; // a hand that trembles still clicks
    if (!d->dragged && (event->position() - d->pressedAt).manhattanLength() < slack)
        return;
    if (!d->dragged) {
        d->dragged = true;
        d->hover(-1, {});
        if (d->tool == MapTool::Lasso && d->button == Qt::LeftButton)
            d->outline << d->pressedAt;
        d->updateCursor();
    }
    d->dragTo(*event);
}

void EmbeddingMap::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != d->button)
        return;
    d->button = Qt::NoButton;
    if (!d->outline.isEmpty())
        d->finishOutline(event->modifiers());
    else if (!d->dragged && event->button() == Qt::LeftButton)
        d->click(event->position(), event->modifiers());
    d->dragged = false;
    d->updateCursor();
}

void EmbeddingMap::Private::finishOutline(Qt::KeyboardModifiers modifiers)
{
    const QVector<int> points = projected().inside(outline);
    outline.clear();
    updatePointer();
    emit q.selectionWished(points, modifiers);
}

void EmbeddingMap::Private::click(const QPointF& place, Qt::KeyboardModifiers modifiers)
{
    if (clickLegend(place))
        return;
    const int point = q.pointAt(place);
    if (twice && point < 0 && tool == MapTool::Navigate)
        q.fit();
    else
        choose(point, modifiers);
}

void EmbeddingMap::Private::choose(int point, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        emit q.clicked(point);
    else if (point >= 0)
        emit q.selectionWished({point}, modifiers);
}

bool EmbeddingMap::Private::cancel()
{
    if (!outline.isEmpty()) {
        outline.clear();
        button = Qt::NoButton;
        dragged = false;
        updatePointer();
        updateCursor();
    } else if (hovered >= 0) {
        hover(-1, {});
    } else if (!chosen.isEmpty()) {
        emit q.selectionWished({}, Qt::NoModifier);
    } else {
        return false;
    }
    return true;
}

// It may as well begin a drag; only when the button comes up where it went down it is a double click.
void EmbeddingMap::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
    d->twice = true;
}

void EmbeddingMap::wheelEvent(QWheelEvent* event)
{
    d->zoomAt(event->position(), std::pow(1.2, event->angleDelta().y() / 120.0));
    d->hover(pointAt(event->position()), event->globalPosition().toPoint());
    event->accept();
}

void EmbeddingMap::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (d->button != Qt::NoButton)
        return;
    d->hover(-1, {});
    d->hoverLegend({-1, -1});
}

} // namespace widgets

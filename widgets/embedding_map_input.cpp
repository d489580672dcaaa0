#include "widgets/embedding_map_private.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>

// Pointer and keys.
namespace widgets {

bool EmbeddingMap::event(QEvent* event)
{
    return QWidget::event(event);
}

void EmbeddingMap::Private::updateCursor()
{
    if (tool != MapTool::Navigate)
        q.setCursor(Qt::CrossCursor);
    else
        q.setCursor(button != Qt::NoButton && dragged ? Qt::ClosedHandCursor
                        : hovered >= 0                ? Qt::PointingHandCursor
                                                      : Qt::ArrowCursor);
}

void EmbeddingMap::Private::hover(int point, const QPoint& global)
{
    hoverGlobal = global;
    if (point == hovered)
        return;
    hovered = point;
    card = {};
    updateCursor();
    q.update();
    emit q.hovered(point, global);
}

void EmbeddingMap::mousePressEvent(QMouseEvent* event)
{
    if (d->button != Qt::NoButton)
        return;
    d->button = event->button();
    d->pressedAt = d->lastAt = event->position();
    d->dragged = false;
    event->accept();
}

void EmbeddingMap::Private::dragTo(QMouseEvent& event)
{
    const QPointF step = event.position() - lastAt;
    lastAt = event.position();
    const bool turns =
        dimensions == 3 && button == Qt::LeftButton && !(event.modifiers() & Qt::ShiftModifier);
    if (tool != MapTool::Navigate && button == Qt::LeftButton) {
        if (tool == MapTool::Box)
            outline = QPolygonF(QRectF(pressedAt, event.position()).normalized());
        else
            outline << event.position();
        q.update();
        return;
    }
    if (turns)
        camera.rotate(step);
    else
        camera.pan(step);
    moved();
}

void EmbeddingMap::mouseMoveEvent(QMouseEvent* event)
{
    if (d->button == Qt::NoButton) {
        d->hover(pointAt(event->position()), event->globalPosition().toPoint());
        return;
    }
    constexpr int slack = 3; // a hand that trembles still clicks
    if (!d->dragged && (event->position() - d->pressedAt).manhattanLength() < slack)
        return;
    if (!d->dragged) {
        d->dragged = true;
        d->hover(-1, {});
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
    q.update();
    emit q.selectionWished(points, modifiers);
}

void EmbeddingMap::Private::click(const QPointF& place, Qt::KeyboardModifiers modifiers)
{
    const int point = q.pointAt(place);
    if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        emit q.clicked(point);
    else if (point >= 0)
        emit q.selectionWished({point}, modifiers);
}

void EmbeddingMap::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && d->tool == MapTool::Navigate && pointAt(event->position()) < 0)
        fit();
}

void EmbeddingMap::wheelEvent(QWheelEvent* event)
{
    d->zoomAt(event->position(), std::pow(1.2, event->angleDelta().y() / 120.0));
    event->accept();
}

void EmbeddingMap::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (d->button == Qt::NoButton)
        d->hover(-1, {});
}

void EmbeddingMap::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}

bool EmbeddingMap::focusNextPrevChild(bool next)
{
    return QWidget::focusNextPrevChild(next);
}

} // namespace widgets

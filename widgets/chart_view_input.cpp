#include "widgets/chart_data.h"
#include "widgets/chart_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

// Pointer and keys: cross-hair, zoom by wheel and box, panning.
namespace widgets {

void ChartView::resetZoom()
{
    if (!m_zoom)
        return;
    m_zoom.reset();
    refresh();
    emit zoomChanged(false);
}

void ChartView::zoomTo(const ChartRange& range)
{
    const bool sound = range.xTo > range.xFrom && range.yTo > range.yFrom && (!m_data.log || range.yFrom > 0);
    if (!sound)
        return;
    const bool before = isZoomed();
    m_zoom = range;
    m_zoom->cutAbove = m_zoom->cutBelow = false;
    refresh();
    if (!before)
        emit zoomChanged(true);
}

// Factors below 1 come closer; the value under the point stays where it is.
void ChartView::scaleRange(const QPointF& about, double xFactor, double yFactor)
{
    const QRectF area = plot();
    const auto edge = [](double pivot, double pixel, double factor) {
        return pivot + (pixel - pivot) * factor;
    };
    ChartRange range;
    range.xFrom = xAt(edge(about.x(), area.left(), xFactor));
    range.xTo = xAt(edge(about.x(), area.right(), xFactor));
    range.yFrom = yAt(edge(about.y(), area.bottom(), yFactor));
    range.yTo = yAt(edge(about.y(), area.top(), yFactor));
    zoomTo(range);
}

void ChartView::pan(const QPointF& pixels)
{
    const QRectF area = plot().translated(-pixels);
    ChartRange range;
    range.xFrom = xAt(area.left());
    range.xTo = xAt(area.right());
    range.yFrom = yAt(area.bottom());
    range.yTo = yAt(area.top());
    zoomTo(range);
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (!plot().contains(event->position()))
        return;
    if (event->button() == Qt::LeftButton) {
        m_dragFrom = m_dragTo = event->position();
    } else if (event->button() == Qt::MiddleButton) {
        m_panFrom = event->position();
    }
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_panFrom) {
        pan(at - *m_panFrom);
        m_panFrom = at;
    }
    if (m_dragFrom)
        m_dragTo = at;
    if (plot().contains(at))
        m_cross = at.x();
    else
        m_cross.reset();
    viewport()->update();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    m_panFrom.reset();
    if (!m_dragFrom || event->button() != Qt::LeftButton)
        return;
    const QRectF box = QRectF(*m_dragFrom, m_dragTo).normalized().intersected(plot());
    m_dragFrom.reset();
    if (box.width() > 6 && box.height() > 6)
        zoomTo({xAt(box.left()), xAt(box.right()), yAt(box.bottom()), yAt(box.top())});
    viewport()->update();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragFrom.reset();
    resetZoom();
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    if (!plot().contains(event->position())) {
        event->ignore();
        return;
    }
    const int turn = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const double factor = std::pow(0.85, turn / 120.0);
    const bool onlyY = event->modifiers() & Qt::ControlModifier;
    const bool onlyX = event->modifiers() & Qt::ShiftModifier;
    scaleRange(event->position(), onlyY ? 1 : factor, onlyX ? 1 : factor);
    event->accept();
}

void ChartView::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    m_cross.reset();
    viewport()->update();
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    const QRectF area = plot();
    const auto moveCross = [&](qreal by) {
        m_cross = qBound(area.left(), m_cross.value_or(area.center().x()) + by, area.right());
        viewport()->update();
    };
    const qreal far = event->modifiers() & Qt::ShiftModifier ? 40 : 4;
    switch (event->key()) {
    case Qt::Key_Left:
        moveCross(-far);
        break;
    case Qt::Key_Right:
        moveCross(far);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        scaleRange({m_cross.value_or(area.center().x()), area.center().y()}, 0.8, 0.8);
        break;
    case Qt::Key_Minus:
        scaleRange({m_cross.value_or(area.center().x()), area.center().y()}, 1.25, 1.25);
        break;
    case Qt::Key_0:
    case Qt::Key_Home:
        resetZoom();
        break;
    case Qt::Key_Escape:
        if (!m_cross) {
            event->ignore();
            return;
        }
        m_cross.reset();
        viewport()->update();
        break;
    default:
        event->ignore();
    }
}

void ChartView::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartView::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    m_cross.reset();
    viewport()->update();
}

} // namespace widgets

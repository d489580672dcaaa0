#include "widgets/picture_plane.h"

#include "widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace widgets {

namespace {

constexpr int margin = 12;
constexpr int tickRoom = 20; // below the pictures, for the values
constexpr int titleRoom = 20;
constexpr int tickGap = 6;
constexpr QPoint nowhere{-1, -1};

} // namespace

PicturePlane::PicturePlane(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PicturePlane::setPictures(const PlanePictures& pictures)
{
    if (pictures.side != m_pictures.side)
        m_current = m_hovered = nowhere;
    m_pictures = pictures;
    update();
}

int PicturePlane::leftRoom() const
{
    const QFontMetrics metrics(textFont(TextSize::Caption));
    int widest = metrics.horizontalAdvance(m_pictures.titleY);
    for (const QString& value : m_pictures.valuesY)
        widest = qMax(widest, metrics.horizontalAdvance(value));
    return margin + widest + tickGap;
}

int PicturePlane::rightRoom() const
{
    return 2 * margin + QFontMetrics(textFont(TextSize::Caption)).horizontalAdvance(m_pictures.titleX);
}

// Cells of whole pixels, so that their edges meet.
QRect PicturePlane::plane() const
{
    if (m_pictures.side < 1)
        return {};
    const int left = leftRoom(), right = rightRoom();
    const int room = qMin(width() - left - right, height() - titleRoom - tickRoom);
    const int extent = qMax(m_pictures.side, room / m_pictures.side * m_pictures.side);
    return {left + (width() - left - right - extent) / 2, titleRoom, extent, extent};
}

QRect PicturePlane::cellRect(int column, int row) const
{
    const QRect area = plane();
    const int side = m_pictures.side;
    if (column < 0 || row < 0 || column >= side || row >= side)
        return {};
    const int cell = area.width() / side;
    return {area.left() + column * cell, area.top() + (side - 1 - row) * cell, cell, cell};
}

QPoint PicturePlane::cellAt(const QPoint& point) const
{
    const QRect area = plane();
    if (!area.contains(point))
        return nowhere;
    const int cell = area.width() / m_pictures.side;
    return {(point.x() - area.left()) / cell, m_pictures.side - 1 - (point.y() - area.top()) / cell};
}

void PicturePlane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().panel);
    if (m_pictures.side < 1)
        return;
    paintCells(painter);
    paintAxes(painter);
}

void PicturePlane::paintCells(QPainter& painter) const
{
    const int side = m_pictures.side;
    const double cell = plane().width() / side * devicePixelRatioF();
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const QRect area = cellRect(column, row);
            const QImage image = m_pictures.images.value((side - 1 - row) * side + column);
            if (image.isNull()) {
                painter.fillRect(area, tokens().sunken);
                continue;
            }
            // Enlarged pixels stay squares; where there is less room than pixels, none is left out.
            painter.setRenderHint(QPainter::SmoothPixmapTransform, cell < image.width());
            QRectF target(QPointF(), QSizeF(image.size()).scaled(area.size(), Qt::KeepAspectRatio));
            target.moveCenter(QRectF(area).center());
            painter.drawImage(target, image);
        }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [at, color, on] :
         {std::tuple(m_hovered, tokens().accent, true), std::tuple(m_current, tokens().focus, hasFocus())})
        if (const QRect area = cellRect(at.x(), at.y()); on && !area.isNull()) {
            painter.setPen(QPen(color, 2));
            painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5));
        }
}

void PicturePlane::paintAxes(QPainter& painter) const
{
    const QRect area = plane();
    const int cell = area.width() / m_pictures.side;
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(tokens().text2);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(QRect(area.right() + margin, area.bottom() + 1, rightRoom(), tickRoom),
                     Qt::AlignLeft | Qt::AlignVCenter, m_pictures.titleX);
    painter.drawText(QRect(area.left() - leftRoom(), 0, leftRoom() - tickGap, titleRoom),
                     Qt::AlignRight | Qt::AlignVCenter, m_pictures.titleY);
    int widest = 1;
    for (const QString& value : m_pictures.valuesX)
        widest = qMax(widest, metrics.horizontalAdvance(value) + tickGap);
    // Only as many values as fit, the middle one always among them.
    const auto shown = [&](int index, int step) { return (index - m_pictures.side / 2) % step == 0; };
    const int stepX = (widest + cell - 1) / cell, stepY = (metrics.height() + cell - 1) / cell;
    for (int i = 0; i < m_pictures.side; ++i) {
        const QRect across = cellRect(i, 0), up = cellRect(0, i);
        if (shown(i, stepX))
            painter.drawText(QRect(across.center().x() - widest, area.bottom() + 1, 2 * widest, tickRoom),
                             Qt::AlignCenter, m_pictures.valuesX.value(i));
        if (shown(i, stepY))
            painter.drawText(QRect(area.left() - leftRoom(), up.center().y() - metrics.height(),
                                   leftRoom() - tickGap, 2 * metrics.height()),
                             Qt::AlignRight | Qt::AlignVCenter, m_pictures.valuesY.value(i));
    }
}

void PicturePlane::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint cell = cellAt(event->position().toPoint());
    setCursor(cell == nowhere ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    update();
}

void PicturePlane::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || cell == nowhere)
        return;
    m_current = cell;
    update();
    emit cellClicked(cell.x(), cell.y());
}

void PicturePlane::leaveEvent(QEvent*)
{
    m_hovered = nowhere;
    update();
}

void PicturePlane::keyPressEvent(QKeyEvent* event)
{
    QPoint step;
    switch (event->key()) {
    case Qt::Key_Left:
        step = {-1, 0};
        break;
    case Qt::Key_Right:
        step = {1, 0};
        break;
    case Qt::Key_Up:
        step = {0, 1};
        break;
    case Qt::Key_Down:
        step = {0, -1};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current != nowhere)
            emit cellClicked(m_current.x(), m_current.y());
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
    const QPoint next = m_current + step;
    if (!cellRect(next.x(), next.y()).isNull())
        m_current = next;
    update();
}

void PicturePlane::focusInEvent(QFocusEvent*)
{
    if (m_current == nowhere && m_pictures.side > 0)
        m_current = {m_pictures.side / 2, m_pictures.side / 2};
    update();
}

void PicturePlane::focusOutEvent(QFocusEvent*)
{
    update();
}

bool PicturePlane::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint cell = cellAt(help->pos());
        if (cell == nowhere)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1 %2\n%3 %4")
                                   .arg(m_pictures.titleX, m_pictures.valuesX.value(cell.x()),
                                        m_pictures.titleY, m_pictures.valuesY.value(cell.y())),
                               this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace widgets

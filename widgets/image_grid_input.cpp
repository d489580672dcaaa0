#include "widgets/image_grid.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

// Pointer and keys.
namespace widgets {

namespace {

constexpr int scrollMargin = 32; // labels above and errors below come into view too

} // namespace

void ImageGrid::mouseMoveEvent(QMouseEvent* event)
{
    const Tile tile = tileAt(event->position().toPoint());
    viewport()->setCursor(tile.section >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QPoint pixel(-1, -1);
    if (tile.section >= 0) {
        const QImage& image = m_sections[tile.section].rows[tile.row].images[tile.column];
        const QRectF rect = image.isNull() ? QRectF() : imageRect(tile);
        if (rect.contains(event->position()))
            pixel = {static_cast<int>((event->position().x() - rect.x()) * image.width() / rect.width()),
                     static_cast<int>((event->position().y() - rect.y()) * image.height() / rect.height())};
    }
    hover(tile, pixel);
}

void ImageGrid::hover(const Tile& tile, const QPoint& pixel)
{
    if (tile == m_hovered && pixel == m_pixel)
        return;
    const bool otherTile = tile != m_hovered, hadPixel = m_pixel.x() >= 0;
    m_hovered = tile;
    m_pixel = pixel;
    if (otherTile)
        viewport()->update();
    if (pixel.x() >= 0)
        emit pixelHovered(tile.section, tile.row, tile.column, pixel);
    else if (hadPixel)
        emit pixelHovered(-1, -1, -1, pixel);
}

void ImageGrid::mouseReleaseEvent(QMouseEvent* event)
{
    const Tile tile = tileAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || tile.section < 0)
        return;
    setCurrent(tile);
    emit tileClicked(tile.section, tile.row, tile.column);
}

void ImageGrid::leaveEvent(QEvent* event)
{
    QAbstractScrollArea::leaveEvent(event);
    hover({}, {-1, -1});
}

void ImageGrid::setCurrent(const Tile& tile)
{
    const QRect rect = contentRect(tile);
    if (rect.isNull())
        return;
    m_current = tile;
    const int value = verticalScrollBar()->value();
    if (rect.top() - scrollMargin < value)
        verticalScrollBar()->setValue(rect.top() - scrollMargin);
    else if (rect.bottom() + scrollMargin > value + viewport()->height())
        verticalScrollBar()->setValue(rect.bottom() + scrollMargin - viewport()->height());
    viewport()->update();
}

void ImageGrid::keyPressEvent(QKeyEvent* event)
{
    Tile next = m_current;
    const bool started = !contentRect(m_current).isNull();
    switch (event->key()) {
    case Qt::Key_Left:
        --next.column;
        break;
    case Qt::Key_Right:
        ++next.column;
        break;
    case Qt::Key_Up:
        if (--next.row < 0 && next.section > 0) {
            --next.section;
            next.row = static_cast<int>(m_sections[next.section].rows.size()) - 1;
        }
        break;
    case Qt::Key_Down:
        if (started && ++next.row >= m_sections[next.section].rows.size()) {
            ++next.section;
            next.row = 0;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (started)
            emit tileClicked(m_current.section, m_current.row, m_current.column);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    setCurrent(started ? next : Tile{0, 0, 0});
}

void ImageGrid::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (contentRect(m_current).isNull())
        setCurrent({0, 0, 0});
    viewport()->update();
}

void ImageGrid::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace widgets

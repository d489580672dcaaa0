#include "widgets/image_grid.h"

#include "widgets/image_grid_measures.h"
#include "widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

// How it looks. Only what is seen is painted.
namespace widgets {

using namespace image_grid;

void ImageGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().panel);
    paintSections(painter, event->rect());
}

QImage ImageGrid::picture(qreal ratio) const
{
    const QSize size(viewport()->width(), qMax(1, contentHeight()));
    QImage image(size * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(tokens().panel);
    QPainter painter(&image);
    const int scrolled = verticalScrollBar()->value();
    painter.translate(0, scrolled);
    paintSections(painter, QRect(QPoint(0, -scrolled), size));
    return image;
}

void ImageGrid::paintSections(QPainter& painter, const QRect& seen) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    for (int i = 0; i < m_sections.size(); ++i) {
        const int top = m_places[i].top - verticalScrollBar()->value();
        if (top <= seen.bottom() && top + m_places[i].height > seen.top())
            paintSection(painter, i, seen);
    }
}

void ImageGrid::paintSection(QPainter& painter, int index, const QRect& seen) const
{
    const Place& place = m_places[index];
    paintTitle(painter, index);
    for (int column = 0; column < place.columns; ++column) {
        const QRect rect = inViewport(contentColumn(index, column));
        if (rect.top() - lineGap > seen.bottom() || rect.bottom() + lineGap < seen.top())
            continue;
        paintColumn(painter, index, column);
        if (column % place.perLine == 0)
            paintNames(painter, index, column);
    }
    if (place.hidden == 0 || place.columns == 0)
        return;
    const QRect last = contentRect({index, 0, place.columns - 1});
    const QRect rest(last.right() + m_sections[index].gap, last.top(), viewport()->width(), last.height());
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(tokens().text2);
    painter.drawText(inViewport(rest), Qt::AlignLeading | Qt::AlignVCenter, hiddenText(place.hidden));
}

void ImageGrid::paintTitle(QPainter& painter, int index) const
{
    const Tokens& t = tokens();
    const ImageSection& section = m_sections[index];
    const int top = m_places[index].top;
    if (index > 0)
        painter.fillRect(inViewport({0, top - sectionGap / 2, viewport()->width(), 1}), t.line);
    if (section.title.isEmpty())
        return;
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    const int width = painter.fontMetrics().horizontalAdvance(section.title);
    painter.drawText(inViewport({margin, top, width + 4, titleHeight}), Qt::AlignLeading | Qt::AlignVCenter,
                     section.title);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    const int room = viewport()->width() - margin - width - 12 - margin;
    painter.drawText(inViewport({margin + width + 12, top, room, titleHeight}),
                     Qt::AlignLeading | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(section.caption, Qt::ElideRight, room));
}

// Those of the rows, beside the first column of a line.
void ImageGrid::paintNames(QPainter& painter, int index, int column) const
{
    const ImageSection& section = m_sections[index];
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(tokens().text2);
    const auto name = [&](int y, int height, const QString& text) {
        painter.drawText(inViewport({margin, y, m_places[index].left - margin - nameGap, height}),
                         Qt::AlignTrailing | Qt::AlignVCenter, text);
    };
    int bottom = 0;
    for (int row = 0; row < section.rows.size(); ++row) {
        const QRect tile = contentRect({index, row, column});
        if (tile.isNull())
            continue;
        name(tile.top(), tile.height(), section.rows[row].name);
        bottom = tile.bottom() + 1;
    }
    if (!section.errors.isEmpty())
        name(bottom + 2, textHeight, section.errorName);
}

void ImageGrid::paintColumn(QPainter& painter, int index, int column) const
{
    const Tokens& t = tokens();
    const ImageSection& section = m_sections[index];
    QRect first, last;
    for (int row = 0; row < section.rows.size(); ++row) {
        const QRect tile = tileRect(index, row, column);
        if (tile.isNull())
            continue;
        if (first.isNull())
            first = tile;
        last = tile;
        paintTile(painter, {index, row, column});
    }
    if (first.isNull())
        return;
    const int spare = (m_places[index].pitch - first.width()) / 2;
    const QRect wide = first.adjusted(-spare, 0, spare, 0);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text);
    painter.drawText(
        QRect(wide.left(), first.top() - textHeight, wide.width(), textHeight - 2), Qt::AlignCenter,
        painter.fontMetrics().elidedText(section.labels.value(column), Qt::ElideRight, wide.width()));
    painter.setPen(t.text2);
    painter.drawText(QRect(wide.left(), last.bottom() + 3, wide.width(), textHeight), Qt::AlignCenter,
                     section.errors.value(column));
}

void ImageGrid::paintTile(QPainter& painter, const Tile& tile) const
{
    const Tokens& t = tokens();
    const QRect rect = tileRect(tile.section, tile.row, tile.column);
    const QImage& image = m_sections[tile.section].rows[tile.row].images[tile.column];
    if (image.isNull()) {
        painter.fillRect(rect, t.sunken);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.drawImage(imageRect(tile), image);
    }
    if (tile == m_current && hasFocus())
        painter.setPen(QPen(t.focus, 2));
    else if (tile == m_hovered)
        painter.setPen(QPen(t.accent, 2));
    else
        return;
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(-2, -2, 2, 2), 3, 3);
}

} // namespace widgets

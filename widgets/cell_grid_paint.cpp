// How a grid of numbers looks.
#include "widgets/cell_grid.h"

#include "widgets/color_scale.h"
#include "widgets/theme.h"

#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal smallestHatched = 10;

void hatch(QPainter& painter, const QRectF& rect)
{
    const Tokens& t = tokens();
    painter.fillRect(rect, t.sunken);
    painter.save();
    painter.setClipRect(rect);
    painter.setPen(QPen(t.line2, 1));
    const qreal reach = rect.width() + rect.height();
    for (qreal x = 4; x < reach; x += 7)
        painter.drawLine(QPointF(rect.left() + x, rect.top()), QPointF(rect.left(), rect.top() + x));
    painter.restore();
}

// On any grey: the line in the accent, between two of the card's colour.
void frame(QPainter& painter, const QRectF& rect, qreal width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens().card, width + 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect);
    painter.setPen(QPen(tokens().accent, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect);
}

} // namespace

QColor CellGrid::fill(const DrawnCell& cell, bool soft) const
{
    const Tokens& t = tokens();
    const double share = (cell.value - m_grid.low) / (m_grid.high - m_grid.low);
    switch (cell.look) {
    case DrawnCell::Look::Shade:
        // Behind numbers only a hint of the grey, so that they are easy to read.
        return soft ? mixed(mixed(t.card, t.dark ? QColor(Qt::black) : t.text, t.dark ? 0.45 : 0.34),
                            t.dark ? mixed(t.card, t.text, 0.3) : t.card, std::clamp(share, 0.0, 1.0))
                    : QColor(colorAt(greyScale(), float(share)));
    case DrawnCell::Look::Weight:
        return colorAt(divergingScale(), float(soft ? 0.5 + 0.5 * (share - 0.5) : share));
    case DrawnCell::Look::Padding:
    case DrawnCell::Look::Empty:
        break;
    }
    return t.sunken;
}

void CellGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (showsNumbers())
        for (int row = 0; row < m_grid.rows; ++row)
            for (int column = 0; column < m_grid.columns; ++column)
                paintCell(painter, row, column);
    else
        paintPixels(painter);
    paintMarks(painter);
}

void CellGrid::paintPixels(QPainter& painter) const
{
    if (m_grid.cells.isEmpty())
        return;
    QImage pixels(m_grid.columns, m_grid.rows, QImage::Format_RGB32);
    for (int row = 0; row < m_grid.rows; ++row)
        for (int column = 0; column < m_grid.columns; ++column)
            pixels.setPixelColor(column, row, fill(m_grid.cells[row * m_grid.columns + column], false));
    const QRectF all(drawnRect(0, 0).left(), drawnRect(0, 0).top(), m_grid.columns * m_cellSize,
                     m_grid.rows * m_cellSize);
    painter.drawImage(all, pixels);
    for (int row = 0; row < m_grid.rows && m_cellSize >= smallestHatched; ++row)
        for (int column = 0; column < m_grid.columns; ++column)
            if (m_grid.cells[row * m_grid.columns + column].look == DrawnCell::Look::Padding)
                hatch(painter, drawnRect(row, column));
    painter.setPen(QPen(tokens().line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(all);
}

void CellGrid::paintCell(QPainter& painter, int row, int column) const
{
    const Tokens& t = tokens();
    const DrawnCell& cell = m_grid.cells[row * m_grid.columns + column];
    const QRectF rect = drawnRect(row, column);
    QColor color = fill(cell, true);
    if (cell.look == DrawnCell::Look::Padding)
        hatch(painter, rect);
    else if (cell.current && cell.look != DrawnCell::Look::Weight)
        painter.fillRect(rect, color = t.accent);
    else
        painter.fillRect(rect, color = cell.inWindow ? mixed(color, t.select, 0.75) : color);
    painter.setPen(QPen(cell.look == DrawnCell::Look::Padding ? t.line : t.line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    if (!cell.numbered)
        return;
    painter.setPen(cell.look == DrawnCell::Look::Padding ? t.text2
                       : cell.current                    ? t.onAccent
                                                         : readableOn(color));
    paintNumber(painter, rect, cell);
}

// The last figures of a column stand below each other, and the widest number in the middle.
void CellGrid::paintNumber(QPainter& painter, const QRectF& rect, const DrawnCell& cell) const
{
    const qreal room = numberRoom();
    const TextSize size = rect.width() >= room * 1.7 ? TextSize::Title
        : rect.width() >= room * 1.25                ? TextSize::Body
                                                     : TextSize::Caption;
    painter.setFont(textFont(size, cell.current && cell.look != DrawnCell::Look::Weight));
    const QFontMetricsF metrics(painter.font());
    const qreal right = rect.center().x() +
        std::min(rect.width() - 8, (room - 8) * (size == TextSize::Title ? 1.34 : 1.12)) / 2;
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    drawNumber(painter, {right, baseline}, figureText(cell.value, m_grid.decimals), true);
}

void CellGrid::paintMarks(QPainter& painter) const
{
    const Tokens& t = tokens();
    const bool numbers = showsNumbers();
    for (int row = 0; row < m_grid.rows; ++row)
        for (int column = 0; column < m_grid.columns; ++column) {
            const DrawnCell& cell = m_grid.cells[row * m_grid.columns + column];
            const QRectF rect = drawnRect(row, column);
            if (cell.inWindow && !numbers) {
                QColor tint = t.accent;
                tint.setAlphaF(0.28f);
                painter.fillRect(rect, tint);
            }
            if (cell.lit || (cell.current && !numbers))
                frame(painter, rect.adjusted(1, 1, -1, -1), 2);
        }
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_grid.window.isEmpty()) {
        const QRectF first = drawnRect(m_grid.window.top(), m_grid.window.left());
        frame(painter, {first.topLeft(), QSizeF(m_grid.window.width(), m_grid.window.height()) * m_cellSize},
              2.5);
    }
    if (hasFocus() && m_editable && m_editor->isHidden()) {
        painter.setPen(QPen(t.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(m_caret).adjusted(1, 1, -1, -1));
    }
}

} // namespace widgets

#include "widgets/map_legend.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr double edge = 12, pad = 10, rowHeight = 21, titleHeight = 24, swatch = 10, nameAt = 20;
constexpr double scaleWidth = 160, scaleHeight = 8, widestName = 160, countGap = 16;
constexpr int foldedRows = 12;

QString countText(const MapLegendEntry& entry)
{
    return entry.count < 0 ? QString() : QLocale().toString(entry.count);
}

double widthOf(const MapLegend& legend)
{
    const QFontMetricsF metrics(textFont(TextSize::Caption));
    double width = QFontMetricsF(textFont(TextSize::Caption, true)).horizontalAdvance(legend.title);
    if (!legend.scale.isEmpty())
        width =
            std::max({width, scaleWidth,
                      metrics.horizontalAdvance(legend.low + legend.middle + legend.high) + 2 * countGap});
    double names = 0, counts = 0;
    for (const MapLegendEntry& entry : legend.entries) {
        names = std::max(names, std::min(widestName, metrics.horizontalAdvance(entry.name)));
        if (entry.count >= 0)
            counts = std::max(counts, numberWidth(textFont(TextSize::Caption), countText(entry)) + countGap);
    }
    if (!legend.entries.isEmpty())
        width = std::max({width, nameAt + names + counts, 64.0});
    return std::ceil(width);
}

} // namespace

MapShape mapShape(int entry)
{
    return entry < 0 ? MapShape::Disc : static_cast<MapShape>(entry / 10 % 3);
}

void drawMapShape(QPainter& painter, const QPointF& middle, double diameter, MapShape shape)
{
    const double r = diameter / 2;
    if (shape == MapShape::Disc)
        painter.drawEllipse(middle, r, r);
    else if (shape == MapShape::Square)
        painter.drawRect(QRectF(middle.x() - 0.88 * r, middle.y() - 0.88 * r, 1.76 * r, 1.76 * r));
    else
        painter.drawPolygon(QPolygonF{{middle.x() - r, middle.y() + 0.72 * r},
                                      {middle.x() + r, middle.y() + 0.72 * r},
                                      {middle.x(), middle.y() - r}});
}

void MapLegendBox::layOut(const MapLegend& legend, const QSizeF& screen, bool unfolded,
                          Qt::LayoutDirection direction)
{
    m_legend = legend;
    m_direction = direction;
    m_rect = m_more = {};
    m_rows.clear();
    const double room = screen.height() - 2 * edge - 2 * pad - titleHeight;
    if ((legend.entries.isEmpty() && legend.scale.isEmpty()) || room < 2 * rowHeight)
        return;
    const double width = widthOf(legend) + 2 * pad;
    if (width > screen.width() / 2)
        return;
    double height = titleHeight + 2 * pad - 4;
    if (!legend.scale.isEmpty()) {
        height += scaleHeight + 4 + QFontMetricsF(textFont(TextSize::Caption)).height();
    } else {
        layOutEntries(room, unfolded);
        height += rowHeight * static_cast<double>(m_rows.size() + (m_more.isNull() ? 0 : 1));
    }
    const double left = direction == Qt::RightToLeft ? screen.width() - edge - width : edge;
    m_rect = QRectF(left, screen.height() - edge - height, width, height);
    const QPointF first = m_rect.topLeft() + QPointF(0, pad + titleHeight - 4);
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows[i] = QRectF(first.x(), first.y() + rowHeight * static_cast<double>(i), width, rowHeight);
    if (!m_more.isNull())
        m_more =
            QRectF(first.x(), first.y() + rowHeight * static_cast<double>(m_rows.size()), width, rowHeight);
}

void MapLegendBox::layOutEntries(double room, bool unfolded)
{
    const auto all = static_cast<int>(m_legend.entries.size());
    const int fits = std::max(1, static_cast<int>(room / rowHeight));
    const int wanted = unfolded ? fits : std::min(fits, foldedRows);
    const bool long_ = all > std::min(fits, foldedRows);
    m_rows.resize(all <= wanted && !long_ ? all : std::min(all, wanted - 1));
    if (long_)
        m_more = QRectF(0, 0, 1, 1);
}

QString MapLegendBox::moreText() const
{
    const qsizetype hidden = m_legend.entries.size() - m_rows.size();
    return hidden > 0 ? tr("+ %1 more").arg(QLocale().toString(hidden)) : tr("Show fewer");
}

QRectF MapLegendBox::entryRect(int entry) const
{
    return m_rows.value(entry);
}

int MapLegendBox::entryAt(const QPointF& place) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].contains(place))
            return static_cast<int>(i);
    return -1;
}

void MapLegendBox::paint(QPainter& painter, int hovered) const
{
    if (m_rect.isNull())
        return;
    const Tokens& t = tokens();
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.plot);
    painter.drawRoundedRect(m_rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setLayoutDirection(m_direction);
    painter.setPen(t.text);
    painter.setFont(textFont(TextSize::Caption, true));
    const QRectF title = m_rect.adjusted(pad, pad - 4, -pad, 0);
    painter.drawText(QRectF(title.topLeft(), QSizeF(title.width(), titleHeight)),
                     Qt::AlignLeading | Qt::AlignVCenter, m_legend.title);
    painter.setFont(textFont(TextSize::Caption));
    if (m_legend.scale.isEmpty())
        paintEntries(painter, hovered);
    else
        paintScale(painter);
}

void MapLegendBox::paintEntries(QPainter& painter, int hovered) const
{
    const Tokens& t = tokens();
    const QFontMetricsF metrics(painter.font());
    const bool mirrored = m_direction == Qt::RightToLeft;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const MapLegendEntry& entry = m_legend.entries[i];
        const QRectF row = m_rows[i].adjusted(pad, 0, -pad, 0);
        if (i == hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.hover);
            painter.drawRoundedRect(m_rows[i].adjusted(4, 0, -4, 0), 4, 4);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.color);
        const double middle = mirrored ? row.right() - swatch / 2 : row.left() + swatch / 2;
        drawMapShape(painter, {middle, row.center().y()}, swatch, mapShape(static_cast<int>(i)));
        painter.setPen(t.text);
        const QRectF name = mirrored ? row.adjusted(0, 0, -nameAt, 0) : row.adjusted(nameAt, 0, 0, 0);
        painter.drawText(name, Qt::AlignLeading | Qt::AlignVCenter,
                         metrics.elidedText(entry.name, Qt::ElideRight, widestName));
        painter.setPen(t.text2);
        const QString count = countText(entry);
        const double baseline = row.center().y() + (metrics.ascent() - metrics.descent()) / 2;
        drawNumber(painter, {mirrored ? row.left() : row.right(), baseline}, count, !mirrored);
    }
    if (m_more.isNull())
        return;
    painter.setPen(t.accent);
    painter.drawText(m_more.adjusted(pad, 0, -pad, 0), Qt::AlignLeading | Qt::AlignVCenter, moreText());
}

void MapLegendBox::paintScale(QPainter& painter) const
{
    const QRectF bar(m_rect.left() + pad, m_rect.top() + pad + titleHeight - 4, m_rect.width() - 2 * pad,
                     scaleHeight);
    const QImage colors(reinterpret_cast<const uchar*>(m_legend.scale.constData()),
                        static_cast<int>(m_legend.scale.size()), 1,
                        static_cast<qsizetype>(m_legend.scale.size() * sizeof(QRgb)), QImage::Format_RGB32);
    painter.drawImage(bar, colors);
    painter.setPen(tokens().line2);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    painter.setPen(tokens().text2);
    // Small values stand at the left in every language: so does the bar.
    painter.setLayoutDirection(Qt::LeftToRight);
    const QRectF figures(bar.left(), bar.bottom() + 4, bar.width(), m_rect.bottom() - bar.bottom() - 4);
    painter.drawText(figures, Qt::AlignLeft, m_legend.low);
    painter.drawText(figures, Qt::AlignHCenter, m_legend.middle);
    painter.drawText(figures, Qt::AlignRight, m_legend.high);
}

} // namespace widgets

#include "widgets/chart_card.h"
#include "widgets/chart_data.h"
#include "widgets/chart_view.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

// Grid, raw bars, marks and cross-hair around the curves.
namespace widgets {

void ChartView::drawBackground(QPainter* painter, const QRectF&)
{
    painter->fillRect(rect(), tokens().plot);
    if (plot().width() < 10 || plot().height() < 10)
        return;
    paintGrid(*painter);
    painter->save();
    painter->setClipRect(plot());
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const bool emphasised : {false, true})
        for (const ChartTrack& track : m_data.tracks)
            if (track.look.visible && track.look.emphasised == emphasised && !m_data.places)
                paintRaw(*painter, track);
    painter->restore();
}

void ChartView::paintGrid(QPainter& painter) const
{
    const Tokens& t = tokens();
    const QRectF area = plot();
    const int wanted = std::max(2, static_cast<int>(area.height() / 48));
    const QList<double> marks = m_data.log ? logTicks(m_range.yFrom, m_range.yTo, wanted)
                                           : niceTicks(m_range.yFrom, m_range.yTo, wanted);
    const double step = marks.size() > 1 ? marks[1] - marks[0] : 1;
    painter.setFont(textFont(TextSize::Caption));
    const qreal ascent = QFontMetricsF(painter.font()).capHeight() / 2;
    for (const double mark : marks) {
        const qreal y = std::round(toPixel(0, mark).y());
        painter.fillRect(QRectF(area.left(), y, area.width(), 1), t.line);
        painter.setPen(t.text2);
        drawNumber(painter, {area.left() - 8, y + ascent}, tickText(mark, m_data.log ? mark : step), true);
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), t.field);
    paintPlaces(painter);
    const QFontMetricsF metrics(painter.font());
    const qreal above = area.top() - 10;
    const qreal unitLeft = std::max(8.0, area.left() - 8 - metrics.horizontalAdvance(m_data.unit));
    painter.drawText(QPointF(unitLeft, above), m_data.unit);
    painter.drawText(
        QPointF(std::max(area.left() + 2, unitLeft + metrics.horizontalAdvance(m_data.unit) + 10), above),
        rangeNote());
}

// The marks of the x axis, and before the first of them what it is.
void ChartView::paintPlaces(QPainter& painter) const
{
    const QRectF area = plot();
    const auto& named = m_data.places;
    const qreal room = named ? numberWidth(painter.font(), named->text(m_range.xFrom)) + 24 : 64;
    const int wanted = std::max(2, static_cast<int>(area.width() / room));
    const QList<double> places = named ? named->marks(m_range.xFrom, m_range.xTo, wanted)
                                       : niceTicks(m_range.xFrom, m_range.xTo, wanted);
    const double xStep = places.size() > 1 ? places[1] - places[0] : m_range.xTo - m_range.xFrom;
    const qreal baseline = area.bottom() + 8 + QFontMetricsF(painter.font()).ascent();
    qreal titleEnd = area.left() - 14;
    for (const double place : places) {
        const qreal x = toPixel(place, m_range.yFrom).x();
        painter.fillRect(QRectF(std::round(x), area.bottom(), 1, 4), tokens().field);
        const QString text = named ? named->text(place) : tickText(place, xStep);
        const qreal left = x - numberWidth(painter.font(), text) / 2;
        drawNumber(painter, {left, baseline}, text);
        titleEnd = std::min(titleEnd, left - 4); // a number with many places reaches far to the left
    }
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(titleEnd - metrics.horizontalAdvance(m_data.xTitle), baseline), m_data.xTitle);
}

void ChartView::paintRaw(QPainter& painter, const ChartTrack& track) const
{
    const QRectF area = plot();
    const ChartWindow window{m_range.xFrom, m_range.xTo, std::max(1, static_cast<int>(area.width())),
                             m_data.log};
    const std::vector<MinMax> columns = columnExtremes(track.raw, window);
    QColor color = track.look.color;
    color.setAlphaF(track.look.emphasised ? 0.34f : 0.13f);
    const auto filled = std::ranges::count(columns, false, &MinMax::empty);
    if (filled * 2 < static_cast<std::ptrdiff_t>(columns.size()))
        return paintSparse(painter, columns, color);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].empty)
            continue;
        const qreal top = toPixel(0, static_cast<double>(columns[i].high)).y();
        const qreal bottom = toPixel(0, static_cast<double>(columns[i].low)).y();
        if (bottom < area.top() || top > area.bottom())
            continue;
        const qreal from = std::max(top, area.top());
        const qreal to = std::min(std::max(bottom, top + 1), area.bottom());
        painter.fillRect(QRectF(area.left() + static_cast<qreal>(i), from, 1, to - from), color);
    }
}

// With room between the points, bars would be specks: join the points instead.
void ChartView::paintSparse(QPainter& painter, const std::vector<MinMax>& columns, const QColor& color) const
{
    QPolygonF line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].empty)
            continue;
        const double middle =
            (static_cast<double>(columns[i].low) + static_cast<double>(columns[i].high)) / 2;
        line << QPointF(plot().left() + static_cast<qreal>(i) + 0.5, toPixel(0, middle).y());
    }
    painter.save();
    painter.setClipRect(plot());
    painter.setPen(QPen(color, 1));
    painter.drawPolyline(line);
    painter.restore();
}

void ChartView::drawForeground(QPainter* painter, const QRectF&)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(plot().adjusted(-6, -1, 6, 6));
    for (const ChartTrack& track : m_data.tracks)
        if (track.look.visible)
            paintRings(*painter, track);
    painter->restore();
    if (m_exporting)
        return;
    if (m_cross)
        paintCrosshair(*painter);
    if (m_dragFrom && (*m_dragFrom - m_dragTo).manhattanLength() > 4) {
        QColor tint = tokens().accent;
        tint.setAlphaF(0.12f);
        painter->setPen(QPen(tokens().accent, 1));
        painter->setBrush(tint);
        painter->drawRect(QRectF(*m_dragFrom, m_dragTo).normalized().intersected(plot()));
    }
    if (hasFocus()) {
        painter->setPen(QPen(tokens().focus, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
    }
}

// A ring at every validation point, fewer when they would touch, and a disc where a run is now.
void ChartView::paintRings(QPainter& painter, const ChartTrack& track) const
{
    painter.setPen(QPen(track.look.color, 1.6));
    painter.setBrush(tokens().plot);
    qreal last = -100;
    for (const CurveBin& bin : track.validation.bins()) {
        const QPointF place = toPixel(bin.x, static_cast<double>(bin.smooth));
        if (place.x() - last < 12 || !plot().adjusted(-4, -4, 4, 4).contains(place))
            continue;
        painter.drawEllipse(place, 3, 3);
        last = place.x();
    }
    if (!track.look.emphasised || track.raw.bins().empty() || m_data.places)
        return;
    const CurveBin& end = track.raw.bins().back();
    const QPointF place = toPixel(end.x, static_cast<double>(end.smooth));
    if (!plot().adjusted(-4, -4, 4, 4).contains(place))
        return;
    painter.setPen(QPen(tokens().plot, 1.5));
    painter.setBrush(track.look.color);
    painter.drawEllipse(place, 5, 5);
}

void ChartView::paintCrosshair(QPainter& painter) const
{
    const double x = xAt(*m_cross);
    const QList<ChartReading> readings = chartReadings(m_data, x);
    const QRectF area = plot();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dotted(tokens().text2, 1.2, Qt::CustomDashLine);
    dotted.setDashPattern({2, 2.5});
    painter.setPen(dotted);
    painter.drawLine(QPointF(*m_cross, area.top()), QPointF(*m_cross, area.bottom()));
    for (const ChartReading& reading : readings) {
        if (!std::isfinite(reading.smooth))
            continue;
        const QPointF point = toPixel(reading.x, reading.smooth);
        const QPointF place(m_data.places ? point.x() : *m_cross, point.y());
        if (!area.contains(place))
            continue;
        painter.setPen(QPen(tokens().plot, 1.5));
        painter.setBrush(reading.track->look.color);
        painter.drawEllipse(place, 4, 4);
    }
    drawChartCard(painter, area, *m_cross, m_data, x, readings);
}

} // namespace widgets

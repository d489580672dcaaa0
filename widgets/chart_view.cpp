#include "widgets/chart_view.h"

#include "widgets/chart_card.h"
#include "widgets/chart_data.h"
#include "widgets/theme.h"

#include <QChart>
#include <QLineSeries>
#include <QLocale>
#include <QValueAxis>

#include <cmath>

namespace widgets {

namespace {

constexpr qreal leftMargin = 60, rightMargin = 18, topMargin = 26, bottomMargin = 30;

bool finite(const ChartRange& r)
{
    return std::isfinite(r.xFrom) && std::isfinite(r.xTo) && std::isfinite(r.yFrom) && std::isfinite(r.yTo) &&
        r.xTo > r.xFrom && r.yTo > r.yFrom;
}

} // namespace

ChartView::ChartView(const ChartData& data, QWidget* parent)
    : QChartView(parent), m_data(data), m_xAxis(new QValueAxis), m_yAxis(new QValueAxis)
{
    QChart* sheet = chart();
    sheet->legend()->hide();
    sheet->setBackgroundVisible(false);
    sheet->setPlotAreaBackgroundVisible(false);
    sheet->setAnimationOptions(QChart::NoAnimation);
    sheet->setMargins({});
    sheet->addAxis(m_xAxis, Qt::AlignBottom);
    sheet->addAxis(m_yAxis, Qt::AlignLeft);
    m_xAxis->setVisible(false);
    m_yAxis->setVisible(false);
    setRenderHint(QPainter::Antialiasing);
    setRubberBand(QChartView::NoRubberBand);
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 120);
    setAccessibleName(tr("Curves"));
}

QRectF ChartView::plot() const
{
    return QRectF(rect()).adjusted(leftMargin, topMargin, -rightMargin, -bottomMargin);
}

void ChartView::layOut()
{
    chart()->setGeometry(QRectF(rect()));
    chart()->setPlotArea(plot());
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
    refresh();
}

double ChartView::scaled(double y) const
{
    return m_data.log ? std::log10(std::max(y, 1e-300)) : y;
}

QPointF ChartView::toPixel(double x, double y) const
{
    const QRectF area = plot();
    const double low = scaled(m_range.yFrom), high = scaled(m_range.yTo);
    return {area.left() + (x - m_range.xFrom) / (m_range.xTo - m_range.xFrom) * area.width(),
            area.bottom() - (scaled(y) - low) / (high - low) * area.height()};
}

double ChartView::xAt(qreal pixel) const
{
    return m_range.xFrom + (pixel - plot().left()) / plot().width() * (m_range.xTo - m_range.xFrom);
}

double ChartView::yAt(qreal pixel) const
{
    const double low = scaled(m_range.yFrom), high = scaled(m_range.yTo);
    const double y = low + (plot().bottom() - pixel) / plot().height() * (high - low);
    return m_data.log ? std::pow(10.0, y) : y;
}

void ChartView::refresh()
{
    if (m_zoom) {
        m_range = *m_zoom;
    } else {
        QList<RangedCurve> curves;
        for (const ChartTrack& track : m_data.tracks)
            if (track.look.visible)
                curves.append(RangedCurve{&track.raw, &track.validation, track.look.emphasised});
        m_range = fittingRange(curves, m_data.log);
    }
    if (m_data.log && m_range.yFrom <= 0)
        m_range.yFrom = m_range.yTo > 0 ? m_range.yTo * 1e-3 : 1e-3;
    if (!finite(m_range))
        m_range = {};
    m_xAxis->setRange(m_range.xFrom, m_range.xTo);
    m_yAxis->setRange(scaled(m_range.yFrom), scaled(m_range.yTo));
    updateLines();
    viewport()->update();
}

ChartView::Lines ChartView::linesOf(const ChartTrack& track)
{
    Lines& lines = m_lines[track.look.id];
    for (QLineSeries** line : {&lines.validation, &lines.smooth}) {
        if (*line)
            continue;
        *line = new QLineSeries;
        chart()->addSeries(*line);
        (*line)->attachAxis(m_xAxis);
        (*line)->attachAxis(m_yAxis);
    }
    return lines;
}

void ChartView::updateLines()
{
    QSet<QString> gone(m_lines.keyBegin(), m_lines.keyEnd());
    // A line of two pixels needs a place every two pixels.
    const int columns = std::max(1, static_cast<int>(plot().width() / 2));
    const ChartWindow window{m_range.xFrom, m_range.xTo, columns, m_data.log};
    const auto fill = [this](QLineSeries* line, QList<QPointF> points) {
        for (QPointF& point : points)
            point.setY(scaled(point.y()));
        line->replace(points);
    };
    for (const ChartTrack& track : m_data.tracks) {
        gone.remove(track.look.id);
        const Lines lines = linesOf(track);
        QPen pen(track.look.color, track.look.emphasised ? 2.2 : 1.8);
        pen.setJoinStyle(Qt::BevelJoin); // round ones cost most of the painting and cannot be seen
        pen.setCapStyle(Qt::FlatCap);
        lines.smooth->setPen(pen);
        pen.setStyle(Qt::CustomDashLine);
        pen.setDashPattern({3, 2.5});
        pen.setWidthF(1.6);
        lines.validation->setPen(pen);
        lines.smooth->setVisible(track.look.visible);
        lines.validation->setVisible(track.look.visible);
        fill(lines.smooth, track.look.visible ? smoothedCurve(track.raw, window) : QList<QPointF>());
        fill(lines.validation,
             track.look.visible ? smoothedCurve(track.validation, window) : QList<QPointF>());
    }
    for (const QString& id : std::as_const(gone)) {
        const Lines lines = m_lines.take(id);
        for (QLineSeries* line : {lines.smooth, lines.validation}) {
            chart()->removeSeries(line);
            delete line;
        }
    }
}

QString ChartView::rangeNote() const
{
    const ChartTrack* track = m_data.leading();
    if (m_zoom || !track || (!m_range.cutAbove && !m_range.cutBelow))
        return {};
    const double limit = m_range.cutAbove ? m_range.yTo : m_range.yFrom;
    const qint64 count = leadingPoints(track->raw, limit, m_range.cutAbove);
    if (count <= 0)
        return {};
    const QString value = tickText(limit, niceStep(m_range.yTo - m_range.yFrom, 10));
    if (count == 1)
        return m_range.cutAbove ? tr("the first batch lies above %1").arg(value)
                                : tr("the first batch lies below %1").arg(value);
    const QString number = QLocale().toString(count);
    return m_range.cutAbove ? tr("the first %1 batches lie above %2").arg(number, value)
                            : tr("the first %1 batches lie below %2").arg(number, value);
}

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
            if (track.look.visible && track.look.emphasised == emphasised)
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
    const double span = m_range.xTo - m_range.xFrom;
    const QList<double> places =
        niceTicks(m_range.xFrom, m_range.xTo, std::max(2, static_cast<int>(area.width() / 64)));
    const double xStep = places.size() > 1 ? places[1] - places[0] : span;
    const qreal baseline = area.bottom() + 8 + QFontMetricsF(painter.font()).ascent();
    for (const double place : places) {
        const qreal x = toPixel(place, m_range.yFrom).x();
        painter.fillRect(QRectF(std::round(x), area.bottom(), 1, 4), t.field);
        const QString text = tickText(place, xStep);
        drawNumber(painter, {x - numberWidth(painter.font(), text) / 2, baseline}, text);
    }
    painter.setPen(t.text2);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(area.left() - 14 - metrics.horizontalAdvance(m_data.xTitle), baseline),
                     m_data.xTitle);
    const qreal above = area.top() - 10;
    painter.drawText(QPointF(area.left() - 8 - metrics.horizontalAdvance(m_data.unit), above), m_data.unit);
    painter.drawText(QPointF(area.left() + 2, above), rangeNote());
}

void ChartView::paintRaw(QPainter& painter, const ChartTrack& track) const
{
    const QRectF area = plot();
    const ChartWindow window{m_range.xFrom, m_range.xTo, std::max(1, static_cast<int>(area.width())),
                             m_data.log};
    const std::vector<MinMax> columns = columnExtremes(track.raw, window);
    QColor color = track.look.color;
    color.setAlphaF(track.look.emphasised ? 0.34f : 0.13f);
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
    if (!track.look.emphasised || track.raw.bins().empty())
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
        const QPointF place(*m_cross, toPixel(x, reading.smooth).y());
        if (!area.contains(place))
            continue;
        painter.setPen(QPen(tokens().plot, 1.5));
        painter.setBrush(reading.track->look.color);
        painter.drawEllipse(place, 4, 4);
    }
    drawChartCard(painter, area, *m_cross, m_data, x, readings);
}

void ChartView::renderTo(QPainter& painter, const QRectF& area)
{
    m_exporting = true;
    render(&painter, area, rect(), Qt::IgnoreAspectRatio);
    m_exporting = false;
}

} // namespace widgets

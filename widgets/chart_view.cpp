#include "widgets/chart_view.h"

#include "widgets/chart_data.h"

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
        m_range = fittingRange(curves, m_data.log, m_data.places.has_value());
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

void ChartView::renderTo(QPainter& painter, const QRectF& area)
{
    m_exporting = true;
    render(&painter, area, rect(), Qt::IgnoreAspectRatio);
    m_exporting = false;
}

} // namespace widgets

#include "widgets/live_chart.h"

#include "widgets/chart_data.h"
#include "widgets/chart_export.h"
#include "widgets/chart_header.h"
#include "widgets/chart_view.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int updateInterval = 33; // 30 Hz

} // namespace

struct LiveChart::Private {
    ChartData data;
    double smoothing = 0.97;
    ChartHeader* header = nullptr;
    ChartView* view = nullptr;
    EmptyState* empty = nullptr;
    QWidget* full = nullptr;
    QStackedLayout* stack = nullptr;
    QTimer pending;

    ChartTrack* track(const QString& id)
    {
        for (ChartTrack& track : data.tracks)
            if (track.look.id == id)
                return &track;
        return nullptr;
    }
    // Many changes, one picture.
    void changed()
    {
        if (!pending.isActive())
            pending.start();
    }
    void showNow()
    {
        pending.stop();
        const bool something = data.anythingShown();
        stack->setCurrentWidget(something ? full : empty);
        if (!something)
            return;
        header->refresh();
        view->refresh();
    }
};

LiveChart::LiveChart(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>())
{
    d->data.xTitle = tr("epoch");
    d->header = new ChartHeader(d->data);
    d->view = new ChartView(d->data);
    d->empty = new EmptyState;
    d->full = new QWidget;
    auto* column = new QVBoxLayout(d->full);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(d->header);
    column->addWidget(d->view, 1);
    d->stack = new QStackedLayout(this);
    d->stack->setContentsMargins(0, 0, 0, 0);
    d->stack->addWidget(d->empty);
    d->stack->addWidget(d->full);
    d->empty->setContent(QStringLiteral("chart"), tr("The curves appear when you train: F5."), tr("Train"));
    d->pending.setSingleShot(true);
    d->pending.setInterval(updateInterval);
    connect(&d->pending, &QTimer::timeout, this, [this] { d->showNow(); });
    connect(d->empty, &EmptyState::buttonPressed, this, &LiveChart::emptyButtonPressed);
    connect(d->view, &ChartView::zoomChanged, this, &LiveChart::zoomChanged);
    connect(d->header, &ChartHeader::smoothingChosen, this, [this](double weight) {
        setSmoothing(weight);
        emit smoothingChanged(weight);
    });
    connect(d->header, &ChartHeader::logChosen, this, [this](bool log) {
        setLogAxis(log);
        emit logAxisChanged(log);
    });
}

LiveChart::~LiveChart() = default;

void LiveChart::setSeries(const QList<ChartSeries>& series)
{
    std::vector<ChartTrack> tracks;
    for (const ChartSeries& look : series) {
        if (ChartTrack* known = d->track(look.id)) {
            known->look = look;
            tracks.push_back(std::move(*known));
            known->look.id.clear();
        } else {
            tracks.push_back({look, CurveStore(d->smoothing), CurveStore()});
        }
    }
    d->data.tracks = std::move(tracks);
    d->changed();
}

void LiveChart::append(const QString& series, ChartPoints kind, const QList<QPointF>& points)
{
    ChartTrack* track = d->track(series);
    if (!track)
        return;
    CurveStore& curve = kind == ChartPoints::Raw ? track->raw : track->validation;
    for (const QPointF& point : points)
        curve.append(point.x(), point.y());
    d->changed();
}

void LiveChart::clearPoints(const QString& series)
{
    if (ChartTrack* track = d->track(series)) {
        track->raw.clear();
        track->validation.clear();
        d->changed();
    }
}

void LiveChart::clear()
{
    for (ChartTrack& track : d->data.tracks) {
        track.raw.clear();
        track.validation.clear();
    }
    d->view->resetZoom();
    d->changed();
}

qint64 LiveChart::pointCount(const QString& series, ChartPoints kind) const
{
    const ChartTrack* track = d->track(series);
    if (!track)
        return 0;
    return kind == ChartPoints::Raw ? track->raw.pointCount() : track->validation.pointCount();
}

void LiveChart::setTitle(const QString& title)
{
    d->data.title = title;
    setAccessibleName(title);
    d->changed();
}

void LiveChart::setUnit(const QString& unit)
{
    d->data.unit = unit;
    d->changed();
}

void LiveChart::setXTitle(const QString& title)
{
    d->data.xTitle = title;
    d->changed();
}

void LiveChart::setBatchesPerEpoch(int batches)
{
    d->data.batchesPerEpoch = batches;
}

void LiveChart::setPlaces(std::function<QString(double)> text,
                          std::function<QList<double>(double from, double to, int wanted)> marks)
{
    d->data.places = ChartPlaces{std::move(text), std::move(marks)};
    d->header->hideControls();
    setSmoothing(0);
    setLogAxis(false);
}

void LiveChart::setSmoothing(double weight)
{
    weight = qBound(0.0, weight, 0.999);
    d->smoothing = weight;
    for (ChartTrack& track : d->data.tracks)
        track.raw.setWeight(weight);
    d->header->setSmoothing(weight);
    d->changed();
}

double LiveChart::smoothing() const
{
    return d->smoothing;
}

void LiveChart::setLogAxis(bool log)
{
    d->data.log = log;
    d->header->setLog(log);
    d->view->resetZoom();
    d->changed();
}

bool LiveChart::logAxis() const
{
    return d->data.log;
}

void LiveChart::setEmptyState(const QString& icon, const QString& sentence, const QString& button)
{
    d->empty->setContent(icon, sentence, button);
}

bool LiveChart::isZoomed() const
{
    return d->view->isZoomed();
}

void LiveChart::resetZoom()
{
    d->view->resetZoom();
}

void LiveChart::setRange(double xFrom, double xTo, double yFrom, double yTo)
{
    d->view->zoomTo({xFrom, xTo, yFrom, yTo});
}

QRectF LiveChart::range() const
{
    d->showNow();
    const ChartRange& range = d->view->range();
    return {range.xFrom, range.yFrom, range.xTo - range.xFrom, range.yTo - range.yFrom};
}

QString LiveChart::rangeNote() const
{
    d->showNow();
    return d->view->rangeNote();
}

bool LiveChart::exportPng(const QString& path, QString* error, qreal scale) const
{
    d->showNow();
    return exportChartPng(path, d->data, *d->view, scale, error);
}

bool LiveChart::exportSvg(const QString& path, QString* error) const
{
    d->showNow();
    return exportChartSvg(path, d->data, *d->view, error);
}

bool LiveChart::exportCsv(const QString& path, QString* error) const
{
    return exportChartCsv(path, d->data, error);
}

QSize LiveChart::sizeHint() const
{
    return {720, 400};
}

QSize LiveChart::minimumSizeHint() const
{
    return {260, 180};
}

void LiveChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        d->changed();
    QWidget::changeEvent(event);
}

} // namespace widgets

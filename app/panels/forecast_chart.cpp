#include "app/panels/forecast_chart.h"

#include "app/text.h"
#include "engine/datasets/time_label.h"

#include "widgets/theme.h"

#include <cmath>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;

const QString seriesTrack = QStringLiteral("series");
const QString horizonTrack = QStringLiteral("forecast");
QString trackOf(Part part)
{
    return QString::fromLatin1(engine::partName(part));
}
constexpr Part parts[] = {Part::Train, Part::Validation, Part::Test};

} // namespace

QString variableTitle(const engine::SeriesVariable& variable)
{
    return translateEngine(variable.name);
}

ForecastChart::ForecastChart(QWidget* parent) : LiveChart(parent)
{
    const auto marks = [this](double from, double to, int wanted) {
        QList<double> places;
        const auto low = static_cast<std::int64_t>(std::ceil(std::max(0.0, from)));
        if (m_series)
            for (const std::int64_t row :
                 engine::timeMarks(m_series->times, low, static_cast<std::int64_t>(std::floor(to)), wanted))
                places << static_cast<double>(row);
        return places;
    };
    setPlaces([this](double x) { return timeOf(std::llround(x)); }, marks);
    setXTitle({});
}

QString ForecastChart::timeOf(std::int64_t row) const
{
    if (!m_series || row < 0)
        return {};
    return text(row < m_series->rows() ? m_series->times[static_cast<std::size_t>(row)]
                                       : engine::timeAfter(m_series->times, row - m_series->rows() + 1));
}

void ForecastChart::setSeries(const std::shared_ptr<const engine::Series>& series)
{
    if (series == m_series)
        return;
    m_series = series;
    m_forecast.reset();
    m_target = 0;
    m_ahead = 1;
    clear();
    nameTracks();
    drawSeries();
}

void ForecastChart::setForecast(const std::shared_ptr<const engine::Forecast>& forecast)
{
    m_forecast = forecast;
    drawForecast();
}

void ForecastChart::choose(std::size_t target, std::size_t ahead)
{
    const bool other = target != m_target;
    m_target = target;
    m_ahead = ahead;
    if (other) {
        clear();
        nameTracks();
        drawSeries();
    }
    drawForecast();
}

void ForecastChart::retranslate()
{
    nameTracks();
}

int ForecastChart::variable() const
{
    const auto& targets = m_series->plan.window.targets;
    return targets[std::min(m_target, targets.size() - 1)];
}

void ForecastChart::nameTracks()
{
    const auto& colors = widgets::tokens().data;
    QList<widgets::ChartSeries> tracks{
        {seriesTrack, tr("Series"), colors[0]},
        {trackOf(Part::Train), tr("Predicted, training part"), colors[1]},
        {trackOf(Part::Validation), tr("Predicted, validation part"), colors[5]},
        {trackOf(Part::Test), tr("Predicted, test part"), colors[2]},
        {horizonTrack, tr("Beyond the end"), colors[6]}};
    tracks.removeIf([this](const widgets::ChartSeries& track) { // nothing to explain in the legend
        return track.id == trackOf(Part::Validation) && m_series && m_series->plan.validation.size() == 0;
    });
    LiveChart::setSeries(tracks);
    if (!m_series)
        return;
    const engine::SeriesVariable& shown = m_series->variables[static_cast<std::size_t>(variable())];
    setTitle(variableTitle(shown));
    setUnit(translateEngine(shown.unit));
}

void ForecastChart::drawSeries()
{
    if (!m_series)
        return;
    std::vector<engine::Forecast::Point> points;
    for (std::int64_t row = 0; row < m_series->rows(); ++row)
        points.push_back({row, m_series->value(row, variable())});
    put(seriesTrack, points);
}

void ForecastChart::drawForecast()
{
    for (const Part part : parts)
        clearPoints(trackOf(part));
    clearPoints(horizonTrack);
    if (!m_series || !m_forecast || m_target >= m_forecast->targets.size())
        return;
    const engine::Forecast::Target& target = m_forecast->targets[m_target];
    const engine::Forecast::Ahead& ahead = target.ahead[std::min(m_ahead, target.ahead.size()) - 1];
    for (const Part part : parts)
        put(trackOf(part), ahead.part(part).points);
    if (target.horizon.empty())
        return;
    const std::int64_t last = m_series->rows() - 1;
    QList<QPointF> beyond{{static_cast<double>(last), m_series->value(last, variable())}};
    for (std::size_t i = 0; i < target.horizon.size(); ++i)
        beyond << QPointF(static_cast<double>(last + 1 + static_cast<std::int64_t>(i)), target.horizon[i]);
    append(horizonTrack, widgets::ChartPoints::Validation, beyond);
}

void ForecastChart::put(const QString& track, const std::vector<engine::Forecast::Point>& points)
{
    QList<QPointF> list;
    for (const engine::Forecast::Point& point : points)
        list << QPointF(static_cast<double>(point.row), point.value);
    if (!list.isEmpty())
        append(track, widgets::ChartPoints::Raw, list);
}

} // namespace app::panels

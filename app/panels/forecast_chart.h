#pragma once

#include "engine/training/forecast.h"

#include "widgets/live_chart.h"

namespace app::panels {

// A series and what a network says of it, in one chart: the series, the predictions of each part, and what
// comes beyond the end, dashed.
class ForecastChart : public widgets::LiveChart {
    Q_OBJECT
public:
    explicit ForecastChart(QWidget* parent = nullptr);

    // The data alone; nothing where there are none.
    void setSeries(const std::shared_ptr<const engine::Series>& series);
    void setForecast(const std::shared_ptr<const engine::Forecast>& forecast);
    // Which of the targets, and how many steps ahead (from 1).
    void choose(std::size_t target, std::size_t ahead);
    void retranslate();

    QString timeOf(std::int64_t row) const; // "1961-03", also beyond the end

private:
    void nameTracks();
    void drawSeries();
    void drawForecast();
    void put(const QString& track, const std::vector<engine::Forecast::Point>& points);
    int variable() const;

    std::shared_ptr<const engine::Series> m_series;
    std::shared_ptr<const engine::Forecast> m_forecast;
    std::size_t m_target = 0, m_ahead = 1;
};

// "Passengers", "Temperature": names of bundled variables are translated.
QString variableTitle(const engine::SeriesVariable& variable);

} // namespace app::panels

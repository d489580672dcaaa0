#pragma once

#include <QWidget>

class QLabel;
class QPainter;
class QSlider;
class QToolButton;

namespace widgets {

struct ChartData;

// Title and legend as one painted line; also used in exported pictures.
void drawChartLegend(QPainter& painter, const QRectF& area, const ChartData& data);

class ChartLegend : public QWidget {
    Q_OBJECT
public:
    explicit ChartLegend(const ChartData& data, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {200, 28}; }
    QSize minimumSizeHint() const override { return {60, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ChartData& m_data;
};

// The line above the plot: legend, log axis, smoothing.
class ChartHeader : public QWidget {
    Q_OBJECT
public:
    explicit ChartHeader(const ChartData& data, QWidget* parent = nullptr);

    void refresh();
    void hideControls(); // the legend stays
    void setSmoothing(double weight); // says nothing
    void setLog(bool log); // says nothing

signals:
    void smoothingChosen(double weight);
    void logChosen(bool log);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ChartLegend* m_legend;
    QToolButton* m_log;
    QLabel* m_label;
    QSlider* m_slider;
    QLabel* m_value;
    bool m_controls = true;
};

} // namespace widgets

#pragma once

#include "widgets/chart_range.h"

#include <QChartView>
#include <QHash>

#include <optional>

class QLineSeries;
class QValueAxis;

namespace widgets {

struct ChartData;
struct ChartTrack;

// The plot itself. Qt Charts draws the curves; grid, raw bars, marks and cross-hair are painted around them.
// A logarithmic axis is a linear one over log10 of the values.
class ChartView : public QChartView {
    Q_OBJECT
public:
    explicit ChartView(const ChartData& data, QWidget* parent = nullptr);

    void refresh(); // the data changed
    bool isZoomed() const { return m_zoom.has_value(); }
    void resetZoom();
    void zoomTo(const ChartRange& range);
    const ChartRange& range() const { return m_range; }
    QString rangeNote() const;
    void renderTo(QPainter& painter, const QRectF& area); // without the cross-hair

signals:
    void zoomChanged(bool zoomed);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Lines {
        QLineSeries* smooth = nullptr;
        QLineSeries* validation = nullptr;
    };

    void layOut();
    void updateLines();
    Lines linesOf(const ChartTrack& track);
    QRectF plot() const;
    double scaled(double y) const; // to the axis: log10 on a logarithmic one
    QPointF toPixel(double x, double y) const;
    double xAt(qreal pixel) const;
    double yAt(qreal pixel) const;
    void scaleRange(const QPointF& about, double xFactor, double yFactor);
    void pan(const QPointF& pixels);

    void paintGrid(QPainter& painter) const;
    void paintPlaces(QPainter& painter) const;
    void paintRaw(QPainter& painter, const ChartTrack& track) const;
    void paintSparse(QPainter& painter, const std::vector<MinMax>& columns, const QColor& color) const;
    void paintRings(QPainter& painter, const ChartTrack& track) const;
    void paintCrosshair(QPainter& painter) const;

    const ChartData& m_data;
    QHash<QString, Lines> m_lines;
    QValueAxis* m_xAxis;
    QValueAxis* m_yAxis;
    ChartRange m_range;
    std::optional<ChartRange> m_zoom;
    std::optional<qreal> m_cross; // the pixel column of the cross-hair
    std::optional<QPointF> m_dragFrom, m_panFrom;
    QPointF m_dragTo;
    bool m_exporting = false;
};

} // namespace widgets

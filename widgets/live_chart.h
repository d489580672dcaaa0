#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QWidget>

#include <functional>
#include <memory>

namespace widgets {

// One run in the chart: its raw points (per batch), their smoothed curve, its validation points (per epoch).
struct ChartSeries {
    QString id, name;
    QColor color;
    bool visible = true;
    bool emphasised = true; // the selected or running one; others are paler
    bool operator==(const ChartSeries&) const = default;
};

enum class ChartPoints { Raw, Validation };

// Curves that grow while a run trains. Redrawing costs the same however long the run is.
class LiveChart : public QWidget {
    Q_OBJECT
public:
    explicit LiveChart(QWidget* parent = nullptr);
    ~LiveChart() override;

    // Points of series that are gone are forgotten; points of the others stay.
    void setSeries(const QList<ChartSeries>& series);
    // x is the epoch as a fraction and grows; NaN and infinite values are left out of the curve.
    void append(const QString& series, ChartPoints kind, const QList<QPointF>& points);
    void clearPoints(const QString& series);
    void clear(); // every point of every series
    qint64 pointCount(const QString& series, ChartPoints kind) const;

    void setTitle(const QString& title); // "Loss"
    void setUnit(const QString& unit); // "nats", above the axis
    void setXTitle(const QString& title); // "epoch"
    void setBatchesPerEpoch(int batches); // lets the cross-hair say "Epoch 6, batch 550"
    // x is a row of a series, not an epoch: what it is called, and the rows that are marked. Values are shown
    // as they are, without smoothing and logarithms; validation points are dashed.
    void setPlaces(std::function<QString(double)> text,
                   std::function<QList<double>(double from, double to, int wanted)> marks);
    void setSmoothing(double weight); // 0 to 0.999
    double smoothing() const;
    void setLogAxis(bool log);
    bool logAxis() const;
    void setEmptyState(const QString& icon, const QString& sentence, const QString& button);

    bool isZoomed() const;
    void resetZoom();
    void setRange(double xFrom, double xTo, double yFrom, double yTo);
    QRectF range() const; // what is shown: x, y, width, height in values
    QString rangeNote() const; // "the first 442 batches lie above 150", or empty

    // What went wrong as a sentence; empty when the file was written.
    bool exportPng(const QString& path, QString* error, qreal scale = 2) const;
    bool exportSvg(const QString& path, QString* error) const;
    bool exportCsv(const QString& path, QString* error) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void emptyButtonPressed();
    void zoomChanged(bool zoomed);
    void smoothingChanged(double weight); // by the slider in the legend
    void logAxisChanged(bool log); // by the button in the legend

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets

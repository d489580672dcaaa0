#pragma once

#include <QList>
#include <QPointF>

#include <vector>

namespace widgets {

// The debiased exponential average: m = w m + (1 - w) y, shown as m / (1 - w^n).
class RunningAverage {
public:
    explicit RunningAverage(double weight = 0) : m_weight(weight) {}
    double weight() const { return m_weight; }
    double next(double value, double count = 1); // count equal values at once

private:
    double m_weight, m_sum = 0, m_norm = 0;
};

// Neighbouring points of a curve: one of them, or several when the curve has grown long.
struct CurveBin {
    double x = 0; // of its last point
    float low = 0, high = 0, mean = 0;
    float smooth = 0; // the running average at its end
    quint32 count = 0;
};

// A curve of any length in bounded memory. When the bins are used up, neighbours are merged and each bin
// holds twice as many points: extremes are never lost, and drawing never takes longer.
class CurveStore {
public:
    explicit CurveStore(double weight = 0, int mostBins = 1 << 17);

    // NaN and infinite values are left out. An x before the end replaces the curve from there on: that is
    // how a run goes on from a checkpoint.
    void append(double x, double y);
    void clear();
    void setWeight(double weight);

    const std::vector<CurveBin>& bins() const { return m_bins; }
    qint64 pointCount() const { return m_points; }
    std::size_t firstAtOrAfter(double x) const; // bins().size() if none

private:
    void merge();
    void resmooth();

    std::vector<CurveBin> m_bins;
    RunningAverage m_average;
    std::size_t m_mostBins;
    quint32 m_perBin = 1;
    qint64 m_points = 0;
};

struct ChartWindow {
    double from = 0, to = 1; // the range of x that is shown
    int columns = 1; // how many pixels it spans
    bool log = false; // values at or below zero cannot be shown
};

// The lowest and highest value within one pixel column.
struct MinMax {
    float low = 0, high = 0;
    bool empty = true;
    void add(float lowest, float highest);
};

// One extremes bar per pixel column.
std::vector<MinMax> columnExtremes(const CurveStore& curve, const ChartWindow& window);

// The smoothed curve: at most two points a column, in the order in which it visits them, and one point
// beyond each edge so that it leaves the picture.
QList<QPointF> smoothedCurve(const CurveStore& curve, const ChartWindow& window);

} // namespace widgets

#pragma once

#include <QList>
#include <QPointF>

#include <vector>

namespace widgets {

// The lowest and highest value within one pixel column.
struct MinMax {
    float low = 0, high = 0;
    qint64 count = 0; // finite values in the column; 0: nothing to draw
    void add(float value);
    void add(const MinMax& other);
};

// Values that only grow in number, kept with a pyramid of extremes over them: level k holds the extremes of
// blocks of 16^(k+1) values. Any range is answered from a few blocks, so drawing does not depend on length.
class ExtremesPyramid {
public:
    void append(double x, float y);
    void clear();

    qint64 size() const { return static_cast<qint64>(m_x.size()); }
    double x(qint64 index) const { return m_x[static_cast<std::size_t>(index)]; }
    float y(qint64 index) const { return m_y[static_cast<std::size_t>(index)]; }

    qint64 firstAtOrAfter(double x) const; // size() if none
    MinMax extremes(qint64 from, qint64 to) const; // of [from, to), finite values only
    MinMax positiveExtremes(qint64 from, qint64 to) const; // of the values above zero: for a log axis

private:
    MinMax over(const std::vector<std::vector<MinMax>>& levels, qint64 from, qint64 to, bool positive) const;

    std::vector<double> m_x;
    std::vector<float> m_y;
    std::vector<std::vector<MinMax>> m_levels; // all finite values
    std::vector<std::vector<MinMax>> m_positiveLevels; // values above zero
};

struct ChartWindow {
    double from = 0, to = 1; // the range of x that is shown
    int columns = 1; // how many pixels it spans
    bool log = false; // values at or below zero cannot be shown
};

// One extremes bar per pixel column.
std::vector<MinMax> columnExtremes(const ExtremesPyramid& values, const ChartWindow& window);

// At most two points a column, in the order in which the curve visits them; one point beyond each edge so
// that the curve leaves the picture. Every extreme within the window is kept.
QList<QPointF> decimatedCurve(const ExtremesPyramid& values, const ChartWindow& window);

// The debiased exponential average: m = w m + (1 - w) y, shown as m / (1 - w^n). NaN leaves it as it is.
class RunningAverage {
public:
    explicit RunningAverage(double weight = 0) : m_weight(weight) {}
    double weight() const { return m_weight; }
    double next(double value);

private:
    double m_weight, m_sum = 0, m_norm = 0;
};

// The upper end of the default range: where the steep beginning of the curve is left out, and how many of
// the values lie above. Zero left out when the whole curve fits.
struct SteepStart {
    double top = 0;
    qint64 above = 0;
};
SteepStart steepStart(const ExtremesPyramid& smooth);

// Round marks that cover the range: 1, 2 or 5 times a power of ten apart, about `wanted` of them.
QList<double> niceTicks(double low, double high, int wanted);

} // namespace widgets

#pragma once

#include "widgets/chart_decimation.h"

#include <QRectF>
#include <QString>

namespace widgets {

// What takes part in choosing the range of a chart.
struct RangedCurve {
    const CurveStore* raw = nullptr;
    const CurveStore* validation = nullptr;
    bool followed = false; // its newest point is always in view
};

struct ChartRange {
    double xFrom = 0, xTo = 1, yFrom = 0, yTo = 1;
    bool cutAbove = false, cutBelow = false; // the steep beginning is left out
    bool operator==(const ChartRange&) const = default;
};

// Fits the curves as they are after their first steep part; with few points, or where it is wished, it fits
// everything.
ChartRange fittingRange(const QList<RangedCurve>& curves, bool log, bool everything = false);

// How many points at the beginning of the smoothed curve lie above (or below) the limit.
qint64 leadingPoints(const CurveStore& curve, double limit, bool above);

// Round marks within the range: 1, 2 or 5 times a power of ten apart, about `wanted` of them.
QList<double> niceTicks(double low, double high, int wanted);
double niceStep(double span, int wanted);
// Marks of a logarithmic axis: powers of ten, with 2 and 5 when there are few, else as niceTicks.
QList<double> logTicks(double low, double high, int wanted);

QString tickText(double value, double step);
QString valueText(double value); // five figures: "108.27", "0.041500", "1.25e-06"

} // namespace widgets

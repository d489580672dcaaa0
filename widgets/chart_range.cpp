#include "widgets/chart_range.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr double leadingShare = 0.12; // of the run: where a steep beginning may be
constexpr double steepness = 1.8; // how much more than the rest it must span to be left out
constexpr std::size_t fewestBins = 40;

struct Span {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void add(double value, bool log)
    {
        if (!std::isfinite(value) || (log && value <= 0))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool empty() const { return low > high; }
};

Span spanOf(const RangedCurve& curve, double fromX, bool log)
{
    Span span;
    const std::vector<CurveBin>& bins = curve.raw->bins();
    const bool few = bins.size() < fewestBins;
    for (std::size_t i = curve.raw->firstAtOrAfter(fromX); i < bins.size(); ++i) {
        span.add(few ? bins[i].low : bins[i].smooth, log);
        span.add(few ? bins[i].high : bins[i].smooth, log);
    }
    for (const CurveBin& bin : curve.validation->bins())
        if (bin.x >= fromX)
            span.add(bin.smooth, log);
    return span;
}

void unite(Span& into, const Span& other)
{
    into.low = std::min(into.low, other.low);
    into.high = std::max(into.high, other.high);
}

// Outwards to half a tick, so that the axis moves in steps and does not tremble.
void roundOut(ChartRange& range, bool log)
{
    if (log) {
        const double low = std::log10(range.yFrom), high = std::log10(range.yTo);
        const double step = std::max(0.05, niceStep(std::max(high - low, 0.05), 8));
        range.yFrom = std::pow(10.0, std::floor(low / step - 0.1) * step);
        range.yTo = std::pow(10.0, std::ceil(high / step + 0.1) * step);
        return;
    }
    const double span = range.yTo - range.yFrom;
    const double margin = span > 0 ? 0.04 * span : std::max(std::abs(range.yTo) * 0.1, 1e-3);
    const double step = niceStep(span + 2 * margin, 10);
    const bool positive = range.yFrom >= 0;
    range.yFrom = std::floor((range.yFrom - margin) / step) * step;
    range.yTo = std::ceil((range.yTo + margin) / step) * step;
    if (positive && range.yFrom < 0)
        range.yFrom = 0; // a loss that cannot be negative gets no negative axis
}

} // namespace

ChartRange fittingRange(const QList<RangedCurve>& curves, bool log, bool everything)
{
    ChartRange range;
    Span whole, later;
    double last = 0;
    bool many = false;
    for (const RangedCurve& curve : curves) {
        for (const CurveStore* store : {curve.raw, curve.validation})
            if (!store->bins().empty())
                last = std::max(last, store->bins().back().x);
        many = many || curve.raw->bins().size() >= fewestBins;
    }
    for (const RangedCurve& curve : curves) {
        unite(whole, spanOf(curve, -std::numeric_limits<double>::infinity(), log));
        unite(later, spanOf(curve, last * leadingShare, log));
        if (curve.followed && !curve.raw->bins().empty())
            later.add(static_cast<double>(curve.raw->bins().back().smooth), log);
    }
    range.xTo = last > 0 ? last : 1;
    if (whole.empty())
        return log ? ChartRange{0, range.xTo, 0.1, 1} : range;
    range.yFrom = whole.low;
    range.yTo = whole.high;
    const double calm = later.empty() ? 0 : later.high - later.low;
    if (many && !everything && !log && calm > 0) {
        range.cutAbove = whole.high - later.high > steepness * calm;
        range.cutBelow = later.low - whole.low > steepness * calm;
        if (range.cutAbove)
            range.yTo = later.high + 0.25 * calm;
        if (range.cutBelow)
            range.yFrom = later.low - 0.25 * calm;
    }
    roundOut(range, log);
    return range;
}

qint64 leadingPoints(const CurveStore& curve, double limit, bool above)
{
    qint64 count = 0;
    for (const CurveBin& bin : curve.bins()) {
        const double value = static_cast<double>(bin.smooth);
        if (above ? value <= limit : value >= limit)
            return count;
        count += bin.count;
    }
    return count;
}

double niceStep(double span, int wanted)
{
    if (!(span > 0) || !std::isfinite(span))
        return 1;
    const double rough = span / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999)
            return factor * power;
    return 10 * power;
}

QList<double> niceTicks(double low, double high, int wanted)
{
    QList<double> ticks;
    if (!(high > low))
        return ticks;
    const double step = niceStep(high - low, wanted);
    for (double i = std::ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; ++i)
        ticks.append(i == 0 ? 0 : i * step);
    return ticks;
}

QList<double> logTicks(double low, double high, int wanted)
{
    QList<double> ticks;
    if (!(low > 0) || !(high > low))
        return ticks;
    const double decades = std::log10(high / low);
    if (decades < 0.35)
        return niceTicks(low, high, wanted);
    const QList<double> factors = decades < 1.2 ? QList<double>{1, 1.5, 2, 3, 5, 7}
        : decades < 3                           ? QList<double>{1, 2, 5}
                                                : QList<double>{1};
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
    for (int power = static_cast<int>(std::floor(std::log10(low))); std::pow(10.0, power) <= high; ++power)
        for (const double factor : factors) {
            const double value = factor * std::pow(10.0, power);
            if (power % every == 0 && value >= low && value <= high)
                ticks.append(value);
        }
    return ticks;
}

QString tickText(double value, double step)
{
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e7))
        return QString::number(value, 'g', 3);
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
    return QLocale().toString(value, 'f', decimals);
}

QString valueText(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e8))
        return QString::number(value, 'e', 2);
    const int whole = size < 1 ? 1 : static_cast<int>(std::log10(size)) + 1;
    return QLocale().toString(value, 'f', std::clamp(5 - whole, 0, 4 + (size < 0.01 ? 2 : 0)));
}

} // namespace widgets

#include "widgets/chart_decimation.h"

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

bool showable(float value, bool log)
{
    return std::isfinite(value) && (!log || value > 0);
}

int columnOf(double x, const ChartWindow& window)
{
    const double share = (x - window.from) / (window.to - window.from);
    return std::clamp(static_cast<int>(share * window.columns), 0, window.columns - 1);
}

} // namespace

double RunningAverage::next(double value, double count)
{
    const double keep = m_weight > 0 ? std::pow(m_weight, count) : 0;
    m_sum = keep * m_sum + (1 - keep) * value;
    m_norm = keep * m_norm + (1 - keep);
    return m_sum / m_norm;
}

CurveStore::CurveStore(double weight, int mostBins)
    : m_average(weight), m_mostBins(static_cast<std::size_t>(std::max(2, mostBins)))
{
}

void CurveStore::append(double x, double y)
{
    const auto value = static_cast<float>(y);
    if (!std::isfinite(x) || !std::isfinite(value))
        return;
    if (!m_bins.empty() && x < m_bins.back().x) {
        m_bins.resize(firstAtOrAfter(x));
        resmooth();
    }
    ++m_points;
    const auto smooth = static_cast<float>(m_average.next(value));
    if (!m_bins.empty() && m_bins.back().count < m_perBin) {
        CurveBin& bin = m_bins.back();
        bin.x = x;
        bin.low = std::min(bin.low, value);
        bin.high = std::max(bin.high, value);
        ++bin.count;
        bin.mean += (value - bin.mean) / static_cast<float>(bin.count);
        bin.smooth = smooth;
        return;
    }
    if (m_bins.size() == m_mostBins)
        merge();
    m_bins.push_back({x, value, value, value, smooth, 1});
}

void CurveStore::clear()
{
    m_bins.clear();
    m_average = RunningAverage(m_average.weight());
    m_perBin = 1;
    m_points = 0;
}

void CurveStore::setWeight(double weight)
{
    if (weight == m_average.weight())
        return;
    m_average = RunningAverage(weight);
    resmooth();
}

std::size_t CurveStore::firstAtOrAfter(double x) const
{
    const auto it = std::lower_bound(m_bins.begin(), m_bins.end(), x,
                                     [](const CurveBin& bin, double value) { return bin.x < value; });
    return static_cast<std::size_t>(it - m_bins.begin());
}

void CurveStore::merge()
{
    const std::size_t pairs = m_bins.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        const CurveBin &a = m_bins[2 * i], &b = m_bins[2 * i + 1];
        const quint32 count = a.count + b.count;
        const double sum = double(a.mean) * a.count + double(b.mean) * b.count;
        m_bins[i] = {
            b.x,  std::min(a.low, b.low), std::max(a.high, b.high), static_cast<float>(sum / count), b.smooth,
            count};
    }
    if (m_bins.size() % 2 == 1) {
        const CurveBin last = m_bins.back();
        m_bins[pairs] = last;
    }
    m_bins.resize(pairs + m_bins.size() % 2);
    m_perBin *= 2;
}

void CurveStore::resmooth()
{
    m_average = RunningAverage(m_average.weight());
    m_points = 0;
    for (CurveBin& bin : m_bins) {
        bin.smooth = static_cast<float>(m_average.next(bin.mean, bin.count));
        m_points += bin.count;
    }
}

void MinMax::add(float lowest, float highest)
{
    low = empty ? lowest : std::min(low, lowest);
    high = empty ? highest : std::max(high, highest);
    empty = false;
}

std::vector<MinMax> columnExtremes(const CurveStore& curve, const ChartWindow& window)
{
    std::vector<MinMax> columns(static_cast<std::size_t>(std::max(1, window.columns)));
    if (!(window.to > window.from))
        return columns;
    const std::vector<CurveBin>& bins = curve.bins();
    for (std::size_t i = curve.firstAtOrAfter(window.from); i < bins.size() && bins[i].x <= window.to; ++i) {
        MinMax& column = columns[static_cast<std::size_t>(columnOf(bins[i].x, window))];
        if (showable(bins[i].low, window.log))
            column.add(bins[i].low, bins[i].high);
        else if (showable(bins[i].high, window.log))
            column.add(bins[i].high, bins[i].high); // its lower end lies below any log axis
    }
    return columns;
}

QList<QPointF> smoothedCurve(const CurveStore& curve, const ChartWindow& window)
{
    QList<QPointF> points;
    const std::vector<CurveBin>& bins = curve.bins();
    if (bins.empty() || !(window.to > window.from))
        return points;
    std::size_t i = curve.firstAtOrAfter(window.from);
    if (i > 0)
        --i; // the one beyond the left edge
    const auto point = [&](std::size_t k) { return QPointF(bins[k].x, static_cast<double>(bins[k].smooth)); };
    while (i < bins.size()) {
        if (!showable(bins[i].smooth, window.log)) {
            ++i;
            continue;
        }
        if (bins[i].x < window.from || bins[i].x > window.to) {
            points.append(point(i));
            if (bins[i].x > window.to)
                break;
            ++i;
            continue;
        }
        const int column = columnOf(bins[i].x, window);
        std::size_t low = i, high = i;
        for (; i < bins.size() && bins[i].x <= window.to && columnOf(bins[i].x, window) == column; ++i) {
            if (!showable(bins[i].smooth, window.log))
                continue;
            if (bins[i].smooth < bins[low].smooth)
                low = i;
            if (bins[i].smooth > bins[high].smooth)
                high = i;
        }
        points.append(point(std::min(low, high)));
        if (low != high)
            points.append(point(std::max(low, high)));
    }
    return points;
}

} // namespace widgets

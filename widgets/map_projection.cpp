#include "widgets/map_projection.h"

#include <algorithm>
#include <cmath>

namespace widgets {

void MapProjection::project(const MapCamera& camera, const QSizeF& screen, const float* positions, int count)
{
    m_screen = screen;
    m_seen.resize(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const float* p = positions + static_cast<std::ptrdiff_t>(i) * camera.dimensions;
        const MapPlace place{static_cast<double>(p[0]), static_cast<double>(p[1]),
                             camera.dimensions == 3 ? static_cast<double>(p[2]) : 0};
        MapSeen seen = camera.seen(place, screen);
        if (!std::isfinite(seen.x) || !std::isfinite(seen.y) || !std::isfinite(seen.nearness))
            seen = {};
        m_seen[static_cast<std::size_t>(i)] = seen;
    }
    sortIntoCells();
}

int MapProjection::cellOf(double x, double y) const
{
    if (!(x >= 0 && y >= 0 && x < m_screen.width() && y < m_screen.height()))
        return -1;
    return static_cast<int>(y / cell) * m_columns + static_cast<int>(x / cell);
}

// By counting: one pass to count, one to place.
void MapProjection::sortIntoCells()
{
    m_columns = static_cast<int>(m_screen.width() / cell) + 1;
    m_rows = static_cast<int>(m_screen.height() / cell) + 1;
    const auto cells = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
    m_starts.assign(cells + 1, 0);
    std::vector<int> cellOfPoint(m_seen.size(), -1);
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        const MapSeen& seen = m_seen[i];
        if (seen.nearness <= 0)
            continue;
        cellOfPoint[i] = cellOf(static_cast<double>(seen.x), static_cast<double>(seen.y));
        if (cellOfPoint[i] >= 0)
            ++m_starts[static_cast<std::size_t>(cellOfPoint[i]) + 1];
    }
    for (std::size_t c = 1; c < m_starts.size(); ++c)
        m_starts[c] += m_starts[c - 1];
    m_points.resize(static_cast<std::size_t>(m_starts.back()));
    std::vector<int> next(m_starts.begin(), m_starts.end() - 1);
    for (std::size_t i = 0; i < m_seen.size(); ++i)
        if (cellOfPoint[i] >= 0)
            m_points[static_cast<std::size_t>(next[static_cast<std::size_t>(cellOfPoint[i])]++)] =
                static_cast<int>(i);
}

QPointF MapProjection::at(int point) const
{
    const MapSeen& seen = m_seen[static_cast<std::size_t>(point)];
    return {static_cast<double>(seen.x), static_cast<double>(seen.y)};
}

int MapProjection::pointAt(const QPointF& place, double diameter, double reach) const
{
    int best = -1;
    bool bestIsOn = false;
    double bestAway = reach, bestNearness = 0;
    const double search = std::max(reach, diameter * 1.5);
    const int left = std::max(0, static_cast<int>((place.x() - search) / cell));
    const int right = std::min(m_columns - 1, static_cast<int>((place.x() + search) / cell));
    const int top = std::max(0, static_cast<int>((place.y() - search) / cell));
    const int bottom = std::min(m_rows - 1, static_cast<int>((place.y() + search) / cell));
    for (int row = top; row <= bottom; ++row) {
        const auto from = static_cast<std::size_t>(row * m_columns);
        for (int k = m_starts[from + static_cast<std::size_t>(left)];
             left <= right && k < m_starts[from + static_cast<std::size_t>(right) + 1]; ++k) {
            const int point = m_points[static_cast<std::size_t>(k)];
            const MapSeen& seen = m_seen[static_cast<std::size_t>(point)];
            const double nearness = static_cast<double>(seen.nearness);
            const double away =
                std::hypot(static_cast<double>(seen.x) - place.x(), static_cast<double>(seen.y) - place.y());
            const bool on = away <= diameter / 2 * std::min(nearness, 3.0);
            const bool better = on != bestIsOn   ? on
                : on && nearness != bestNearness ? nearness > bestNearness
                                                 : away <= bestAway;
            if ((on || away <= reach) && better) {
                best = point;
                bestIsOn = on;
                bestAway = away;
                bestNearness = nearness;
            }
        }
    }
    return best;
}

QVector<int> MapProjection::inside(const QPolygonF& outline) const
{
    const QRectF box = outline.boundingRect();
    QVector<int> points;
    for (int i = 0; i < count(); ++i)
        if (isSeen(i) && box.contains(at(i)) && outline.containsPoint(at(i), Qt::OddEvenFill))
            points.append(i);
    return points;
}

QVector<int> MapProjection::onScreen() const
{
    QVector<int> points(m_points.begin(), m_points.end());
    std::sort(points.begin(), points.end());
    return points;
}

} // namespace widgets

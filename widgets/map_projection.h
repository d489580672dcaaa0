#pragma once

#include "widgets/map_camera.h"

#include <QPolygonF>
#include <QVector>

#include <vector>

namespace widgets {

// Where every point is on the screen, and which one is under a place there.
class MapProjection {
public:
    void project(const MapCamera& camera, const QSizeF& screen, const float* positions, int count);
    int count() const { return static_cast<int>(m_seen.size()); }
    bool isSeen(int point) const { return m_seen[static_cast<std::size_t>(point)].nearness > 0; }
    const MapSeen& seen(int point) const { return m_seen[static_cast<std::size_t>(point)]; }
    QPointF at(int point) const;

    // The point whose disc is there, else the nearest within reach; -1: none. The nearer to the eye wins.
    int pointAt(const QPointF& place, double diameter, double reach) const;
    QVector<int> inside(const QPolygonF& outline) const; // odd-even rule
    QVector<int> onScreen() const;

private:
    void sortIntoCells();
    int cellOf(double x, double y) const;

    static constexpr double cell = 16;
    QSizeF m_screen;
    int m_columns = 0, m_rows = 0;
    std::vector<MapSeen> m_seen;
    std::vector<int> m_starts, m_points; // cell by cell: where its points begin, and which they are
};

} // namespace widgets

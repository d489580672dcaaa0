#pragma once

#include <QPointF>
#include <QQuaternion>
#include <QSizeF>

#include <array>

namespace widgets {

using MapPlace = std::array<double, 3>;

// The finite points' box, and the smallest radius around its middle that holds them.
struct MapBounds {
    MapPlace middle{};
    MapPlace half{};
    double radius = 0;
    bool empty = true;
};
MapBounds mapBounds(const float* positions, int count, int dimensions);

// A point as the eye sees it: where on the screen, and how much larger than at the centre (0: behind the
// eye).
struct MapSeen {
    float x = 0, y = 0, nearness = 0;
};

// How a map is looked at: in the plane from straight above, in space in perspective. Lengths on the screen
// are logical pixels.
struct MapCamera {
    int dimensions = 2;
    MapPlace center{}; // shown in the middle of the screen
    double scale = 1; // pixels for one unit at the centre
    QQuaternion turn; // of the points, before they are looked at along -z

    static constexpr double viewAngle = 30; // degrees, from the upper to the lower edge
    double distance(const QSizeF& screen) const; // of the eye from the centre
    MapSeen seen(const MapPlace& place, const QSizeF& screen) const;
    // Where the centre's plane has this screen point.
    MapPlace placeAt(const QPointF& point, const QSizeF& screen) const;
    MapPlace toView(const MapPlace& place) const; // relative to the centre, axes of the screen (y up)
    MapPlace fromView(const MapPlace& view) const;

    void pan(const QPointF& pixels);
    void rotate(const QPointF& pixels); // as if a ball under the pointer were turned
    // The anchor stays under its screen point.
    void zoom(double factor, const MapPlace& anchor, const QSizeF& screen);
    void fit(const MapBounds& bounds, const QSizeF& screen); // keeps the turn

    // Between two, for smooth motion: share 0 to 1.
    static MapCamera between(const MapCamera& from, const MapCamera& to, double share);
};

} // namespace widgets

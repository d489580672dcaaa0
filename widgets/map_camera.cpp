#include "widgets/map_camera.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace widgets {

namespace {

constexpr double margin = 28; // around a fitted map, in pixels
constexpr double nearest = 0.02; // points closer to the eye than this share of the distance are not seen

} // namespace

MapBounds mapBounds(const float* positions, int count, int dimensions)
{
    MapBounds bounds;
    MapPlace low{}, high{};
    for (int i = 0; i < count; ++i) {
        const float* p = positions + static_cast<std::ptrdiff_t>(i) * dimensions;
        if (!std::all_of(p, p + dimensions, [](float v) { return std::isfinite(v); }))
            continue;
        for (int k = 0; k < dimensions; ++k) {
            const auto axis = static_cast<std::size_t>(k);
            const double value = static_cast<double>(p[k]);
            low[axis] = bounds.empty ? value : std::min(low[axis], value);
            high[axis] = bounds.empty ? value : std::max(high[axis], value);
        }
        bounds.empty = false;
    }
    for (std::size_t axis = 0; axis < 3; ++axis) {
        bounds.middle[axis] = (low[axis] + high[axis]) / 2;
        bounds.half[axis] = (high[axis] - low[axis]) / 2;
    }
    for (int i = 0; i < count; ++i) {
        double squares = 0;
        for (int k = 0; k < dimensions; ++k) {
            const double value =
                static_cast<double>(positions[static_cast<std::ptrdiff_t>(i) * dimensions + k]);
            squares += std::pow(value - bounds.middle[static_cast<std::size_t>(k)], 2);
        }
        if (std::isfinite(squares))
            bounds.radius = std::max(bounds.radius, squares);
    }
    bounds.radius = std::sqrt(bounds.radius);
    return bounds;
}

double MapCamera::distance(const QSizeF& screen) const
{
    return screen.height() / 2 / std::tan(viewAngle / 2 * std::numbers::pi / 180) / scale;
}

MapPlace MapCamera::toView(const MapPlace& place) const
{
    const MapPlace from{place[0] - center[0], place[1] - center[1], place[2] - center[2]};
    if (dimensions == 2)
        return from;
    const QVector3D v = turn.rotatedVector(
        {static_cast<float>(from[0]), static_cast<float>(from[1]), static_cast<float>(from[2])});
    return {static_cast<double>(v.x()), static_cast<double>(v.y()), static_cast<double>(v.z())};
}

MapPlace MapCamera::fromView(const MapPlace& view) const
{
    MapPlace place = view;
    if (dimensions == 3) {
        const QVector3D v = turn.conjugated().rotatedVector(
            {static_cast<float>(view[0]), static_cast<float>(view[1]), static_cast<float>(view[2])});
        place = {static_cast<double>(v.x()), static_cast<double>(v.y()), static_cast<double>(v.z())};
    }
    return {place[0] + center[0], place[1] + center[1], place[2] + center[2]};
}

MapSeen MapCamera::seen(const MapPlace& place, const QSizeF& screen) const
{
    const MapPlace view = toView(place);
    double nearness = 1;
    if (dimensions == 3) {
        const double far = distance(screen);
        nearness = far - view[2] < nearest * far ? 0 : far / (far - view[2]);
    }
    return {static_cast<float>(screen.width() / 2 + view[0] * scale * nearness),
            static_cast<float>(screen.height() / 2 - view[1] * scale * nearness),
            static_cast<float>(nearness)};
}

MapPlace MapCamera::placeAt(const QPointF& point, const QSizeF& screen) const
{
    return fromView({(point.x() - screen.width() / 2) / scale, (screen.height() / 2 - point.y()) / scale, 0});
}

void MapCamera::pan(const QPointF& pixels)
{
    center = fromView({-pixels.x() / scale, pixels.y() / scale, 0});
}

void MapCamera::rotate(const QPointF& pixels)
{
    constexpr float degrees = 0.4F; // for a pixel
    const auto across = QQuaternion::fromAxisAndAngle(0, 1, 0, degrees * static_cast<float>(pixels.x()));
    const auto down = QQuaternion::fromAxisAndAngle(1, 0, 0, degrees * static_cast<float>(pixels.y()));
    turn = (across * down * turn).normalized();
}

void MapCamera::zoom(double factor, const MapPlace& anchor, const QSizeF& screen)
{
    const MapSeen before = seen(anchor, screen);
    const MapPlace view = toView(anchor);
    scale *= factor;
    // Behind the eye after the step, nothing can hold the anchor in place.
    const MapSeen after = seen(anchor, screen);
    if (before.nearness <= 0 || after.nearness <= 0)
        return;
    const double pixels = scale * static_cast<double>(after.nearness);
    center = fromView({view[0] - (static_cast<double>(before.x) - screen.width() / 2) / pixels,
                       view[1] - (screen.height() / 2 - static_cast<double>(before.y)) / pixels, 0});
}

void MapCamera::fit(const MapBounds& bounds, const QSizeF& screen)
{
    center = bounds.middle;
    const double across = std::max(8.0, screen.width() / 2 - margin);
    const double down = std::max(8.0, screen.height() / 2 - margin);
    const double wide = dimensions == 2 ? bounds.half[0] : bounds.radius;
    const double high = dimensions == 2 ? bounds.half[1] : bounds.radius;
    // One place for all points: any scale shows it.
    if (wide <= 0 && high <= 0)
        scale = std::min(across, down);
    else
        scale = std::min(wide > 0 ? across / wide : 1e300, high > 0 ? down / high : 1e300);
}

MapCamera MapCamera::between(const MapCamera& from, const MapCamera& to, double share)
{
    if (from.dimensions != to.dimensions || share >= 1)
        return to;
    MapCamera camera = to;
    camera.scale = from.scale * std::pow(to.scale / from.scale, share);
    for (std::size_t axis = 0; axis < 3; ++axis)
        camera.center[axis] = from.center[axis] + share * (to.center[axis] - from.center[axis]);
    camera.turn = QQuaternion::slerp(from.turn, to.turn, static_cast<float>(share));
    return camera;
}

} // namespace widgets

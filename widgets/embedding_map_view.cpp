#include "widgets/embedding_map_private.h"

#include <QStyle>

#include <cmath>

// How the map is looked at.
namespace widgets {

namespace {

constexpr int flightTime = 240; // milliseconds
constexpr double closest = 1000, farthest = 0.1; // zoom

} // namespace

int EmbeddingMap::Private::duration(int milliseconds) const
{
    return q.isVisible() && q.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &q) > 0
        ? milliseconds
        : 0;
}

void EmbeddingMap::Private::fitNow()
{
    camera.fit(bounds, screen());
    fittedScale = camera.scale;
    viewChanged();
    emit q.zoomChanged(q.zoom());
}

// Moving points: the view keeps them all, and gives way softly and only when they need it.
void EmbeddingMap::Private::follow()
{
    MapCamera wanted = camera;
    wanted.fit(bounds, screen());
    fittedScale = wanted.scale;
    // Far off, as when the first positions come, there is nothing to be soft about.
    if (!q.isVisible() || !isNear(wanted, 8, 2, 1e9))
        camera = wanted;
    else if (!isNear(wanted, 1.25, 1.03, 24))
        camera = MapCamera::between(camera, wanted, 0.3);
}

// Whether what is wanted is at most so many times closer or wider, and its centre at most so many pixels
// away.
bool EmbeddingMap::Private::isNear(const MapCamera& wanted, double closer, double wider, double pixels) const
{
    const double ratio = wanted.scale / camera.scale;
    const double away = std::hypot(wanted.center[0] - camera.center[0], wanted.center[1] - camera.center[1],
                                   wanted.center[2] - camera.center[2]);
    return ratio < closer && ratio > 1 / wider && away * wanted.scale < pixels;
}

void EmbeddingMap::Private::fly(const MapCamera& to)
{
    flight.stop();
    flightFrom = camera;
    flightTo = to;
    if (duration(flightTime) > 0) {
        flight.setDuration(flightTime);
        flight.start();
        return;
    }
    camera = to;
    viewChanged();
}

void EmbeddingMap::Private::turned()
{
    flight.stop();
    moving = true;
    viewChanged();
}

void EmbeddingMap::Private::moved()
{
    userMoved = true;
    turned();
}

const MapProjection& EmbeddingMap::Private::projected()
{
    if (projectionStale) {
        frame.camera = camera;
        frame.screen = screen();
        frame.projection.project(camera, screen(), positions ? positions->data() : nullptr, count);
    }
    projectionStale = false;
    return frame.projection;
}

// In space the point under the pointer stays there, else the centre's plane.
void EmbeddingMap::Private::zoomAt(const QPointF& place, double factor)
{
    if (count == 0)
        return;
    const double now = camera.scale / fittedScale;
    factor = std::clamp(now * factor, farthest, closest) / now;
    MapPlace anchor = camera.placeAt(place, screen());
    const int point = dimensions == 3 ? q.pointAt(place) : -1;
    if (point >= 0)
        for (std::size_t axis = 0; axis < 3; ++axis)
            anchor[axis] = static_cast<double>((*positions)[static_cast<std::size_t>(point) * 3 + axis]);
    camera.zoom(factor, anchor, screen());
    moved();
    emit q.zoomChanged(q.zoom());
}

void EmbeddingMap::fit()
{
    d->userMoved = false;
    MapCamera to = d->camera;
    to.fit(d->bounds, d->screen());
    d->fittedScale = to.scale;
    d->fly(to);
    emit zoomChanged(1);
}

void EmbeddingMap::zoomBy(double factor)
{
    d->zoomAt(rect().center(), factor);
}

double EmbeddingMap::zoom() const
{
    return d->camera.scale / d->fittedScale;
}

void EmbeddingMap::reveal(int point)
{
    if (!d->isThere(point) || !d->projected().isSeen(point))
        return;
    constexpr double edge = 48;
    const QPointF place = pointPosition(point);
    if (QRectF(rect()).adjusted(edge, edge, -edge, -edge).contains(place))
        return;
    MapCamera to = d->camera;
    const double nearness = static_cast<double>(d->projected().seen(point).nearness);
    to.pan((QRectF(rect()).center() - place) / nearness);
    d->userMoved = true;
    d->fly(to);
}

QPointF EmbeddingMap::pointPosition(int point) const
{
    return d->isThere(point) ? d->projected().at(point) : QPointF();
}

int EmbeddingMap::pointAt(const QPointF& place) const
{
    constexpr double reach = 7;
    if (d->count == 0 || d->laidOut().legend.rect().contains(place))
        return -1;
    return d->projected().pointAt(place, d->diameter(), reach);
}

void EmbeddingMap::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (d->count > 0 && !d->userMoved) {
        d->flight.stop();
        d->fitNow();
    }
    d->viewChanged();
}

} // namespace widgets

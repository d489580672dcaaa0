#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

// How the points come into the picture: at once when they are few, in portions when the processor draws many.
namespace widgets {

namespace {

constexpr int portionSize = 20000; // one of them is drawn in a frame of motion
constexpr int stillAfter = 150, stillAfterLive = 700; // milliseconds

} // namespace

int EmbeddingMap::Private::portions() const
{
    return scene.software() ? std::max(1, (count + portionSize - 1) / portionSize) : 1;
}

void EmbeddingMap::Private::reorder()
{
    order.resize(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
}

void EmbeddingMap::Private::takeNewest()
{
    positions = newest;
    bounds = mapBounds(positions ? positions->data() : nullptr, count, dimensions);
    stale.assign(stale.size(), 1);
    chosenStale = true;
    if (!userMoved)
        follow();
    moving = true;
    viewChanged();
}

QRgb EmbeddingMap::Private::colorOf(int point) const
{
    return point < colors.size() ? colors[point] : tokens().accent.rgb();
}

void EmbeddingMap::Private::colorsChanged()
{
    stale.assign(stale.size(), 1);
    chosenStale = true;
    viewChanged();
}

MapContent EmbeddingMap::Private::contentOf(const int* points, int size, bool pale) const
{
    MapContent content;
    content.places.reserve(static_cast<std::size_t>(size) * 3);
    content.colors.reserve(static_cast<std::size_t>(size) * 4);
    const bool shapes = std::any_of(classes.begin(), classes.end(), [](int entry) { return entry >= 10; });
    for (int i = 0; i < size; ++i) {
        const int point = points[i];
        const float* p = positions->data() + static_cast<std::ptrdiff_t>(point) * dimensions;
        if (!std::all_of(p, p + dimensions, [](float v) { return std::isfinite(v); }))
            continue;
        content.places.insert(content.places.end(), {p[0], p[1], dimensions == 3 ? p[2] : 0});
        const QRgb rgb = colorOf(point);
        const int alpha = !pale                                               ? 255
            : !isMarked.empty() && !isMarked[static_cast<std::size_t>(point)] ? 51
            : picturesShown                                                   ? 87
                                                                              : 204;
        content.colors.insert(content.colors.end(),
                              {static_cast<unsigned char>(qRed(rgb)), static_cast<unsigned char>(qGreen(rgb)),
                               static_cast<unsigned char>(qBlue(rgb)), static_cast<unsigned char>(alpha)});
        if (shapes)
            content.shapes.push_back(
                static_cast<float>(point < classes.size() ? std::max(0, classes[point]) / 10 % 3 : 0));
    }
    return content;
}

void EmbeddingMap::Private::upload(int portion)
{
    char& isStale = stale[static_cast<std::size_t>(portion)];
    if (!isStale)
        return;
    const int size = portions() == 1 ? count : portionSize;
    const int from = portion * size;
    const MapContent content = contentOf(order.data() + from, std::min(size, count - from), true);
    scene.setPortion(portion, content);
    sizes[static_cast<std::size_t>(portion)] = static_cast<int>(content.places.size() / 3);
    isStale = 0;
}

void EmbeddingMap::Private::uploadChosen()
{
    if (!chosenStale)
        return;
    scene.setMarked(contentOf(marked.constData(), static_cast<int>(marked.size()), false));
    scene.setSelected(contentOf(chosen.constData(), static_cast<int>(chosen.size()), false));
    chosenStale = false;
}

double EmbeddingMap::Private::diameter() const
{
    const double byCount = std::clamp(360 / std::sqrt(std::max(1, count)), 2.0, 10.0);
    return byCount * std::clamp(std::pow(camera.scale / fittedScale, 0.35), 1.0, 2.5);
}

MapLook EmbeddingMap::Private::look(const MapCamera& of) const
{
    const Tokens& t = tokens();
    double away = bounds.radius;
    for (std::size_t axis = 0; axis < 3; ++axis)
        away += std::abs(of.center[axis] - bounds.middle[axis]);
    return {t.plot, t.text, t.accent, static_cast<float>(diameter()), away};
}

void EmbeddingMap::Private::upToDate(int from, int to)
{
    if (static_cast<int>(stale.size()) != portions()) {
        stale.assign(static_cast<std::size_t>(portions()), 1);
        sizes.assign(stale.size(), 0);
        scene.setPortions(portions());
    }
    for (int portion = from; portion < to; ++portion)
        upload(portion);
    uploadChosen();
}

bool EmbeddingMap::Private::draw(int from, int to, bool add)
{
    for (const bool again : {false, true}) {
        // The context may be lost, with all that was in it: once more with a new one.
        if (again) {
            scene.forget();
            stale.clear();
            chosenStale = true;
        }
        upToDate(from, to);
        scene.showPortions(from, to, add);
        if (scene.draw(camera, screen(), q.devicePixelRatioF(), look(camera)))
            return true;
    }
    return false;
}

bool EmbeddingMap::Private::drawWhole(const MapFrame& of, qreal ratio)
{
    upToDate(0, portions());
    scene.showPortions(0, portions(), false);
    return scene.draw(of.camera, of.screen, ratio, look(of.camera));
}

void EmbeddingMap::Private::viewChanged()
{
    viewStale = projectionStale = overlayStale = true;
    q.update();
}

void EmbeddingMap::Private::overlayChanged()
{
    overlayStale = true;
    q.update();
}

void EmbeddingMap::Private::refresh()
{
    if (!viewStale || count == 0)
        return;
    const bool drawn = draw(0, 1, false);
    viewStale = false;
    if (!drawn)
        return;
    portionsShown = 1;
    reportShown();
    const bool isLive = live.isValid() && live.elapsed() < stillAfterLive;
    if (portions() > 1 || moving)
        settle.start(isLive ? stillAfterLive : stillAfter);
}

// Labels take their best places; a view that was following arrives.
void EmbeddingMap::Private::comeToRest()
{
    overlayChanged();
    MapCamera fitted = camera;
    fitted.fit(bounds, screen());
    if (!userMoved && flight.state() != QAbstractAnimation::Running &&
        std::abs(fitted.scale / camera.scale - 1) > 0.03)
        fly(fitted);
}

// A portion at a time, so that the pointer never waits for all.
void EmbeddingMap::Private::refine()
{
    if (std::exchange(moving, false))
        comeToRest();
    if (viewStale || portionsShown >= portions() || !q.isVisible() ||
        !draw(portionsShown, portionsShown + 1, true))
        return;
    ++portionsShown;
    reportShown();
    q.update();
    if (portionsShown < portions())
        settle.start(0);
}

void EmbeddingMap::Private::reportShown()
{
    if (q.shownCount() == reportedShown)
        return;
    reportedShown = q.shownCount();
    // From outside of painting: whoever hears it may lay out the window.
    QMetaObject::invokeMethod(
        &q, [this] { emit q.shownCountChanged(reportedShown); }, Qt::QueuedConnection);
}

int EmbeddingMap::shownCount() const
{
    const auto shown =
        std::min(static_cast<std::ptrdiff_t>(d->portionsShown), static_cast<std::ptrdiff_t>(d->sizes.size()));
    return std::accumulate(d->sizes.begin(), d->sizes.begin() + shown, 0);
}

void EmbeddingMap::Private::checkOpenGl()
{
    if (scene.open())
        return;
    if (!missing) {
        missing = new EmptyState(&q);
        auto* layout = new QVBoxLayout(&q);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(missing);
        QMetaObject::invokeMethod(
            &q, [this] { emit q.failed(); }, Qt::QueuedConnection);
    }
    missing->setContent(
        QStringLiteral("warning"),
        EmbeddingMap::tr("OpenGL is not available here, so the map cannot be drawn; install a "
                         "graphics driver with OpenGL 3.2 or Mesa's software renderer."));
    missing->show();
}

void EmbeddingMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!d->scene.open()) {
        painter.fillRect(rect(), tokens().plot);
        QMetaObject::invokeMethod(
            this, [this] { d->checkOpenGl(); }, Qt::QueuedConnection);
        return;
    }
    QElapsedTimer timer;
    timer.start();
    const bool news = d->viewStale;
    d->refresh();
    if (d->count == 0 || d->scene.picture().isNull())
        painter.fillRect(rect(), tokens().plot);
    else
        painter.drawImage(0, 0, d->scene.picture());
    painter.setRenderHint(QPainter::Antialiasing);
    d->paintFrame(painter, d->laidOut());
    d->paintPointer(painter);
    if (news)
        d->keepPace(static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

// Of the last pictures, since a single one may have been held up.
void EmbeddingMap::Private::keepPace(double milliseconds)
{
    cost = cost <= 0 ? milliseconds : 0.7 * cost + 0.3 * milliseconds;
    sinceDrawn.restart();
}

} // namespace widgets

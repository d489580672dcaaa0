#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

// When what is drawn: a portion in each frame of motion, the rest when the map is at rest.
namespace widgets {

namespace {

constexpr int stillAfter = 150, stillAfterLive = 700; // milliseconds

// Milliseconds that a processor has spent on this thread: on a busy machine much less than passed.
double threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

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

void EmbeddingMap::Private::colorsChanged()
{
    smallPictures.clear();
    stale.assign(stale.size(), 1);
    chosenStale = true;
    viewChanged();
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
    const bool otherScreen = scene.picture().devicePixelRatio() != q.devicePixelRatioF();
    if (!(viewStale || otherScreen) || count == 0)
        return;
    hold();
    viewStale = false;
    if (!draw(0, 1, false)) {
        q.update(); // to say so
        return;
    }
    portionsShown = 1;
    if (held.isNull())
        reportShown();
    const bool isLive = live.isValid() && live.elapsed() < stillAfterLive;
    if (portions() > 1 || moving)
        settle.start(!held.isNull() ? 0 : isLive ? stillAfterLive : stillAfter);
}

// Where only colours or the selection change, the picture before stays until the next is whole.
void EmbeddingMap::Private::hold()
{
    const QImage& before = scene.picture();
    const bool whole = portions() > 1 && (portionsShown == portions() || !held.isNull());
    if (moving || !whole || before.deviceIndependentSize() != screen() ||
        before.devicePixelRatio() != q.devicePixelRatioF())
        held = {};
    else if (held.isNull())
        held = before.copy();
}

// Labels take their best places; a view that was following arrives.
void EmbeddingMap::Private::comeToRest()
{
    overlayChanged();
    MapCamera fitted = camera;
    fitted.fit(bounds, screen());
    if (!userMoved && flight.state() != QAbstractAnimation::Running && !isNear(fitted, 1.03, 1.03, 8))
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
    if (portionsShown < portions())
        settle.start(0);
    else
        held = {};
    if (held.isNull()) {
        reportShown();
        q.update();
    }
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
    const double before = threadTime();
    const bool news = d->viewStale;
    d->refresh();
    if (d->count == 0 || d->scene.picture().isNull())
        painter.fillRect(rect(), tokens().plot);
    else
        painter.drawImage(0, 0, d->held.isNull() ? d->scene.picture() : d->held);
    painter.setRenderHint(QPainter::Antialiasing);
    d->paintFrame(painter, d->laidOut());
    d->paintPointer(painter);
    if (news)
        d->keepPace(static_cast<double>(timer.nsecsElapsed()) / 1e6, threadTime() - before);
}

// Of the last pictures, since a single one may have been held up.
void EmbeddingMap::Private::keepPace(double wall, double processor)
{
    constexpr double old = 0.7;
    wallCost = wallCost <= 0 ? wall : old * wallCost + (1 - old) * wall;
    processorCost = processorCost <= 0 ? processor : old * processorCost + (1 - old) * processor;
    sinceDrawn.restart();
}

// So long that drawing takes a small share of all processors: whoever moves the points needs them more, and
// its threads wait for each other, so that what one of them loses all lose. Of the software's drawing
// threads, all others together work about as long as this one.
double EmbeddingMap::Private::livePause() const
{
    constexpr double share = 0.035, quickest = 33;
    const double work = processorCost * (scene.software() ? 2 : 1);
    return std::max({quickest, 2 * wallCost, work / (share * std::max(1, QThread::idealThreadCount()))});
}

} // namespace widgets

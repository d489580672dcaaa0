#include "widgets/node_canvas_private.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal smallestZoom = 0.1;
constexpr qreal largestZoom = 4;
constexpr int flightTime = 240; // milliseconds
constexpr qreal foldBelow = 0.6; // zoom at which problems are badges only
constexpr qreal fitMargin = 48; // pixels

} // namespace

void NodeCanvas::Private::look(QPointF center, qreal zoom)
{
    const qreal before = view.zoom();
    const qreal factor = std::clamp(zoom, smallestZoom, largestZoom);
    if (!qFuzzyCompare(before, factor))
        view.setTransform(QTransform::fromScale(factor, factor));
    view.centerOn(center);
    updateOverlays();
    if (!qFuzzyCompare(before, factor))
        emit view.zoomChanged(factor);
}

void NodeCanvas::Private::flyTo(QPointF center, qreal zoom, bool animated)
{
    flight.stop();
    const int time = animated ? duration(flightTime) : 0;
    if (time == 0) {
        look(center, zoom);
        return;
    }
    flightFrom = view.viewCenter();
    flightTo = center;
    zoomFrom = view.zoom();
    zoomTo = std::clamp(zoom, smallestZoom, largestZoom);
    flight.setDuration(time);
    flight.start();
}

void NodeCanvas::Private::fit(const QRectF& rect, bool animated)
{
    if (rect.isEmpty())
        return flyTo({}, 1, animated);
    const QSizeF room = QSizeF(view.viewport()->size()) - QSizeF(2 * fitMargin, 2 * fitMargin);
    const qreal zoom = std::min({1.0, room.width() / rect.width(), room.height() / rect.height()});
    flyTo(rect.center(), std::max(zoom, smallestZoom), animated);
}

void NodeCanvas::Private::zoomAt(QPointF viewPoint, qreal factor)
{
    flight.stop();
    const qreal before = view.zoom();
    const qreal now = std::clamp(before * factor, smallestZoom, largestZoom);
    if (qFuzzyCompare(before, now))
        return;
    const QTransform toScene = view.viewportTransform().inverted();
    const QPointF fixed = toScene.map(viewPoint);
    view.setTransform(QTransform::fromScale(now, now));
    scrollBy(view.viewportTransform().map(fixed) - viewPoint);
    updateOverlays();
    emit view.zoomChanged(now);
}

void NodeCanvas::Private::scrollBy(QPointF pixels)
{
    QScrollBar& x = *view.horizontalScrollBar();
    QScrollBar& y = *view.verticalScrollBar();
    const int dx = int(std::lround(pixels.x()));
    x.setValue(x.value() + (view.isRightToLeft() ? -dx : dx));
    y.setValue(y.value() + int(std::lround(pixels.y())));
}

QRectF NodeCanvas::Private::seen() const
{
    return view.viewportTransform().inverted().mapRect(QRectF(view.viewport()->rect()));
}

qreal NodeCanvas::zoom() const
{
    return transform().m11();
}

void NodeCanvas::setZoom(qreal factor)
{
    d->zoomAt(QRectF(viewport()->rect()).center(), factor / zoom());
}

void NodeCanvas::fitAll(bool animated)
{
    if (!isVisible()) { // the size is not known yet
        d->fitWhenShown = true;
        return;
    }
    d->fit(d->scene.contentRect(), animated);
}

void NodeCanvas::fitSelection()
{
    const QRectF rect = d->scene.boundsOf(d->targets());
    if (!rect.isEmpty())
        d->fit(rect, true);
}

void NodeCanvas::reveal(int node)
{
    const CardItem* card = d->scene.card(node);
    if (!card)
        return;
    const qreal margin = 40 / zoom();
    const QRectF wanted = card->rect().adjusted(-margin, -margin, margin, margin);
    const QRectF now = d->seen();
    if (now.contains(wanted))
        return;
    QRectF next = now;
    next.moveLeft(std::max(std::min(next.left(), wanted.left()), wanted.right() - next.width()));
    next.moveTop(std::max(std::min(next.top(), wanted.top()), wanted.bottom() - next.height()));
    d->flyTo(next.center(), zoom(), true);
}

QPointF NodeCanvas::viewCenter() const
{
    return d->seen().center();
}

void NodeCanvas::drawBackground(QPainter* painter, const QRectF& rect)
{
    const Tokens& t = tokens();
    painter->fillRect(rect, t.canvas);
    const qreal scale = zoom();
    if (scale < 0.5)
        return;
    QList<QRectF> dots;
    const qreal side = 2 / scale; // two pixels at every zoom
    const qreal left = std::floor(rect.left() / dotStep) * dotStep;
    const qreal top = std::floor(rect.top() / dotStep) * dotStep;
    for (qreal y = top; y <= rect.bottom() + side; y += dotStep) {
        for (qreal x = left; x <= rect.right() + side; x += dotStep)
            dots << QRectF(x - side / 2, y - side / 2, side, side);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.grid);
    painter->drawRects(dots);
}

void NodeCanvas::drawForeground(QPainter* painter, const QRectF&)
{
    if (d->gesture)
        d->gesture->paint(*painter);
    if (!d->arriving)
        return;
    const Tokens& t = tokens();
    QPen pen(t.accent, 2);
    pen.setDashPattern({3, 2});
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(pen);
    painter->setBrush(QColor(t.accent.red(), t.accent.green(), t.accent.blue(), 28));
    painter->drawRoundedRect(cardRect(*d->arriving), cardRadius, cardRadius);
}

void NodeCanvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    d->updateOverlays();
}

void NodeCanvas::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    d->updateOverlays();
}

void NodeCanvas::showEvent(QShowEvent* event)
{
    QGraphicsView::showEvent(event);
    if (!d->fitWhenShown)
        return;
    d->fitWhenShown = false;
    d->fit(d->scene.contentRect(), false);
}

void NodeCanvas::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    // Also called by the base class's constructor, before there is anything to repaint.
    if (d && (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)) {
        d->scene.restyle();
        viewport()->update();
    }
}

// The problem whose bubble is open: the selected or focused card's, then the one under the pointer, then the
// error nearest to the middle of the view. Warnings wait to be pointed at.
int NodeCanvas::Private::problemToOpen() const
{
    const auto hasProblem = [this](int id) {
        return scene.card(id) && !scene.card(id)->node().problems.isEmpty();
    };
    if (scene.focusStop() && view.hasFocus() && hasProblem(scene.focusStop()->node))
        return scene.focusStop()->node;
    const QList<int> selected = scene.selectedNodes();
    if (selected.size() == 1 && hasProblem(selected.first()))
        return selected.first();
    if (hasProblem(over.card))
        return over.card;
    const QRectF area = seen();
    // The open one stays open while it can be seen, so that it does not jump while one scrolls.
    const CardItem* open = bubble->isVisible() ? scene.card(bubble->node()) : nullptr;
    if (open && bubble->node() != folded && open->look().has(CanvasProblem::Severity::Error) &&
        area.intersects(open->rect()))
        return bubble->node();
    int best = 0;
    qreal nearest = std::numeric_limits<qreal>::max();
    for (const CardItem* card : scene.cards()) {
        if (card->node().id == folded || !card->look().has(CanvasProblem::Severity::Error) ||
            !area.contains(card->rect().center()))
            continue;
        const qreal distance = QLineF(card->rect().center(), area.center()).length();
        if (distance < nearest) {
            nearest = distance;
            best = card->node().id;
        }
    }
    return best;
}

void NodeCanvas::Private::updateOverlays()
{
    minimap->refresh();
    placeRename();
    const bool nothing = scene.cards().isEmpty();
    empty->setVisible(nothing && !search->isVisible());
    if (nothing) {
        empty->adjustSize();
        empty->move(view.rect().center() - empty->rect().center());
    }
    const bool allFolded = view.zoom() < foldBelow || (gesture && gesture->scrolls()) || search->isVisible();
    const int node = allFolded ? 0 : problemToOpen();
    const CardItem* card = scene.card(node);
    const QRectF room = QRectF(view.viewport()->geometry());
    const auto onScreen = [&](const CardItem& item) {
        return view.viewportTransform().mapRect(item.fullRect()).translated(room.topLeft());
    };
    const QRectF face = card ? onScreen(*card) : QRectF();
    if (!card || !room.intersects(face)) {
        bubble->hide();
        return;
    }
    QList<QRectF> others;
    for (const CardItem* other : scene.cards()) {
        if (const QRectF place = onScreen(*other); other != card && place.intersects(room))
            others << place;
    }
    bubble->showProblems(node, card->node().problems);
    bubble->standBeside(face, room, others);
}

} // namespace widgets

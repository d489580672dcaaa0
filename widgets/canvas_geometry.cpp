#include "widgets/canvas_geometry.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

namespace widgets {

namespace {

constexpr qreal portSpacing = 32;
constexpr int curveSteps = 24;

qreal distanceToSegment(QPointF a, QPointF b, QPointF p, qreal* along)
{
    const QPointF d = b - a;
    const qreal length = QPointF::dotProduct(d, d);
    const qreal t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / length, 0.0, 1.0) : 0;
    if (along)
        *along = t;
    return QLineF(p, a + t * d).length();
}

// One axis of a snap: the values of a rectangle that may meet those of another.
struct Edges {
    std::array<qreal, 3> values; // start, middle, end
};

Edges edgesOf(const QRectF& r, bool vertical)
{
    return vertical ? Edges{{r.top(), r.center().y(), r.bottom()}}
                    : Edges{{r.left(), r.center().x(), r.right()}};
}

// The smallest shift within reach that lets two like edges meet; of equal ones the nearest neighbour's.
std::optional<qreal> alignment(const QRectF& moving, const QList<QRectF>& others, qreal reach, bool vertical)
{
    std::optional<qreal> best;
    qreal bestScore = std::numeric_limits<qreal>::max();
    const Edges own = edgesOf(moving, vertical);
    for (const QRectF& other : others) {
        const Edges theirs = edgesOf(other, vertical);
        for (std::size_t i = 0; i < own.values.size(); ++i) {
            const qreal shift = theirs.values[i] - own.values[i];
            const qreal score = std::abs(shift) * 1e4 + QLineF(moving.center(), other.center()).length();
            if (std::abs(shift) <= reach && score < bestScore) {
                best = shift;
                bestScore = score;
            }
        }
    }
    return best;
}

void addGuides(const QRectF& moved, const QList<QRectF>& others, bool vertical, QList<QLineF>& guides)
{
    const Edges own = edgesOf(moved, vertical);
    for (const std::size_t i : {1, 0, 2}) { // the middle says most
        const qreal at = own.values[i];
        qreal low = vertical ? moved.left() : moved.top();
        qreal high = vertical ? moved.right() : moved.bottom();
        bool any = false;
        for (const QRectF& other : others) {
            if (std::abs(edgesOf(other, vertical).values[i] - at) > 0.01)
                continue;
            any = true;
            low = std::min(low, vertical ? other.left() : other.top());
            high = std::max(high, vertical ? other.right() : other.bottom());
        }
        if (!any)
            continue;
        guides << (vertical ? QLineF(low, at, high, at) : QLineF(at, low, at, high));
        return;
    }
}

} // namespace

Detail detailAt(qreal zoom)
{
    // A zoom of 75 % that was reached by multiplying still counts as 75 %.
    constexpr qreal slack = 1e-6;
    if (zoom >= 0.75 - slack)
        return Detail::Full;
    return zoom >= 0.4 - slack ? Detail::Reduced : Detail::Blocks;
}

QRectF cardRect(QPointF position)
{
    return {position, QSizeF(cardWidth, cardHeight)};
}

QPointF portPoint(QPointF position, bool output, int index, int count)
{
    const qreal room = cardWidth - 2 * portReach;
    const qreal spacing = count > 1 ? std::min(portSpacing, room / (count - 1)) : 0;
    const qreal x = cardWidth / 2 + (index - (count - 1) / 2.0) * spacing;
    return position + QPointF(x, output ? cardHeight : 0);
}

QPointF LinkCurve::at(qreal t) const
{
    const qreal s = 1 - t;
    return s * s * s * start + 3 * s * s * t * startControl + 3 * s * t * t * endControl + t * t * t * end;
}

QRectF LinkCurve::bounds() const
{
    // The hull of the control points holds the curve.
    const auto [left, right] = std::minmax({start.x(), end.x(), startControl.x(), endControl.x()});
    const auto [top, bottom] = std::minmax({start.y(), end.y(), startControl.y(), endControl.y()});
    return {QPointF(left, top), QPointF(right, bottom)};
}

QPainterPath LinkCurve::path() const
{
    QPainterPath path(start);
    path.cubicTo(startControl, endControl, end);
    return path;
}

qreal LinkCurve::distanceTo(QPointF point) const
{
    return QLineF(at(nearestParameter(*this, point)), point).length();
}

qreal nearestParameter(const LinkCurve& curve, QPointF point)
{
    qreal best = std::numeric_limits<qreal>::max();
    qreal parameter = 0;
    QPointF before = curve.start;
    for (int i = 1; i <= curveSteps; ++i) {
        const QPointF now = curve.at(qreal(i) / curveSteps);
        qreal along = 0;
        const qreal distance = distanceToSegment(before, now, point, &along);
        if (distance < best) {
            best = distance;
            parameter = (i - 1 + along) / curveSteps;
        }
        before = now;
    }
    return parameter;
}

LinkCurve linkCurve(QPointF from, QPointF to)
{
    constexpr qreal shortest = 12;
    const qreal down = to.y() - from.y();
    qreal reach = down / 2;
    // A target beside or above needs room to turn: the more, the further the curve has to go back.
    if (reach < shortest)
        reach = std::min(shortest + (2 * shortest - down) / 4, 96.0);
    return {from, from + QPointF(0, reach), to - QPointF(0, reach), to};
}

QPointF snappedToGrid(QPointF position)
{
    return {std::round(position.x() / gridStep) * gridStep, std::round(position.y() / gridStep) * gridStep};
}

Snap snap(const QRectF& moving, const QList<QRectF>& others, qreal reach)
{
    const QPointF grid = snappedToGrid(moving.topLeft()) - moving.topLeft();
    const auto x = alignment(moving, others, reach, false);
    const auto y = alignment(moving, others, reach, true);
    Snap result;
    result.offset = {x.value_or(grid.x()), y.value_or(grid.y())};
    const QRectF moved = moving.translated(result.offset);
    addGuides(moved, others, false, result.guides);
    addGuides(moved, others, true, result.guides);
    return result;
}

QList<int> readingOrder(const QList<std::pair<int, QPointF>>& cards)
{
    // Cards whose tops differ by less than half a card stand in one row.
    QList<std::pair<int, QPointF>> sorted = cards;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.second.y(), a.second.x(), a.first) <
            std::tuple(b.second.y(), b.second.x(), b.first);
    });
    for (auto row = sorted.begin(); row != sorted.end();) {
        const qreal limit = row->second.y() + cardHeight / 2;
        const auto end =
            std::find_if(row, sorted.end(), [&](const auto& c) { return c.second.y() >= limit; });
        std::stable_sort(row, end, [](const auto& a, const auto& b) { return a.second.x() < b.second.x(); });
        row = end;
    }
    QList<int> order;
    order.reserve(sorted.size());
    for (const auto& card : sorted)
        order << card.first;
    return order;
}

QRectF besideCard(const QRectF& card, QSizeF size, const QRectF& view, qreal gap, const QList<QRectF>& others)
{
    const qreal top = card.top() - 4;
    const QRectF right(QPointF(card.right() + gap, top), size);
    const QRectF left(QPointF(card.left() - gap - size.width(), top), size);
    const auto cost = [&](const QRectF& place) {
        const bool outside = place.left() < view.left() || place.right() > view.right();
        const auto covers = [&](const QRectF& other) { return other != card && place.intersects(other); };
        return std::pair(outside, std::count_if(others.begin(), others.end(), covers));
    };
    if (cost(left).first && cost(right).first) { // no room on either side: below, inside the view
        const qreal farthest = std::max(view.left() + gap, view.right() - gap - size.width());
        return {QPointF(std::clamp(card.left(), view.left() + gap, farthest), card.bottom() + gap), size};
    }
    return cost(left) < cost(right) ? left : right;
}

} // namespace widgets

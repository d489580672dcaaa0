#pragma once

#include <QLineF>
#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <utility>

namespace widgets {

// Measures of the canvas at 100 % zoom, in scene units.
inline constexpr qreal cardWidth = 240;
inline constexpr qreal cardHeight = 56;
inline constexpr qreal cardRadius = 8;
inline constexpr qreal portRadius = 5;
inline constexpr qreal portReach = 12; // half of the 24 px hit area
inline constexpr qreal linkReach = 6; // half of the 12 px hit width
inline constexpr qreal gridStep = 8; // cards snap to it
inline constexpr qreal dotStep = 24; // visible dots

// What a card shows at which zoom.
enum class Detail { Blocks, Reduced, Full };
Detail detailAt(qreal zoom);

QRectF cardRect(QPointF position);
// Inputs are on the upper edge, outputs on the lower one, centred and 32 apart (closer when there are many).
QPointF portPoint(QPointF position, bool output, int index, int count);

// A cubic that leaves and arrives vertically.
struct LinkCurve {
    QPointF start, startControl, endControl, end;

    QPointF at(qreal t) const;
    QRectF bounds() const;
    QPainterPath path() const;
    qreal distanceTo(QPointF point) const; // to within half a unit
};
LinkCurve linkCurve(QPointF from, QPointF to);
// How far along the curve, 0 to 1, the nearest point lies.
qreal nearestParameter(const LinkCurve& curve, QPointF point);

QPointF snappedToGrid(QPointF position);

// How to shift a moving rectangle so that it aligns with a neighbour, or else with the grid; and the lines
// that show which neighbours it aligns with.
struct Snap {
    QPointF offset;
    QList<QLineF> guides;
};
Snap snap(const QRectF& moving, const QList<QRectF>& others, qreal reach);

// Ids from top to bottom, in rows from left to right.
QList<int> readingOrder(const QList<std::pair<int, QPointF>>& cards);

// Where a bubble of this size stands beside the card: where it fits into the view and covers fewest of the
// others; if all is equal, on the right. Below the card when neither side has room.
QRectF besideCard(const QRectF& card, QSizeF size, const QRectF& view, qreal gap,
                  const QList<QRectF>& others = {});

} // namespace widgets

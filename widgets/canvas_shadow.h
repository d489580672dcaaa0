#pragma once

#include <QRectF>

class QPainter;

namespace widgets {

enum class Shadow { Card, Popup };

// The soft shadow of a rounded rectangle, drawn around and under it from a pre-rendered nine-patch.
// The rectangle is in the painter's coordinates; the blur scales with them.
void drawShadow(QPainter& painter, const QRectF& rect, qreal radius, Shadow kind);
// How far the shadow reaches beyond its rectangle.
qreal shadowMargin(Shadow kind);

} // namespace widgets

#pragma once

#include "widgets/canvas_card.h"

namespace widgets {

// The parts around a card's face, in its coordinates.

// 20 bars, and with room for it the caption, on a flap at the right edge.
void drawFlap(QPainter& painter, const CardLook& look, bool caption);
void drawBars(QPainter& painter, const QRectF& area, const QList<float>& bars, const QColor& color);
// The selection's ring and the keyboard's.
void drawRings(QPainter& painter, const CardLook& look);
void drawPorts(QPainter& painter, const CardLook& look);
// State badges in the upper right corner, the most urgent outermost.
void drawBadges(QPainter& painter, const CardLook& look, qreal size);
// Fades the card into the canvas; cheaper and cleaner than painting every part half transparent.
void drawVeil(QPainter& painter, const CardLook& look);

} // namespace widgets

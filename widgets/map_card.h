#pragma once

#include "widgets/embedding_map.h"

class QPainter;

namespace widgets {

// The card beside a hovered point; it keeps to the side where there is room. Empty without content.
QRectF mapCardRect(const MapCard& card, const QPointF& point, const QSizeF& screen);
void drawMapCard(QPainter& painter, const QRectF& rect, const MapCard& card);

} // namespace widgets

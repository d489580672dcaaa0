#include "widgets/embedding_map_private.h"

#include "widgets/theme.h"

#include <QPainter>

// What is painted above the points.
namespace widgets {

void EmbeddingMap::Private::paintOverlay(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    if (!outline.isEmpty()) {
        painter.setPen(QPen(t.accent, 1.5));
        QColor fill = t.accent;
        fill.setAlphaF(0.1F);
        painter.setBrush(fill);
        painter.drawPolygon(outline);
    }
}

QList<QRectF> EmbeddingMap::labelRects() const
{
    return {};
}

QRectF EmbeddingMap::legendRect(int) const
{
    return {};
}

} // namespace widgets

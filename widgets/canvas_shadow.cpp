#include "widgets/canvas_shadow.h"

#include "widgets/theme.h"

#include <QImage>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

#include <qdrawutil.h>

namespace widgets {

namespace {

struct Softness {
    qreal offset, blur, strength;
};

Softness softness(Shadow kind)
{
    const bool dark = tokens().dark;
    return kind == Shadow::Card ? Softness{2, 5, dark ? 0.45 : 0.10} : Softness{4, 10, dark ? 0.55 : 0.20};
}

// Distance to the edge of a rounded square with the given half side; negative inside.
qreal edgeDistance(qreal x, qreal y, qreal half, qreal radius)
{
    const qreal dx = std::abs(x) - half + radius;
    const qreal dy = std::abs(y) - half + radius;
    return std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) + std::min(std::max(dx, dy), 0.0) - radius;
}

// A shadow of the smallest possible square; its middle row and column are stretched when drawn.
QPixmap patch(int radius, int blur, const QColor& color)
{
    const QString key = QStringLiteral("shadow/%1/%2/%3").arg(radius).arg(blur).arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int half = radius + blur;
    const int margin = 2 * blur;
    const int side = 2 * (half + margin) + 1;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < side; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < side; ++x) {
            const qreal distance = edgeDistance(x - side / 2, y - side / 2, half, radius);
            // The normal distribution's integral is what a Gaussian blur makes of an edge.
            const qreal cover = 0.5 * std::erfc(distance / (blur * 0.9));
            line[x] =
                qPremultiply(qRgba(color.red(), color.green(), color.blue(), int(color.alpha() * cover)));
        }
    }
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

qreal shadowMargin(Shadow kind)
{
    const Softness s = softness(kind);
    return s.offset + 2 * s.blur;
}

void drawShadow(QPainter& painter, const QRectF& rect, qreal radius, Shadow kind)
{
    const Softness s = softness(kind);
    const QTransform transform = painter.worldTransform();
    const qreal scale = transform.m11();
    const int blur = std::max(1, int(std::lround(s.blur * scale)));
    QColor color = tokens().shadow;
    color.setAlphaF(s.strength);
    const QPixmap pixmap = patch(int(std::lround(radius * scale)), blur, color);
    const int edge = pixmap.width() / 2;
    const QRect target = transform.mapRect(rect.translated(0, s.offset))
                             .toRect()
                             .adjusted(-2 * blur, -2 * blur, 2 * blur, 2 * blur);
    if (target.width() < pixmap.width() || target.height() < pixmap.height())
        return;
    painter.setWorldMatrixEnabled(false);
    const QMargins margins(edge, edge, edge, edge);
    qDrawBorderPixmap(&painter, target, margins, pixmap, pixmap.rect(), margins);
    painter.setWorldMatrixEnabled(true);
}

} // namespace widgets

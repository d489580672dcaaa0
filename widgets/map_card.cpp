#include "widgets/map_card.h"

#include "widgets/canvas_shadow.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr double pad = 10, picture = 64, gap = 10, away = 16, widestText = 240;

QSizeF textSize(const MapCard& card)
{
    const QFontMetricsF title(textFont(TextSize::Body, true)), line(textFont(TextSize::Caption));
    double width = card.title.isEmpty() ? 0 : title.horizontalAdvance(card.title);
    double height = card.title.isEmpty() ? 0 : title.height();
    for (const QString& text : card.lines) {
        width = std::max(width, line.horizontalAdvance(text));
        height += line.height() + 2;
    }
    return {std::ceil(std::min(width, widestText)), std::ceil(height)};
}

} // namespace

QRectF mapCardRect(const MapCard& card, const QPointF& point, const QSizeF& screen)
{
    const QSizeF text = textSize(card);
    const bool hasPicture = !card.picture.isNull();
    if (text.isEmpty() && !hasPicture)
        return {};
    const double width = 2 * pad + text.width() + (hasPicture ? picture + (text.width() > 0 ? gap : 0) : 0);
    const double height = 2 * pad - 2 + std::max(text.height(), hasPicture ? picture : 0.0);
    const double x = point.x() + away + width <= screen.width() ? point.x() + away : point.x() - away - width;
    const double y =
        point.y() + away + height <= screen.height() ? point.y() + away : point.y() - away - height;
    return QRectF(std::round(std::max(2.0, x)), std::round(std::max(2.0, y)), width, height);
}

void drawMapCard(QPainter& painter, const QRectF& rect, const MapCard& card)
{
    const Tokens& t = tokens();
    drawShadow(painter, rect, 8, Shadow::Popup);
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.popup);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QRectF inner = rect.adjusted(pad, pad - 1, -pad, -pad + 1);
    if (!card.picture.isNull()) {
        QRectF target(QPointF(), QSizeF(card.picture.size()).scaled({picture, picture}, Qt::KeepAspectRatio));
        target.moveCenter(inner.topLeft() + QPointF(picture / 2, picture / 2));
        // Pixels of data stay squares.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, card.picture.width() > picture);
        painter.drawImage(target, card.picture);
        inner.setLeft(inner.left() + picture + gap);
    }
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    QFontMetricsF metrics(painter.font());
    double top = inner.top();
    if (!card.title.isEmpty()) {
        painter.drawText(QPointF(inner.left(), top + metrics.ascent()),
                         metrics.elidedText(card.title, Qt::ElideRight, widestText + 1));
        top += metrics.height() + 2;
    }
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    metrics = QFontMetricsF(painter.font());
    for (const QString& line : card.lines) {
        painter.drawText(QPointF(inner.left(), top + metrics.ascent()),
                         metrics.elidedText(line, Qt::ElideRight, widestText + 1));
        top += metrics.height() + 2;
    }
}

} // namespace widgets

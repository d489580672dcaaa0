#include "widgets/canvas_card_marks.h"
#include "widgets/canvas_shadow.h"
#include "widgets/color_scale.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

using Severity = CanvasProblem::Severity;

constexpr QRectF card(0, 0, cardWidth, cardHeight);
constexpr qreal stripeWidth = 5;
constexpr qreal textLeft = 48;
constexpr qreal textRight = 228;
constexpr qreal textGap = 8;

QPen borderPen(const CardLook& look)
{
    const Tokens& t = tokens();
    if (look.has(Severity::Error))
        return {t.error, 1.5};
    if (look.selected)
        return {t.accent, 2};
    if (look.has(Severity::Warning) || (look.activity && look.activity->warning))
        return {t.warning, 1.5};
    QPen pen(look.over ? t.field : t.line2, 1);
    if (look.node.muted) {
        pen.setDashPattern({3, 3});
        pen.setCapStyle(Qt::FlatCap);
    }
    return pen;
}

QColor categoryColor(const CardLook& look)
{
    const Tokens& t = tokens();
    const QColor& color = t.of(look.node.category);
    return look.node.muted ? mixed(t.card, color, 0.5) : color;
}

// The stripe follows the card's rounded corners.
QPainterPath stripePath(const QRectF& r, qreal radius, qreal width)
{
    // Where the vertical line at `width` cuts the corner's arc.
    const qreal angle = std::acos(std::clamp((radius - width) / radius, 0.0, 1.0)) * 180 / M_PI;
    QPainterPath path;
    path.arcMoveTo(r.left(), r.top(), 2 * radius, 2 * radius, 180 - angle);
    path.arcTo(r.left(), r.top(), 2 * radius, 2 * radius, 180 - angle, angle);
    path.arcTo(r.left(), r.bottom() - 2 * radius, 2 * radius, 2 * radius, 180, angle);
    path.closeSubpath();
    return path;
}

void drawBody(QPainter& painter, const CardLook& look, const QRectF& r, qreal radius, qreal stripe)
{
    const Tokens& t = tokens();
    const QPen pen = borderPen(look);
    const qreal inset = pen.widthF() / 2;
    const QRectF outline = r.adjusted(inset, inset, -inset, -inset);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.node.muted ? mixed(t.canvas, t.card, 0.6) : t.card);
    painter.drawRoundedRect(r, radius, radius);
    painter.setBrush(categoryColor(look));
    painter.drawPath(stripePath(r, radius, stripe));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(outline, radius - inset, radius - inset);
}

// Title and shape, settings and parameters. Settings give way first, then the shape, the title last.
void drawTexts(QPainter& painter, const CardLook& look)
{
    const Tokens& t = tokens();
    const CanvasNode& node = look.node;
    const QColor& strong = node.muted ? t.text2 : t.text;
    const qreal width = textRight - textLeft;

    const QFont titleFont = textFont(TextSize::Body, true);
    const QFontMetricsF titleMetrics(titleFont);
    const QFont shapeFont = textFont(TextSize::Body);
    const qreal shapeWidth = node.shape.isEmpty() ? 0 : numberWidth(shapeFont, node.shape) + textGap;
    const bool showShape = shapeWidth > 0 && titleMetrics.horizontalAdvance(node.title) <= width - shapeWidth;
    painter.setPen(strong);
    if (!look.untitled) {
        painter.setFont(titleFont);
        painter.drawText(QPointF(textLeft, 23.5), titleMetrics.elidedText(node.title, Qt::ElideRight, width));
    }
    if (showShape && !look.untitled) {
        painter.setFont(shapeFont);
        drawNumber(painter, {textRight, 23.5}, node.shape, true);
    }

    const QFont caption = textFont(TextSize::Caption);
    painter.setFont(caption);
    painter.setPen(t.text2);
    const qreal parameters = node.parameters.isEmpty()
        ? 0
        : drawNumber(painter, {textRight, 42.5}, node.parameters, true) + textGap;
    painter.drawText(
        QPointF(textLeft, 42.5),
        QFontMetricsF(caption).elidedText(cardSettings(node), Qt::ElideRight, width - parameters));
}

void paintFull(QPainter& painter, const CardLook& look)
{
    if (!look.node.muted)
        drawShadow(painter, card, cardRadius, Shadow::Card);
    drawRings(painter, look);
    drawBody(painter, look, card, cardRadius, stripeWidth);
    drawIcon(painter, QRectF(14, 16, 24, 24), look.node.icon, categoryColor(look));
    drawTexts(painter, look);
}

// Icon, title and shape at their size on the screen, whatever the zoom.
void drawReducedTexts(QPainter& painter, const CardLook& look, const QSizeF& size)
{
    const Tokens& t = tokens();
    const qreal side = std::clamp(size.height() * 24 / cardHeight, 12.0, 18.0);
    const qreal iconLeft = std::max(8.0, size.width() * 14 / cardWidth);
    const qreal middle = size.height() / 2;
    drawIcon(painter, {iconLeft, middle - side / 2, side, side}, look.node.icon, categoryColor(look));

    const qreal left = iconLeft + side + 6;
    const qreal width = size.width() - left - 7;
    const QFont titleFont = textFont(TextSize::Caption, true);
    const QFontMetricsF metrics(titleFont);
    const qreal baseline = middle + metrics.capHeight() / 2;
    const QFont shapeFont = textFont(TextSize::Caption);
    const qreal shapeWidth =
        look.node.shape.isEmpty() ? 0 : numberWidth(shapeFont, look.node.shape) + textGap;
    const bool showShape = shapeWidth > 0 && metrics.horizontalAdvance(look.node.title) <= width - shapeWidth;
    painter.setPen(look.node.muted ? t.text2 : t.text);
    painter.setFont(titleFont);
    if (!look.untitled)
        painter.drawText(QPointF(left, baseline), metrics.elidedText(look.node.title, Qt::ElideRight, width));
    if (showShape && !look.untitled) {
        painter.setPen(t.text2);
        painter.setFont(shapeFont);
        drawNumber(painter, {left + width, baseline}, look.node.shape, true);
    }
}

void paintReduced(QPainter& painter, const CardLook& look, qreal zoom)
{
    if (zoom >= 0.5 && !look.node.muted)
        drawShadow(painter, card, cardRadius, Shadow::Card);
    drawRings(painter, look);
    drawBody(painter, look, card, cardRadius, stripeWidth);
    painter.scale(1 / zoom, 1 / zoom);
    drawReducedTexts(painter, look, card.size() * zoom);
    painter.scale(zoom, zoom);
}

void paintBlock(QPainter& painter, const CardLook& look, qreal zoom)
{
    const Tokens& t = tokens();
    const qreal pixel = 1 / zoom;
    const bool error = look.has(Severity::Error);
    painter.setPen(Qt::NoPen);
    if (look.selected || look.focused || error) {
        painter.setBrush(look.selected || look.focused ? t.accent : t.error);
        painter.drawRoundedRect(card.adjusted(-3 * pixel, -3 * pixel, 3 * pixel, 3 * pixel), 14, 14);
        painter.setBrush(t.canvas);
        painter.drawRoundedRect(card.adjusted(-pixel, -pixel, pixel, pixel), 10, 10);
    }
    painter.setBrush(error ? t.error : categoryColor(look));
    if (zoom < 0.2)
        painter.drawRect(card); // the rounding would not be seen
    else
        painter.drawRoundedRect(card, cardRadius, cardRadius);
}

} // namespace

void paintFlap(QPainter& painter, const CardLook& look, qreal zoom)
{
    if (!look.activity || zoom < 0.2)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    if (detailAt(zoom) == Detail::Blocks)
        drawBars(painter, QRectF(cardWidth + 5, 6, 60, cardHeight - 12), look.activity->bars,
                 tokens().of(look.node.category));
    else
        drawFlap(painter, look, detailAt(zoom) == Detail::Full);
    if (look.dimmed) {
        painter.setPen(Qt::NoPen);
        QColor veil = tokens().canvas;
        veil.setAlphaF(0.6F);
        painter.setBrush(veil);
        painter.drawRect(flapRect);
    }
}

void paintCard(QPainter& painter, const CardLook& look, qreal zoom)
{
    const Detail detail = detailAt(zoom);
    painter.setRenderHint(QPainter::Antialiasing, zoom >= 0.2);
    if (detail == Detail::Blocks)
        paintBlock(painter, look, zoom);
    else if (detail == Detail::Reduced)
        paintReduced(painter, look, zoom);
    else
        paintFull(painter, look);
    if (detail != Detail::Blocks)
        drawPorts(painter, look);
    if (look.dimmed)
        drawVeil(painter, look);
    if (detail != Detail::Blocks)
        drawBadges(painter, look, detail == Detail::Full ? 20 : std::max(20.0, 14 / zoom));
}

} // namespace widgets

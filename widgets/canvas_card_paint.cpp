#include "widgets/canvas_card.h"

#include "widgets/canvas_shadow.h"

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

QColor withAlpha(QColor color, qreal alpha)
{
    color.setAlphaF(color.alphaF() * alpha);
    return color;
}

// Mixed on the surface, so that nothing below shines through.
QColor mixed(const QColor& a, const QColor& b, qreal share)
{
    const auto mix = [=](qreal x, qreal y) { return x + (y - x) * share; };
    return QColor::fromRgbF(float(mix(a.redF(), b.redF())), float(mix(a.greenF(), b.greenF())),
                            float(mix(a.blueF(), b.blueF())));
}

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

void drawBars(QPainter& painter, const QRectF& area, const QList<float>& bars, const QColor& color)
{
    if (bars.isEmpty())
        return;
    const qreal step = area.width() / qreal(bars.size());
    QList<QRectF> rects;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        const qreal height = std::max(1.0, area.height() * std::clamp(qreal(bars[i]), 0.0, 1.0));
        rects << QRectF(area.left() + i * step, area.bottom() - height, step * 0.78, height);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRects(rects);
}

void drawFlap(QPainter& painter, const CardLook& look, bool caption)
{
    const Tokens& t = tokens();
    const QRectF flap(cardWidth - 6, 6, 72, cardHeight - 12);
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(flap.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRectF plot(cardWidth + 5, 11, 56, caption ? 22 : 34);
    drawBars(painter, plot, look.activity->bars, t.of(look.node.category));
    if (!caption)
        return;
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(look.activity->warning ? t.warning : t.text2);
    painter.drawText(QRectF(cardWidth + 2, 34, 62, 14), Qt::AlignCenter, look.activity->caption);
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

// What lies around the border: the selection's ring and the keyboard's.
void drawRings(QPainter& painter, const CardLook& look)
{
    const Tokens& t = tokens();
    painter.setBrush(Qt::NoBrush);
    if (look.selected && look.has(Severity::Error)) {
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), cardRadius + 3, cardRadius + 3);
    } else if (look.selected) {
        painter.setPen(QPen(withAlpha(t.accent, 0.28), 4));
        painter.drawRoundedRect(card.adjusted(-2, -2, 2, 2), cardRadius + 2, cardRadius + 2);
    }
    if (look.focused) {
        QPen pen(t.focus, 2);
        pen.setDashPattern({1, 1});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawRoundedRect(card.adjusted(-5, -5, 5, 5), cardRadius + 5, cardRadius + 5);
    }
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

void drawPort(QPainter& painter, QPointF at, PortLook look, bool pale)
{
    const Tokens& t = tokens();
    const auto circle = [&](qreal radius, const QPen& pen, const QBrush& brush) {
        painter.setPen(pen);
        painter.setBrush(brush);
        painter.drawEllipse(at, radius, radius);
    };
    switch (look) {
    case PortLook::Normal:
        return circle(portRadius - 0.75, QPen(pale ? t.line2 : t.field, 1.5), t.card);
    case PortLook::Over:
        return circle(portRadius + 0.5, QPen(t.accent, 2), t.card);
    case PortLook::Source:
        return circle(portRadius + 1, Qt::NoPen, t.accent);
    case PortLook::Fits:
        circle(7, QPen(t.accent, 2), t.card);
        return circle(10.5, QPen(withAlpha(t.accent, 0.3), 3), Qt::NoBrush);
    case PortLook::Target:
        circle(8, Qt::NoPen, t.accent);
        return circle(12, QPen(withAlpha(t.accent, 0.45), 3), Qt::NoBrush);
    }
}

void drawPorts(QPainter& painter, const CardLook& look)
{
    for (const bool output : {false, true}) {
        const int count = output ? look.node.outputs : look.node.inputs;
        for (int i = 0; i < count; ++i)
            drawPort(painter, portPoint({}, output, i, count), look.look(output, i), look.node.muted);
    }
}

// State badges in the upper right corner, the most urgent outermost.
void drawBadges(QPainter& painter, const CardLook& look, const QRectF& r, qreal size)
{
    const Tokens& t = tokens();
    QPointF at(r.right() - size * 0.2, r.top() + size * 0.1);
    const auto badge = [&](const QString& icon, const QColor& color) {
        painter.setPen(QPen(t.line, 1));
        painter.setBrush(t.popup);
        painter.drawEllipse(at, size / 2, size / 2);
        const qreal side = size * 0.7;
        drawIcon(painter, {at.x() - side / 2, at.y() - side / 2, side, side}, icon, color);
        at.rx() -= size + 2;
    };
    if (look.has(Severity::Error))
        badge(QStringLiteral("error"), t.error);
    else if (look.has(Severity::Warning) || (look.activity && look.activity->warning))
        badge(QStringLiteral("warning"), t.warning);
    if (look.node.muted)
        badge(QStringLiteral("mute"), t.text2);
    if (look.node.frozen)
        badge(QStringLiteral("lock"), t.text2);
}

// Fades the card into the canvas; cheaper and cleaner than painting every part half transparent.
void drawVeil(QPainter& painter, const CardLook& look)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(tokens().canvas, 0.6));
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(card.adjusted(-1, -1, 1, 1), cardRadius, cardRadius);
    for (int i = 0; i < look.node.inputs; ++i)
        path.addEllipse(portPoint({}, false, i, look.node.inputs), portRadius + 1, portRadius + 1);
    for (int i = 0; i < look.node.outputs; ++i)
        path.addEllipse(portPoint({}, true, i, look.node.outputs), portRadius + 1, portRadius + 1);
    painter.drawPath(path);
}

void paintFull(QPainter& painter, const CardLook& look)
{
    if (look.activity)
        drawFlap(painter, look, true);
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
    if (look.activity)
        drawFlap(painter, look, false);
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
    if (look.activity && zoom >= 0.2)
        drawBars(painter, QRectF(cardWidth + 5, 6, 60, cardHeight - 12), look.activity->bars,
                 t.of(look.node.category));
}

} // namespace

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
        drawBadges(painter, look, card, detail == Detail::Full ? 20 : std::max(20.0, 14 / zoom));
}

} // namespace widgets

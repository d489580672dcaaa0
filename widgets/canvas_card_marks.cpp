#include "widgets/canvas_card_marks.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace widgets {

namespace {

using Severity = CanvasProblem::Severity;

constexpr QRectF card(0, 0, cardWidth, cardHeight);

QColor withAlpha(QColor color, qreal alpha)
{
    color.setAlphaF(color.alphaF() * alpha);
    return color;
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

} // namespace

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
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(flapRect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRectF plot(cardWidth + 5, 11, 56, caption ? 22 : 34);
    drawBars(painter, plot, look.activity->bars, t.of(look.node.category));
    if (!caption)
        return;
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(look.activity->warning ? t.warning : t.text2);
    painter.drawText(QRectF(cardWidth + 2, 34, 62, 14), Qt::AlignCenter, look.activity->caption);
}

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

void drawPorts(QPainter& painter, const CardLook& look)
{
    for (const bool output : {false, true}) {
        const int count = output ? look.node.outputs : look.node.inputs;
        for (int i = 0; i < count; ++i)
            drawPort(painter, portPoint({}, output, i, count), look.look(output, i), look.node.muted);
    }
}

void drawBadges(QPainter& painter, const CardLook& look, qreal size)
{
    const Tokens& t = tokens();
    QPointF at(card.right() - size * 0.2, card.top() + size * 0.1);
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

} // namespace widgets

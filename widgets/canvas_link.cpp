#include "widgets/canvas_link.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal labelGap = 10;
constexpr qreal labelReach = 120; // room for a label at its on-screen size and low zoom
constexpr qreal haloWidth = 3;

// The text with a halo in the canvas colour, at the given zoom. Many links share a shape, hence a picture.
QPixmap labelPixmap(const QString& text, const QFont& font, const QColor& color, qreal ratio)
{
    const QColor& halo = tokens().canvas;
    const QString key = QStringLiteral("link/%1/%2/%3/%4/%5")
                            .arg(text, font.key())
                            .arg(color.rgba())
                            .arg(halo.rgba())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const QFontMetricsF metrics(font);
    const QSizeF size(numberWidth(font, text) + 2 * haloWidth, metrics.height() + 2 * haloWidth);
    pixmap = QPixmap((size * ratio).toSize() + QSize(1, 1));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    const QPointF baseline(haloWidth, haloWidth + metrics.ascent());
    painter.setPen(halo);
    for (int i = 0; i < 12; ++i) { // a ring of copies widens the strokes on all sides
        const qreal angle = i * M_PI / 6;
        drawNumber(painter, baseline + haloWidth * 0.8 * QPointF(std::cos(angle), std::sin(angle)), text);
    }
    painter.setPen(color);
    drawNumber(painter, baseline, text);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

LinkItem::LinkItem(const CanvasLink& link) : m_link(link) {}

void LinkItem::setLink(const CanvasLink& link)
{
    if (m_link == link)
        return;
    m_link = link;
    restyle();
}

void LinkItem::restyle()
{
    m_labelZoom = 0;
    update();
}

void LinkItem::setCurve(const LinkCurve& curve)
{
    if (m_curve.start == curve.start && m_curve.end == curve.end)
        return;
    prepareGeometryChange();
    m_curve = curve;
    updateBounds();
}

void LinkItem::updateBounds()
{
    m_bounds = m_curve.bounds().adjusted(-labelReach, -labelGap, labelReach, labelGap);
}

void LinkItem::changed(bool& flag, bool value)
{
    if (flag == value)
        return;
    flag = value;
    update();
}

void LinkItem::setFork(bool fork)
{
    changed(m_fork, fork);
}
void LinkItem::setOver(bool over)
{
    changed(m_over, over);
}
void LinkItem::setSelected(bool selected)
{
    changed(m_selected, selected);
}
void LinkItem::setFocused(bool focused)
{
    changed(m_focused, focused);
}
void LinkItem::setGhost(bool ghost)
{
    changed(m_ghost, ghost);
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Tokens& t = tokens();
    const qreal zoom = painter->worldTransform().m11();
    const bool strong = m_over || m_selected || m_focused;
    QPen pen(strong ? t.accent : t.field, strong ? 2.5 : 2);
    if (m_link.problem) {
        pen.setColor(strong ? t.accent : t.error);
        pen.setDashPattern({3, 2.5});
        pen.setCapStyle(Qt::FlatCap);
    }
    if (m_focused && !m_selected)
        pen.setDashPattern({1, 1});
    if (m_ghost)
        pen.setColor(t.line2);
    // Far away a thin line would fade; keep it a pixel wide on the screen.
    pen.setWidthF(std::max(pen.widthF(), 1.2 / zoom));
    painter->setRenderHint(QPainter::Antialiasing, zoom >= 0.2);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    if (zoom < 0.2 || qFuzzyCompare(m_curve.start.x(), m_curve.end.x()))
        painter->drawLine(m_curve.start, m_curve.end);
    else
        painter->drawPath(m_curve.path());
    if (detailAt(zoom) != Detail::Blocks && !m_ghost)
        drawLabel(*painter, zoom);
}

const QPixmap& LinkItem::label(qreal zoom, qreal ratio)
{
    if (m_labelZoom != zoom || m_labelRatio != ratio) {
        QFont font = textFont(TextSize::Caption);
        font.setPointSizeF(font.pointSizeF() * 8.5 / 9 * std::max(1.0, zoom));
        m_label = labelPixmap(m_link.shape, font, m_link.problem ? tokens().error : tokens().text2, ratio);
        m_labelZoom = zoom;
        m_labelRatio = ratio;
    }
    return m_label;
}

void LinkItem::drawLabel(QPainter& painter, qreal zoom)
{
    const qreal gap = m_curve.end.y() - m_curve.start.y();
    if (m_link.shape.isEmpty() || gap * zoom < 16)
        return;
    const QPixmap& label = this->label(zoom, painter.device()->devicePixelRatioF());
    const QSizeF size = label.deviceIndependentSize();
    const qreal slant = m_curve.end.x() - m_curve.start.x();
    const bool straight = std::abs(slant) < 2 * labelGap;
    const bool leftward = !straight && (m_fork ? slant < 0 : slant > 0);
    const qreal small = std::min(1.0, zoom);
    const QPointF end = m_fork ? m_curve.end : m_curve.start;
    QPointF at = painter.worldTransform().map(straight ? m_curve.at(0.5) : end);
    if (!straight) // just clear of the card's edge
        at.ry() += (m_fork ? -1 : 1) * (size.height() / 2 - haloWidth + 4 * small);
    const qreal side = (labelGap - haloWidth) * small;
    const qreal y = at.y() - size.height() / 2;
    painter.setWorldMatrixEnabled(false);
    painter.drawPixmap(QPointF(leftward ? at.x() - side - size.width() : at.x() + side, y).toPoint(), label);
    painter.setWorldMatrixEnabled(true);
}

DraftItem::DraftItem()
{
    setZValue(10);
    setVisible(false);
}

void DraftItem::setCurve(const LinkCurve& curve, bool backwards)
{
    prepareGeometryChange();
    m_curve = curve;
    m_backwards = backwards;
    setVisible(true);
    update();
}

void DraftItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Tokens& t = tokens();
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(t.accent, 2.5);
    pen.setDashPattern({2.4, 1.8});
    pen.setCapStyle(Qt::FlatCap);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_curve.path());
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.accent);
    painter->drawEllipse(m_backwards ? m_curve.start : m_curve.end, portRadius, portRadius);
}

} // namespace widgets

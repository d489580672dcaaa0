#include "widgets/canvas_surface.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace widgets {

CanvasSurface::CanvasSurface(QWidget* parent, qreal radius, Shadow shadow)
    : QWidget(parent), m_radius(radius), m_shadow(shadow), m_margin(int(std::ceil(shadowMargin(shadow))))
{
    setFont(textFont(TextSize::Body));
    hide();
}

void CanvasSurface::setFaceGeometry(const QRect& face)
{
    setGeometry(face.adjusted(-m_margin, -m_margin, m_margin, m_margin));
}

QRect CanvasSurface::face() const
{
    return geometry().adjusted(m_margin, m_margin, -m_margin, -m_margin);
}

QRectF CanvasSurface::innerFace() const
{
    return QRectF(rect().adjusted(m_margin, m_margin, -m_margin, -m_margin));
}

QPainterPath CanvasSurface::outline(const QRectF& face) const
{
    QPainterPath path;
    path.addRoundedRect(face, m_radius, m_radius);
    return path;
}

QColor CanvasSurface::border() const
{
    return tokens().line2;
}

QColor CanvasSurface::fill() const
{
    return tokens().popup;
}

void CanvasSurface::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawShadow(painter, innerFace(), m_radius, m_shadow);
    painter.setPen(QPen(border(), 1));
    painter.setBrush(fill());
    painter.drawPath(outline(innerFace().adjusted(0.5, 0.5, -0.5, -0.5)));
}

} // namespace widgets

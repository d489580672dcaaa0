#include "widgets/reset_dot.h"

#include "widgets/theme.h"

#include <QPainter>

namespace widgets {

ResetDot::ResetDot(QWidget* parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void ResetDot::setChanged(bool changed, const QString& backTo)
{
    setEnabled(changed);
    setFocusPolicy(changed ? Qt::TabFocus : Qt::NoFocus);
    setToolTip(changed ? backTo : QString());
    setAccessibleName(backTo);
    update();
}

void ResetDot::setNear(bool near)
{
    m_near = near;
    update();
}

void ResetDot::paintEvent(QPaintEvent*)
{
    if (!isEnabled())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(t.focus, 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? t.hover : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 3, -1, -3), 6, 6);
    }
    const QPointF middle = QRectF(rect()).center();
    if (m_near || underMouse() || hasFocus()) {
        drawIcon(painter, QRectF(middle.x() - 8, middle.y() - 8, 16, 16), QStringLiteral("restore"),
                 t.accent);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accent);
    painter.drawEllipse(middle, 3, 3);
}

} // namespace widgets

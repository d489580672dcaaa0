#include "widgets/large_picture.h"

#include "widgets/theme.h"

#include <QPainter>

namespace widgets {

LargePicture::LargePicture(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void LargePicture::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void LargePicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QSizeF size = m_picture.isNull() ? QSizeF(1, 1) : QSizeF(m_picture.size());
    QRectF target(QPointF(), size.scaled(this->size(), Qt::KeepAspectRatio));
    target.moveLeft((width() - target.width()) / 2);
    if (m_picture.isNull())
        painter.fillRect(target, tokens().sunken);
    else
        painter.drawImage(target, m_picture);
}

} // namespace widgets

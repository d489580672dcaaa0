#include "widgets/elided_label.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace widgets {

namespace {

constexpr int shortest = 48;

} // namespace

QSize ElidedLabel::minimumSizeHint() const
{
    return QLabel::minimumSizeHint().boundedTo({shortest, QWIDGETSIZE_MAX});
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const bool fits = fontMetrics().horizontalAdvance(text()) <= contentsRect().width();
        setToolTip(fits ? QString() : text());
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect line = contentsRect();
    style()->drawItemText(&painter, line, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading), palette(),
                          isEnabled(), fontMetrics().elidedText(text(), Qt::ElideRight, line.width()),
                          foregroundRole());
}

} // namespace widgets

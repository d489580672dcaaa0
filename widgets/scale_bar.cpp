#include "widgets/scale_bar.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QImage>
#include <QPainter>

namespace widgets {

namespace {

constexpr int barWidth = 160, barHeight = 8, space = 4;

} // namespace

ScaleBar::ScaleBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ScaleBar::setScale(Kind kind, const QString& low, const QString& high, const QString& middle)
{
    if (kind == m_kind && low == m_low && high == m_high && middle == m_middle)
        return;
    m_kind = kind;
    m_low = low;
    m_middle = middle;
    m_high = high;
    setAccessibleName(tr("Colours from %1 to %2").arg(low, high));
    updateGeometry();
    update();
}

const ColorScale& ScaleBar::scale() const
{
    switch (m_kind) {
    case Kind::Diverging:
        return divergingScale();
    case Kind::Sequential:
        return sequentialScale();
    case Kind::Grey:
    case Kind::Rgb:
        break;
    }
    return greyScale();
}

QSize ScaleBar::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextSize::Caption));
    const int figures = metrics.horizontalAdvance(m_low + m_middle + m_high) + 2 * metrics.averageCharWidth();
    return {qMax(barWidth, figures), barHeight + space + metrics.height()};
}

void ScaleBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ColorScale& colors = scale();
    const QImage line(reinterpret_cast<const uchar*>(colors.data()), static_cast<int>(colors.size()), 1,
                      QImage::Format_RGB32);
    const QRect bar(0, 0, width(), barHeight);
    painter.drawImage(bar, line);
    painter.setPen(tokens().line2);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(tokens().text2);
    const QRect figures(0, barHeight + space, width(), height() - barHeight - space);
    // Small values stand at the left in every language: so does the bar.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.drawText(figures, Qt::AlignLeft, m_low);
    painter.drawText(figures, Qt::AlignHCenter, m_middle);
    painter.drawText(figures, Qt::AlignRight, m_high);
}

void ScaleBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace widgets

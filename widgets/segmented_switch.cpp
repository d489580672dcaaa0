#include "widgets/segmented_switch.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace widgets {

namespace {

constexpr int margin = 3;
constexpr int padding = 16;

} // namespace

SegmentedSwitch::SegmentedSwitch(const QStringList& titles, QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTitles(titles);
}

void SegmentedSwitch::setTitles(const QStringList& titles)
{
    m_titles = titles;
    setCurrent(m_current);
    updateGeometry();
    update();
}

void SegmentedSwitch::setCurrent(int index)
{
    m_current = qBound(0, index, qMax(0, static_cast<int>(m_titles.size()) - 1));
    setAccessibleName(m_titles.value(m_current));
    update();
}

QSize SegmentedSwitch::sizeHint() const
{
    // Each segment is as wide as the widest title in its bold form, so nothing moves when it is chosen.
    const QFontMetrics metrics(textFont(TextSize::Body, true));
    int widest = 24;
    for (const QString& title : m_titles)
        widest = qMax(widest, metrics.horizontalAdvance(title));
    const int count = qMax(1, static_cast<int>(m_titles.size()));
    return {count * (widest + 2 * padding) + 2 * margin, qMax(34, metrics.height() + 14)};
}

QSize SegmentedSwitch::minimumSizeHint() const
{
    return sizeHint();
}

QRect SegmentedSwitch::segment(int index) const
{
    const int count = qMax(1, static_cast<int>(m_titles.size()));
    const int room = width() - 2 * margin;
    const int left = margin + room * index / count;
    const int right = margin + room * (index + 1) / count;
    return QStyle::visualRect(layoutDirection(), rect(),
                              QRect(left, margin, right - left, height() - 2 * margin));
}

int SegmentedSwitch::segmentAt(const QPoint& point) const
{
    for (int i = 0; i < m_titles.size(); ++i)
        if (segment(i).contains(point))
            return i;
    return -1;
}

void SegmentedSwitch::choose(int index)
{
    if (index < 0 || index >= m_titles.size() || index == m_current)
        return;
    setCurrent(index);
    emit chosen(index);
}

void SegmentedSwitch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    painter.setPen(QPen(hasFocus() ? t.focus : t.line, hasFocus() ? 2 : 1));
    painter.setBrush(t.sunken);
    const qreal inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
    for (int i = 0; i < m_titles.size(); ++i) {
        const bool on = i == m_current;
        const QRectF area = QRectF(segment(i)).adjusted(0.5, 0.5, -0.5, -0.5);
        if (on || i == m_hovered) {
            painter.setPen(on ? QPen(t.line2, 1) : QPen(Qt::NoPen));
            painter.setBrush(on ? t.card : t.hover);
            painter.drawRoundedRect(area, 6, 6);
        }
        painter.setFont(textFont(TextSize::Body, on));
        painter.setPen(!isEnabled() ? t.text3 : on ? t.text : t.text2);
        painter.drawText(area, Qt::AlignCenter, m_titles[i]);
    }
}

void SegmentedSwitch::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(segmentAt(event->position().toPoint()));
}

void SegmentedSwitch::mouseMoveEvent(QMouseEvent* event)
{
    const int over = segmentAt(event->position().toPoint());
    if (over != m_hovered) {
        m_hovered = over;
        update();
    }
}

void SegmentedSwitch::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void SegmentedSwitch::keyPressEvent(QKeyEvent* event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (event->key() == Qt::Key_Right)
        choose(m_current + forward);
    else if (event->key() == Qt::Key_Left)
        choose(m_current - forward);
    else
        QWidget::keyPressEvent(event);
}

void SegmentedSwitch::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace widgets

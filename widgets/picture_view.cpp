#include "widgets/picture_view.h"

#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace widgets {

namespace {

constexpr int space = 4;
constexpr int captionLines = 2;

} // namespace

PictureView::PictureView(int side, QWidget* parent) : QWidget(parent), m_side(side)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PictureView::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void PictureView::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void PictureView::setCaption(const QString& caption)
{
    m_caption = caption;
    setAccessibleDescription(caption);
    update();
}

void PictureView::setMark(const QRect& pixels)
{
    if (pixels == m_mark)
        return;
    m_mark = pixels;
    update();
}

int PictureView::titleHeight() const
{
    return QFontMetrics(textFont(TextSize::Body, true)).height() + space;
}

// Always room for two lines, so that nothing jumps while the pointer moves.
int PictureView::captionHeight() const
{
    return captionLines * QFontMetrics(textFont(TextSize::Caption)).lineSpacing() + space;
}

QSize PictureView::sizeHint() const
{
    return {m_side, titleHeight() + m_side + captionHeight()};
}

QRect PictureView::pictureRect() const
{
    if (m_picture.isNull())
        return {};
    const int larger = qMax(m_picture.width(), m_picture.height());
    const QSize size = larger > m_side ? m_picture.size().scaled(m_side, m_side, Qt::KeepAspectRatio)
                                       : m_picture.size() * (m_side / larger);
    return QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(0, titleHeight()), size));
}

QRect PictureView::rectOf(const QRect& pixels) const
{
    const QRect all = pictureRect();
    if (all.isEmpty())
        return {};
    const auto x = [&](int pixel) { return all.left() + pixel * all.width() / m_picture.width(); };
    const auto y = [&](int pixel) { return all.top() + pixel * all.height() / m_picture.height(); };
    return {QPoint(x(pixels.left()), y(pixels.top())),
            QPoint(x(pixels.right() + 1) - 1, y(pixels.bottom() + 1) - 1)};
}

void PictureView::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    painter.drawText(QRect(0, 0, width(), titleHeight() - space), Qt::AlignLeading | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, width()));
    const QRect target = pictureRect();
    if (!target.isEmpty()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, target.width() < m_picture.width());
        painter.drawImage(target, m_picture);
    }
    if (!target.isEmpty() && !m_mark.isNull()) {
        // Two lines, so that it is seen on black, on white and on the accent itself.
        const QRect frame = rectOf(m_mark);
        painter.setPen(t.onAccent);
        painter.drawRect(frame.adjusted(-2, -2, 1, 1));
        painter.setPen(t.accent);
        painter.drawRect(frame.adjusted(-1, -1, 0, 0));
    }
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    const int top = (target.isEmpty() ? titleHeight() : target.bottom() + 1) + space;
    painter.drawText(QRect(0, top, width(), height() - top), Qt::AlignLeading | Qt::TextWordWrap, m_caption);
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint point = event->position().toPoint();
    const QRect target = pictureRect();
    QPoint pixel(-1, -1);
    if (target.contains(point))
        pixel = {(point.x() - target.left()) * m_picture.width() / target.width(),
                 (point.y() - target.top()) * m_picture.height() / target.height()};
    if (pixel == m_hovered)
        return;
    m_hovered = pixel;
    emit pixelHovered(pixel);
}

void PictureView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (m_hovered == QPoint(-1, -1))
        return;
    m_hovered = {-1, -1};
    emit pixelHovered(m_hovered);
}

void PictureView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace widgets

#include "widgets/canvas_minimap.h"

#include "widgets/canvas_scene.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QGraphicsView>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace widgets {

namespace {

constexpr QSize mapSize(172, 148);
constexpr int padding = 10;
constexpr int frame = 16; // milliseconds

} // namespace

CanvasMinimap::CanvasMinimap(QGraphicsView& view, const CanvasScene& scene)
    : QWidget(&view), m_view(view), m_scene(scene)
{
    setFixedSize(mapSize);
    setAccessibleName(tr("Overview of the network"));
    setCursor(Qt::ArrowCursor);
    hide();
    m_later.setSingleShot(true);
    m_later.setInterval(frame);
    connect(&m_later, &QTimer::timeout, this, &CanvasMinimap::update);
}

void CanvasMinimap::refresh()
{
    if (!m_later.isActive())
        m_later.start();
}

void CanvasMinimap::update()
{
    const QRectF content = m_scene.contentRect();
    const QRect room = m_view.viewport()->geometry();
    const bool fits = room.width() > 2 * mapSize.width() && room.height() > 2 * mapSize.height();
    setVisible(fits && !content.isEmpty() && !seen().contains(content));
    if (!isVisible())
        return;
    const int x = m_view.isRightToLeft() ? room.left() + 16 : room.right() - 15 - width();
    move(x, room.bottom() - 15 - height());
    QWidget::update();
}

QRectF CanvasMinimap::seen() const
{
    return m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
}

QTransform CanvasMinimap::toMap() const
{
    const QRectF all = m_scene.contentRect().adjusted(-40, -40, 40, 40) | seen();
    const QRectF room = QRectF(rect()).adjusted(padding, padding, -padding, -padding);
    const qreal scale = std::min(room.width() / all.width(), room.height() / all.height());
    QTransform map;
    map.translate(room.center().x(), room.center().y());
    map.scale(scale, scale);
    map.translate(-all.center().x(), -all.center().y());
    return map;
}

void CanvasMinimap::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);

    const QTransform map = toMap();
    const QRectF view = map.mapRect(seen()).intersected(QRectF(rect()).adjusted(3, 3, -3, -3));
    QColor tint = t.accent;
    tint.setAlphaF(0.08F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawRoundedRect(view, 2, 2);
    for (const CardItem* card : m_scene.cards()) {
        QRectF block = map.mapRect(card->rect());
        if (block.width() < 2)
            block.setWidth(2);
        if (block.height() < 1.5)
            block.setHeight(1.5);
        const bool error = card->look().has(CanvasProblem::Severity::Error);
        painter.fillRect(block, error ? t.error : t.of(card->node().category));
    }
    painter.setPen(QPen(t.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(view, 2, 2);
}

void CanvasMinimap::mousePressEvent(QMouseEvent* event)
{
    m_grabbed = toMap().inverted();
    const QPointF at = m_grabbed.map(event->position());
    const QRectF view = seen();
    m_grip = view.contains(at) ? at - view.center() : QPointF();
    mouseMoveEvent(event);
}

void CanvasMinimap::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_view.centerOn(m_grabbed.map(event->position()) - m_grip);
    refresh();
}

void CanvasMinimap::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
}

void CanvasMinimap::wheelEvent(QWheelEvent* event)
{
    event->accept(); // not meant for what lies below
}

} // namespace widgets

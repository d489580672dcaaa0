#include "widgets/drawing_pad.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTabletEvent>

#include <algorithm>

namespace widgets {

namespace {

constexpr int paperSide = 320; // about, of the longer one: finer than any screen shows
constexpr int mostSteps = 50;
constexpr double mousePressure = 0.6; // a stroke as thick as was chosen

bool isUndo(const QKeyEvent* event)
{
    return event->matches(QKeySequence::Undo);
}

bool isRedo(const QKeyEvent* event)
{
    return event->matches(QKeySequence::Redo) ||
        event->keyCombination() == QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z);
}

bool isClear(const QKeyEvent* event)
{
    return event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
}

// Half as wide at the lightest touch, a third wider at the strongest.
double widthAt(double pressure)
{
    return 0.5 + 0.83 * pressure;
}

} // namespace

DrawingPad::DrawingPad(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Drawing pad"));
    setPictureSize({28, 28});
}

void DrawingPad::setPictureSize(const QSize& pixels)
{
    Q_ASSERT(!pixels.isEmpty());
    if (pixels == m_pixels)
        return;
    m_pixels = pixels;
    const int scale = std::max(1, paperSide / std::max(pixels.width(), pixels.height()));
    m_now = {QImage(pixels * scale, QImage::Format_RGB32)};
    m_now.drawing.fill(Qt::black);
    m_past.clear();
    m_future.clear();
    m_stroke.reset();
    updateGeometry();
    update();
    emit changed();
}

void DrawingPad::setPicture(const QImage& picture)
{
    end();
    remember();
    m_now.drawing = picture.scaled(m_now.drawing.size(), Qt::IgnoreAspectRatio, Qt::FastTransformation)
                        .convertToFormat(QImage::Format_RGB32);
    m_now.blank = false;
    m_now.picture = true;
    update();
    emit changed();
}

void DrawingPad::setThickness(double share)
{
    m_thickness = share;
    update();
}

void DrawingPad::setColor(const QColor& color)
{
    m_color = color;
    update();
}

void DrawingPad::setErases(bool erases)
{
    m_erases = erases;
    update();
}

void DrawingPad::setHint(const QString& hint)
{
    m_hint = hint;
    update();
}

void DrawingPad::clear()
{
    end();
    if (m_now.blank)
        return;
    remember();
    m_now.drawing.fill(Qt::black);
    m_now.blank = true;
    m_now.picture = false;
    update();
    emit changed();
}

void DrawingPad::remember()
{
    m_past.append(m_now);
    if (m_past.size() > mostSteps)
        m_past.removeFirst();
    m_future.clear();
}

void DrawingPad::undo()
{
    go(m_past, m_future);
}

void DrawingPad::redo()
{
    go(m_future, m_past);
}

void DrawingPad::go(QList<State>& from, QList<State>& to)
{
    end();
    if (from.isEmpty())
        return;
    to.append(m_now);
    m_now = from.takeLast();
    update();
    emit changed();
}

QRect DrawingPad::paperRect() const
{
    const QRect room = rect().adjusted(3, 3, -3, -3); // for the focus ring
    return QStyle::alignedRect(layoutDirection(), Qt::AlignLeading | Qt::AlignTop,
                               m_pixels.scaled(room.size(), Qt::KeepAspectRatio), room);
}

QPointF DrawingPad::onPaper(const QPointF& point) const
{
    const QRect paper = paperRect();
    return {(point.x() - paper.left()) * m_now.drawing.width() / std::max(1, paper.width()),
            (point.y() - paper.top()) * m_now.drawing.height() / std::max(1, paper.height())};
}

void DrawingPad::begin(const QPointF& point, bool erases, double pressure)
{
    end();
    remember();
    const QPointF at = onPaper(point);
    m_stroke = Stroke{at, at, 0, erases};
    goOn(point, pressure); // a dot, should nothing follow
}

// Curves from middle to middle of what the pointer reports are smooth where they meet.
void DrawingPad::goOn(const QPointF& point, double pressure)
{
    const QPointF at = onPaper(point);
    const QPointF middle = (m_stroke->last + at) / 2;
    m_stroke->width =
        m_thickness * widthAt(pressure) * std::min(m_now.drawing.width(), m_now.drawing.height());
    draw(m_stroke->middle, m_stroke->last, middle);
    m_stroke->last = at;
    m_stroke->middle = middle;
}

void DrawingPad::end()
{
    if (!m_stroke)
        return;
    draw(m_stroke->middle, m_stroke->last, m_stroke->last);
    m_stroke.reset();
}

void DrawingPad::draw(const QPointF& from, const QPointF& control, const QPointF& to)
{
    QPainter painter(&m_now.drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_stroke->erases ? QColor(Qt::black) : m_color, m_stroke->width, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    if (from == to) {
        painter.drawPoint(from);
    } else {
        QPainterPath path(from);
        path.quadTo(control, to);
        painter.drawPath(path);
    }
    m_now.blank = m_now.blank && m_stroke->erases;
    update();
    emit changed();
}

bool DrawingPad::event(QEvent* event)
{
    // Otherwise the window would undo an edit of the network.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isUndo(key) || isRedo(key) || isClear(key))
            event->accept();
    }
    return QWidget::event(event);
}

void DrawingPad::keyPressEvent(QKeyEvent* event)
{
    if (isRedo(event))
        redo();
    else if (isUndo(event))
        undo();
    else if (isClear(event))
        clear();
    else
        QWidget::keyPressEvent(event);
}

void DrawingPad::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton)
        return QWidget::mousePressEvent(event);
    begin(event->position(), m_erases || event->button() == Qt::RightButton, mousePressure);
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event)
{
    if (m_stroke)
        goOn(event->position(), mousePressure);
    hover(event->position());
}

void DrawingPad::mouseReleaseEvent(QMouseEvent* event)
{
    if (!(event->buttons() & (Qt::LeftButton | Qt::RightButton)))
        end();
}

void DrawingPad::tabletEvent(QTabletEvent* event)
{
    const bool rubber = event->pointerType() == QPointingDevice::PointerType::Eraser;
    if (event->type() == QEvent::TabletPress)
        begin(event->position(), m_erases || rubber, event->pressure());
    else if (event->type() == QEvent::TabletRelease)
        end();
    else if (m_stroke)
        goOn(event->position(), event->pressure());
    hover(event->position());
    event->accept();
}

void DrawingPad::leaveEvent(QEvent* event)
{
    hover({});
    QWidget::leaveEvent(event);
}

void DrawingPad::hover(const std::optional<QPointF>& point)
{
    m_pointer = point;
    update();
}

QSize DrawingPad::sizeHint() const
{
    return {280, 280};
}

QSize DrawingPad::minimumSizeHint() const
{
    return {112, 112};
}

void DrawingPad::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    const QRect paper = paperRect();
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.drawImage(paper, m_now.drawing);
    if (m_now.blank && !m_hint.isEmpty()) {
        painter.setPen(QColor(0xb0, 0xb5, 0xbf)); // the paper is black in every theme
        painter.drawText(paper.adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
    }
    painter.setPen(QPen(t.line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(paper).adjusted(-0.5, -0.5, 0.5, 0.5));
    if (m_pointer && paper.contains(m_pointer->toPoint()))
        paintPen(painter, paper);
    if (hasFocus()) {
        painter.setPen(QPen(t.focus, 2));
        painter.drawRoundedRect(QRectF(paper).adjusted(-2, -2, 2, 2), 3, 3);
    }
}

// The pen's ring is seen on black and on white.
void DrawingPad::paintPen(QPainter& painter, const QRect& paper) const
{
    const double radius = m_thickness * std::min(paper.width(), paper.height()) / 2;
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawEllipse(*m_pointer, radius, radius);
    painter.setPen(QPen(m_erases ? QColor(0xb0, 0xb5, 0xbf) : m_color, 1));
    painter.drawEllipse(*m_pointer, radius, radius);
}

} // namespace widgets

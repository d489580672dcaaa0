#include "widgets/canvas_hint.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

constexpr int reasonWidth = 280;

} // namespace

CanvasReason::CanvasReason(QWidget* parent) : CanvasSurface(parent, 6, Shadow::Card)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFont(textFont(TextSize::Caption));
}

void CanvasReason::say(const QString& text, QPoint at)
{
    if (text.isEmpty()) {
        hide();
        return;
    }
    m_text = text;
    const QFontMetrics metrics(font());
    const QSize size =
        metrics.boundingRect(QRect(0, 0, reasonWidth, 1000), Qt::TextWordWrap, text).size() + QSize(20, 12);
    QRect place(at + QPoint(14, 18), size);
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    place.moveLeft(std::max(room.left(), std::min(place.left(), room.right() - place.width())));
    if (place.bottom() > room.bottom())
        place.moveBottom(at.y() - 10);
    setFaceGeometry(place);
    setAccessibleName(text);
    show();
    raise();
    update();
}

void CanvasReason::paintEvent(QPaintEvent* event)
{
    CanvasSurface::paintEvent(event);
    QPainter painter(this);
    painter.setPen(tokens().text);
    painter.drawText(innerFace().adjusted(10, 6, -8, -6), Qt::TextWordWrap | Qt::AlignVCenter, m_text);
}

CanvasEmptyHint::CanvasEmptyHint(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_sentence(new QLabel(this)), m_button(new QPushButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setFont(textFont(TextSize::Body));
    m_button->setCursor(Qt::ArrowCursor);
    m_button->setFocusPolicy(Qt::TabFocus); // Space belongs to the search until one tabs here
    connect(m_button, &QPushButton::clicked, this, &CanvasEmptyHint::pressed);
    paintIcon();
    hide();
}

void CanvasEmptyHint::setTexts(const QString& sentence, const QString& button)
{
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    adjustSize();
}

void CanvasEmptyHint::paintIcon()
{
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(24, 24) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawIcon(painter, {0, 0, 24, 24}, QStringLiteral("tidy"), tokens().text3);
    painter.end();
    m_icon->setPixmap(pixmap);
}

void CanvasEmptyHint::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
    QWidget::changeEvent(event);
}

} // namespace widgets

#include "widgets/start_card.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTextLayout>

namespace widgets {

namespace {

constexpr int pictureHeight = 140;
constexpr int margin = 12;

bool enterPressed(const QKeyEvent* event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

// At most two lines; the last one is elided.
void drawSentence(QPainter& painter, const QRectF& area, const QString& text)
{
    QTextOption option(Qt::AlignLeading);
    option.setTextDirection(painter.layoutDirection());
    QTextLayout layout(text, painter.font());
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = area.top();
    const qreal lineHeight = painter.fontMetrics().height();
    for (int i = 0; i < 2; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const QRectF place(area.left(), y, area.width(), lineHeight);
        const QString rest = text.mid(line.textStart());
        const QString shown = i == 0
            ? text.mid(line.textStart(), line.textLength()).trimmed()
            : painter.fontMetrics().elidedText(rest, Qt::ElideRight, static_cast<int>(area.width()));
        painter.drawText(place, Qt::AlignLeading | Qt::AlignVCenter, shown);
        y += lineHeight;
    }
    layout.endLayout();
}

} // namespace

SampleCard::SampleCard(const SampleInfo& sample, QWidget* parent) : QAbstractButton(parent), m_sample(sample)
{
    setText(sample.title);
    setAccessibleName(sample.title);
    setAccessibleDescription(sample.sentence);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setToolTip(sample.sentence);
}

QSize SampleCard::sizeHint() const
{
    return {278, 252};
}

QSize SampleCard::minimumSizeHint() const
{
    return {200, 252};
}

void SampleCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    const Tokens& t = tokens();
    const bool active = hasFocus() || underMouse();
    const qreal inset = active ? 1 : 0.5;
    const QRectF area = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    QPainterPath outline;
    outline.addRoundedRect(area, 10, 10);
    painter.fillPath(outline, isDown() ? t.hover : t.card);
    const QRectF picture(area.left(), area.top(), area.width(), pictureHeight);
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(picture, t.canvas);
    painter.restore();
    drawNetworkPicture(painter, picture.adjusted(24, 18, -24, -18), m_sample.layers);
    painter.fillRect(QRectF(area.left(), picture.bottom(), area.width(), 1), t.line);
    paintWords(painter, area.adjusted(margin, pictureHeight + 10, -margin, -10), active);
    painter.setPen(active ? QPen(t.accent, 2) : QPen(t.line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
}

void SampleCard::paintWords(QPainter& painter, const QRectF& area, bool active) const
{
    const Tokens& t = tokens();
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    const qreal dataWidth = QFontMetricsF(painter.font()).horizontalAdvance(m_sample.dataSet);
    const QRectF titleLine(area.left(), area.top(), area.width(), 20);
    painter.drawText(titleLine, Qt::AlignTrailing | Qt::AlignVCenter, m_sample.dataSet);
    drawSentence(painter, QRectF(area.left(), area.top() + 24, area.width(), 34), m_sample.sentence);

    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    const QString title = painter.fontMetrics().elidedText(m_sample.title, Qt::ElideRight,
                                                           static_cast<int>(area.width() - dataWidth - 10));
    painter.drawText(titleLine, Qt::AlignLeading | Qt::AlignVCenter, title);

    const QRectF foot(area.left(), area.bottom() - 24, area.width(), 24);
    painter.setFont(textFont(TextSize::Caption));
    painter.drawText(foot, Qt::AlignLeading | Qt::AlignVCenter, m_sample.parameters);
    if (!active) {
        painter.drawText(foot, Qt::AlignTrailing | Qt::AlignVCenter, m_sample.result);
        return;
    }
    painter.setFont(textFont(TextSize::Body, true));
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(tr("Open")) + 24;
    QRectF button(foot.right() - width, foot.bottom() - 27, width, 28);
    if (painter.layoutDirection() == Qt::RightToLeft)
        button.moveLeft(foot.left());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isDown() ? t.accentHover : t.accent);
    painter.drawRoundedRect(button, 6, 6);
    painter.setPen(t.onAccent);
    painter.drawText(button, Qt::AlignCenter, tr("Open"));
}

void SampleCard::keyPressEvent(QKeyEvent* event)
{
    if (enterPressed(event))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

RecentRow::RecentRow(const RecentInfo& recent, QWidget* parent) : QAbstractButton(parent), m_recent(recent)
{
    setText(recent.title);
    setAccessibleName(recent.title);
    setAccessibleDescription(recent.detail);
    setToolTip(recent.path);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RecentRow::sizeHint() const
{
    return {300, 56};
}

void RecentRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    const Tokens& t = tokens();
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(t.focus, 2) : QPen(Qt::NoPen));
        painter.setBrush(isDown() ? t.pressed : t.hover);
        painter.drawRoundedRect(area, 8, 8);
    }
    const auto placed = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    painter.drawPixmap(placed({10, 8, 64, 40}),
                       networkThumbnail(m_recent.layers, QSize(64, 40), devicePixelRatioF()));
    const QRect words = placed({86, 8, width() - 98, 40});
    const auto line = [&](int top, const QString& text) {
        painter.drawText(QRect(words.left(), words.top() + top, words.width(), 20),
                         Qt::AlignLeading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, words.width()));
    };
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    line(0, m_recent.title);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    line(20, m_recent.detail);
}

void RecentRow::keyPressEvent(QKeyEvent* event)
{
    if (enterPressed(event))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace widgets

#include "widgets/fold_section.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int headerHeight = 36;
constexpr int titleLeft = 28;

} // namespace

FoldHeader::FoldHeader(const QString& title, QWidget* parent) : QAbstractButton(parent)
{
    setText(title);
    setCheckable(true);
    setChecked(true);
    setAccessibleName(title);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FoldHeader::setSummary(const QString& summary)
{
    m_summary = summary;
    setAccessibleDescription(summary);
    update();
}

void FoldHeader::setSquare(const QColor& color)
{
    m_square = color;
    update();
}

void FoldHeader::setLine(bool above)
{
    m_line = above;
    update();
}

QSize FoldHeader::sizeHint() const
{
    return {titleLeft + QFontMetrics(textFont(TextSize::Body, true)).horizontalAdvance(text()) + 12,
            headerHeight};
}

QSize FoldHeader::minimumSizeHint() const
{
    return {80, headerHeight};
}

void FoldHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const auto mirrored = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    if (m_line)
        painter.fillRect(0, 0, width(), 1, t.line);
    if (underMouse())
        painter.fillRect(rect().adjusted(0, m_line ? 1 : 0, 0, 0), t.hover);
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    if (rtl && !isChecked())
        painter.setTransform(QTransform(-1, 0, 0, 1, width(), 0)); // the arrow points the other way
    drawIcon(painter, rtl && isChecked() ? mirrored({10, 12, 12, 12}) : QRect(10, 12, 12, 12),
             isChecked() ? QStringLiteral("down") : QStringLiteral("right"), t.text2);
    painter.resetTransform();

    int left = titleLeft;
    if (m_square.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_square);
        painter.drawRoundedRect(mirrored({left, 14, 8, 8}), 2, 2);
        left += 14;
    }
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    painter.drawText(mirrored({left, 0, width() - left - 12, height()}), Qt::AlignVCenter | Qt::AlignLeading,
                     text());
    left += painter.fontMetrics().horizontalAdvance(text()) + 12;
    if (!isChecked() && left < width() - 24) {
        painter.setFont(textFont(TextSize::Caption));
        painter.setPen(t.text2);
        const int room = width() - 12 - left;
        painter.drawText(mirrored({left, 0, room, height()}), Qt::AlignVCenter | Qt::AlignTrailing,
                         painter.fontMetrics().elidedText(m_summary, Qt::ElideRight, room));
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(2, 2, -2, -2), 6, 6);
    }
}

FoldSection::FoldSection(const QString& title, QWidget* parent)
    : QWidget(parent), m_header(new FoldHeader(title)), m_content(new QWidget),
      m_body(new QVBoxLayout(m_content))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_content);
    m_body->setContentsMargins(12, 0, 12, 8);
    m_body->setSpacing(8);
    connect(m_header, &FoldHeader::toggled, m_content, &QWidget::setVisible);
    connect(m_header, &FoldHeader::clicked, this, [this](bool open) { emit foldedChanged(!open); });
}

bool FoldSection::isFolded() const
{
    return !m_header->isChecked();
}

void FoldSection::setFolded(bool folded)
{
    m_header->setChecked(!folded);
}

} // namespace widgets

#include "widgets/word_card.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int margin = 12, gap = 8;
constexpr int barHeight = 6, dot = 8, newDot = 5, tick = 12, button = 24;
constexpr double radius = 8;

int rowHeight()
{
    return QFontMetrics(textFont(TextSize::Body)).height() + 6;
}
int headerHeight()
{
    return std::max(button, QFontMetrics(textFont(TextSize::Body, true)).height()) + 12;
}

QString cosineText(double cosine)
{
    return QLocale().toString(cosine, 'f', 2);
}

qreal baselineOf(const QPainter& painter, const QRect& line)
{
    const QFontMetrics metrics = painter.fontMetrics();
    return line.top() + (line.height() + metrics.ascent() - metrics.descent()) / 2.0;
}

void drawDisc(QPainter& painter, const QRect& place, int size, const QColor& color)
{
    QRectF disc(0, 0, size, size);
    disc.moveCenter(QRectF(place).center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(disc);
}

} // namespace

WordCard::WordCard(QWidget* parent) : QWidget(parent), m_remove(new QToolButton(this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    m_remove->setIcon(icon("close"));
    m_remove->setIconSize({16, 16});
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::NoFocus); // Delete does the same
    m_remove->resize(button, button);
    connect(m_remove, &QToolButton::clicked, this, &WordCard::removeWished);
    retranslate();
}

int WordCard::heightFor(int rows)
{
    return headerHeight() + rows * rowHeight() + gap;
}

QSize WordCard::sizeHint() const
{
    return {208, heightFor(static_cast<int>(m_rows.size()))};
}

void WordCard::setWord(const QString& word, const QString& kind, const QColor& color)
{
    m_word = word;
    m_kind = kind;
    m_color = color;
    retranslate();
    update();
}

void WordCard::setRows(const QList<NearWordRow>& rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    if (m_pointed >= m_rows.size())
        m_pointed = -1;
    retranslate();
    update();
}

void WordCard::retranslate()
{
    m_remove->setToolTip(tr("Remove “%1”").arg(m_word));
    m_remove->setAccessibleName(m_remove->toolTip());
    setAccessibleName(tr("Words near “%1”").arg(m_word));
    QStringList near;
    for (const NearWordRow& row : std::as_const(m_rows))
        near << tr("%1 %2").arg(row.word, cosineText(row.cosine));
    setAccessibleDescription(near.join(QStringLiteral(", ")));
}

QRect WordCard::mirrored(const QRect& rect) const
{
    return QStyle::visualRect(layoutDirection(), this->rect(), rect);
}

QRect WordCard::rowRect(int row) const
{
    return {1, headerHeight() + row * rowHeight(), width() - 2, rowHeight()};
}

int WordCard::rowAt(const QPoint& point) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (rowRect(row).contains(point))
            return row;
    return -1;
}

void WordCard::point(int row)
{
    if (std::exchange(m_pointed, row) == row)
        return;
    setCursor(row < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void WordCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = hasFocus() ? 2 : 1;
    painter.setPen(QPen(hasFocus() ? t.focus : t.line2, line));
    painter.setBrush(t.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), radius,
                            radius);
    paintHeader(painter);
    for (int row = 0; row < m_rows.size(); ++row)
        paintRow(painter, row);
}

void WordCard::paintHeader(QPainter& painter) const
{
    const Tokens& t = tokens();
    QRect line(margin, 0, width() - margin - button - gap, headerHeight());
    if (m_color.isValid()) {
        drawDisc(painter, mirrored({line.left(), line.top(), dot, line.height()}), dot, m_color);
        line.setLeft(line.left() + dot + gap);
    }
    painter.setFont(textFont(TextSize::Body, true));
    painter.setPen(t.text);
    const QString word = painter.fontMetrics().elidedText(m_word, Qt::ElideRight, line.width());
    const int wide = painter.fontMetrics().horizontalAdvance(word);
    painter.drawText(mirrored(line),
                     Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft), word);
    if (m_kind.isEmpty() || m_rows.isEmpty())
        return;
    const auto same = std::ranges::count_if(m_rows, &NearWordRow::sameKind);
    const QString facts = tr("%1, %2 of %3").arg(m_kind).arg(same).arg(m_rows.size());
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(t.text2);
    line.setLeft(line.left() + wide + gap);
    painter.drawText(mirrored(line),
                     Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignRight),
                     painter.fontMetrics().elidedText(facts, Qt::ElideRight, line.width()));
}

// From the leading edge: whether it is new, the word, the tick, the bar, the number.
void WordCard::paintRow(QPainter& painter, int index) const
{
    const Tokens& t = tokens();
    const NearWordRow& row = m_rows[index];
    const QRect line = rowRect(index);
    if (index == m_pointed)
        painter.fillRect(line.adjusted(2, 0, -2, 0), t.hover);
    if (row.isNew)
        drawDisc(painter, mirrored({0, line.top(), margin, line.height()}), newDot, t.text2);
    painter.setFont(textFont(TextSize::Body));
    const int figures = static_cast<int>(std::ceil(numberWidth(painter.font(), cosineText(-0.88))));
    const int bar = std::clamp(width() / 4, 32, 120),
              names = width() - 2 * margin - figures - bar - tick - 3 * gap;
    painter.setPen(index == m_pointed ? t.accent : t.text);
    painter.drawText(mirrored({margin, line.top(), names, line.height()}),
                     Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft),
                     painter.fontMetrics().elidedText(row.word, Qt::ElideRight, names));
    int x = margin + names + gap;
    if (row.sameKind)
        drawIcon(painter, mirrored({x, line.center().y() - tick / 2 + 1, tick, tick}), "check", t.success);
    x += tick + gap;
    const QRect trough(x, line.center().y() - barHeight / 2 + 1, bar, barHeight);
    const int part = static_cast<int>(std::lround(bar * std::clamp(row.cosine, 0.0, 1.0)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(mirrored(trough), barHeight / 2.0, barHeight / 2.0);
    painter.setBrush(row.color.isValid() ? row.color : t.field);
    if (part > 0)
        painter.drawRoundedRect(mirrored({x, trough.top(), std::max(part, barHeight), barHeight}),
                                barHeight / 2.0, barHeight / 2.0);
    painter.setPen(t.text2);
    const QRect number = mirrored({width() - margin - figures, line.top(), figures, line.height()});
    drawNumber(painter, {number.right() + 1.0, baselineOf(painter, line)}, cosineText(row.cosine), true);
}

void WordCard::resizeEvent(QResizeEvent* event)
{
    const QRect place(width() - margin / 2 - button, (headerHeight() - button) / 2, button, button);
    m_remove->move(mirrored(place).topLeft());
    QWidget::resizeEvent(event);
}

void WordCard::mouseMoveEvent(QMouseEvent* event)
{
    point(rowAt(event->pos()));
}

void WordCard::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit rowChosen(row);
}

void WordCard::leaveEvent(QEvent* event)
{
    point(-1);
    QWidget::leaveEvent(event);
}

void WordCard::focusOutEvent(QFocusEvent* event)
{
    point(-1);
    QWidget::focusOutEvent(event);
}

void WordCard::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        return point(std::min(m_pointed + 1, last));
    case Qt::Key_Up:
        return point(m_pointed < 0 ? last : std::max(0, m_pointed - 1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_pointed >= 0)
            emit rowChosen(m_pointed);
        return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit removeWished();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool WordCard::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        if (row < 0)
            return QWidget::event(event);
        const NearWordRow& near = m_rows[row];
        QString said = tr("“%1”, cosine %2").arg(near.word, QLocale().toString(near.cosine, 'f', 3));
        if (!near.kind.isEmpty())
            said += tr("; %1").arg(near.kind);
        if (near.isNew)
            said += tr("; not among the nearest before");
        QToolTip::showText(help->globalPos(), said, this, rowRect(row));
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    return QWidget::event(event);
}

} // namespace widgets

#include "widgets/term_sum.h"

#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal space = 5, lineHeight = 1.4;

QFont fontOf(const Term& term)
{
    return term.look == Term::Look::Result ? textFont(TextSize::Heading, true)
                                           : textFont(TextSize::Body, term.look == Term::Look::Chosen);
}

bool isTight(const Term& before, const Term& term)
{
    return before.text.endsWith(QLatin1Char('(')) || term.text.startsWith(QLatin1Char(')')) ||
        term.text == QLatin1String(",");
}

} // namespace

TermSum::TermSum(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TermSum::setTerms(const QList<Term>& terms)
{
    m_terms = terms;
    updateGeometry();
    update();
}

void TermSum::setLit(int tap)
{
    if (tap == m_lit)
        return;
    m_lit = tap;
    update();
}

// One line where all of it fits; else each row of the window begins a line, and long rows wrap.
QList<TermSum::Place> TermSum::places(int width) const
{
    qreal whole = 0;
    for (qsizetype i = 0; i < m_terms.size(); ++i)
        whole += numberWidth(fontOf(m_terms[i]), m_terms[i].text) +
            (i > 0 && !isTight(m_terms[i - 1], m_terms[i]) ? space : 0);
    const bool oneLine = whole <= width;
    const qreal high = std::ceil(QFontMetricsF(textFont(TextSize::Body)).height() * lineHeight);
    QList<Place> list;
    qreal x = 0, y = 0;
    for (int i = 0; i < m_terms.size(); ++i) {
        const Term& term = m_terms[i];
        const qreal wide = numberWidth(fontOf(term), term.text);
        const bool first = list.isEmpty();
        const qreal gap = first || isTight(m_terms[i - 1], term) ? 0 : space;
        const bool isEnd = term.look == Term::Look::Sign &&
            (term.text == QLatin1String("=") || term.text == QLatin1String("≈"));
        const bool full = x + gap + wide > width && x > 0 && !isTight(term, term);
        if (!first && !oneLine && (term.breakBefore || full || (isEnd && m_terms.size() > 8))) {
            x = 0;
            y += high;
        } else {
            x += gap;
        }
        list.append({QRectF(x, y, wide, high), i});
        x += wide;
    }
    return list;
}

int TermSum::heightForWidth(int width) const
{
    const QList<Place> list = places(width);
    return list.isEmpty() ? 0 : int(std::ceil(list.last().rect.bottom())) + 4;
}

QSize TermSum::sizeHint() const
{
    return {220, heightForWidth(width() > 0 ? width() : 220)};
}

void TermSum::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Place& place : places(width())) {
        const Term& term = m_terms[place.term];
        painter.setFont(fontOf(term));
        if (term.tap >= 0 && (term.tap == m_lit || term.look == Term::Look::Chosen)) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.select);
            painter.drawRoundedRect(place.rect.adjusted(-3, 2, 3, -2), 4, 4);
        }
        const bool loud = term.look == Term::Look::Result || term.look == Term::Look::Chosen;
        const bool quiet = term.look == Term::Look::Sign || term.look == Term::Look::Padding;
        painter.setPen(loud ? t.accent : quiet ? t.text2 : t.text);
        const QFontMetricsF metrics(painter.font());
        drawNumber(painter,
                   {place.rect.left(), place.rect.center().y() + (metrics.ascent() - metrics.descent()) / 2},
                   term.text);
    }
}

int TermSum::termAt(QPointF point) const
{
    for (const Place& place : places(width()))
        if (place.rect.adjusted(-space / 2, 0, space / 2, 0).contains(point))
            return m_terms[place.term].tap;
    return -1;
}

void TermSum::mouseMoveEvent(QMouseEvent* event)
{
    const int tap = termAt(event->position());
    if (tap == m_pointed)
        return;
    m_pointed = tap;
    emit tapPointed(tap);
}

void TermSum::leaveEvent(QEvent*)
{
    m_pointed = -1;
    emit tapPointed(-1);
}

} // namespace widgets

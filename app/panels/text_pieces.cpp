#include "app/panels/text_pieces.h"

#include "app/panels/visible_token.h"

#include "widgets/chance_card.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

constexpr qsizetype mostPieces = 40;

bool sameWriting(const TextWriter::Piece& a, const TextWriter::Piece& b)
{
    return a.epoch == b.epoch && a.wish.prompt == b.wish.prompt &&
        std::ranges::equal(a.tokens, b.tokens, {}, &engine::WrittenToken::id, &engine::WrittenToken::id);
}

} // namespace

TextPieces::TextPieces(QWidget* over)
    : m_over(over), m_text(new widgets::WrittenText), m_card(new widgets::ChanceCard(over))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(m_text);
    m_text->setAutoFillBackground(false);
    connect(m_text, &widgets::WrittenText::pointedAt, this, &TextPieces::showChances);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_card, &QWidget::hide);
}

void TextPieces::setText(const std::shared_ptr<const engine::TextWindows>& text)
{
    if (text == m_windows)
        return;
    m_pieces.clear();
    m_windows = text;
    showPieces();
}

void TextPieces::add(const TextWriter::Piece& piece)
{
    if (!m_windows || (!m_pieces.isEmpty() && sameWriting(m_pieces.first(), piece)))
        return;
    m_pieces.prepend(piece);
    if (m_pieces.size() > mostPieces)
        m_pieces.removeLast();
    showPieces();
}

widgets::WrittenPiece TextPieces::shown(const TextWriter::Piece& piece) const
{
    widgets::WrittenPiece shown;
    const bool whole = std::abs(piece.epoch - std::round(piece.epoch)) < 0.05;
    shown.heading = tr("After epoch %1").arg(QLocale().toString(piece.epoch, 'f', whole ? 0 : 1));
    if (piece.wish.sampling.temperature <= 0)
        shown.heading += tr(", always the likeliest");
    else
        shown.heading += tr(", temperature %1").arg(QLocale().toString(piece.wish.sampling.temperature));
    const auto add = [&](std::int32_t id) {
        const std::string& word = m_windows->vocabulary.word(id);
        const bool spaced = !shown.tokens.isEmpty() && engine::standsApart(word, m_windows->unit);
        shown.tokens << (spaced ? QStringLiteral(" ") : QString()) + app::text(word);
    };
    std::ranges::for_each(piece.wish.prompt, add);
    shown.given = static_cast<int>(shown.tokens.size());
    for (const engine::WrittenToken& token : piece.tokens)
        add(token.id);
    return shown;
}

void TextPieces::showPieces()
{
    QList<widgets::WrittenPiece> pieces;
    for (const TextWriter::Piece& piece : std::as_const(m_pieces))
        pieces << shown(piece);
    m_text->setPieces(pieces);
}

void TextPieces::showChances(widgets::WrittenText::Place place)
{
    const int index = place.piece < 0 ? -1 : place.token - m_text->pieces()[place.piece].given;
    if (index < 0)
        return m_card->hide();
    const engine::WrittenToken& token = m_pieces[place.piece].tokens[static_cast<std::size_t>(index)];
    const auto name = [this](std::int32_t id) { return visibleToken(m_windows->vocabulary.word(id)); };
    QList<widgets::ClassBar> bars;
    for (const engine::TokenChance& one : token.likeliest)
        bars.append({name(one.id), static_cast<double>(one.chance)});
    if (std::ranges::find(token.likeliest, token.id, &engine::TokenChance::id) == token.likeliest.end())
        bars.append({name(token.id), static_cast<double>(token.chance)});
    m_card->setChances(tr("“%1”, probability %2").arg(name(token.id), percent(token.chance)), bars);
    m_text->setAccessibleDescription(m_card->title());
    const QRect word = m_text->rectOf(place);
    if (m_text->hasFocus())
        ensureVisible(word.center().x(), word.center().y(), 0, 24);
    m_card->showBeside({m_text->mapTo(m_over, word.topLeft()), word.size()});
}

QString TextPieces::written() const
{
    const int piece = std::max(0, m_text->pointed().piece);
    return piece < m_text->pieces().size() ? m_text->pieces()[piece].text() : QString();
}

void TextPieces::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showPieces();
    QScrollArea::changeEvent(event);
}

} // namespace app::panels

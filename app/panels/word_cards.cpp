#include "app/panels/word_cards.h"

#include "app/panels/export_picture.h"

#include "widgets/flow_grid.h"
#include "widgets/word_card.h"

#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int cardWidth = 216, gap = 12;

// Whether the word was among the neighbours before; of a word that was not asked for then, nothing is new.
bool wasNear(const WordFinds* before, std::int32_t of, std::int32_t word)
{
    if (!before)
        return true;
    const auto asked = std::ranges::find(before->wish.words, of);
    if (asked == before->wish.words.end())
        return true;
    const auto& near = before->near[static_cast<std::size_t>(asked - before->wish.words.begin())];
    return std::ranges::find(near, word, &engine::NearWord::id) != near.end();
}

} // namespace

WordCards::WordCards(QWidget* parent)
    : QScrollArea(parent), m_grid(new widgets::FlowGrid(cardWidth, 0, gap, 1))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->addLayout(m_grid);
    layout->addStretch();
    setWidget(page);
    page->setAutoFillBackground(false); // the scroll area wished it
}

widgets::WordCard* WordCards::addCard()
{
    auto* card = new widgets::WordCard;
    const auto place = m_cards.size();
    connect(card, &widgets::WordCard::rowChosen, this, [this, place](int row) {
        emit wordWished(m_shown.near[static_cast<std::size_t>(place)][static_cast<std::size_t>(row)].id);
    });
    connect(card, &widgets::WordCard::removeWished, this,
            [this, place] { emit removeWished(static_cast<int>(place)); });
    m_grid->addWidget(card);
    return card;
}

QString WordCards::table() const
{
    return wordTable(m_shown, m_names);
}

void WordCards::save(Log& log)
{
    const QString path =
        askForFile(this, tr("Export the nearest words"), QStringLiteral("words.tsv"), QStringLiteral("tsv"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray written = table().toUtf8();
    const bool done =
        file.open(QIODevice::WriteOnly) && file.write(written) == written.size() && file.commit();
    log.add(done ? tr("The nearest words were written to %1.").arg(path)
                 : tr("%1 could not be written; choose another folder.").arg(path),
            done ? LogEntry::Severity::Info : LogEntry::Severity::Error);
}

void WordCards::show(const WordFinds& finds, const WordFinds* before, const WordNames& names)
{
    m_shown = finds;
    m_names = names;
    m_grid->setCardHeight(widgets::WordCard::heightFor(finds.wish.count));
    while (m_cards.size() < std::ssize(finds.near))
        m_cards << addCard();
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(i < std::ssize(finds.near));
        if (i >= std::ssize(finds.near))
            continue;
        const auto place = static_cast<std::size_t>(i);
        const std::int32_t word = finds.wish.words[place];
        QList<widgets::NearWordRow> rows;
        for (const engine::NearWord& near : finds.near[place])
            rows.append({names.word(near.id), static_cast<double>(near.cosine), names.kind(near.id),
                         names.color(near.id), names.sameKind(word, near.id),
                         !wasNear(before, word, near.id)});
        m_cards[i]->setWord(names.word(word), names.kind(word), names.color(word));
        m_cards[i]->setRows(rows);
    }
    widget()->updateGeometry();
}

} // namespace app::panels

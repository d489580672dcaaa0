#include "app/panels/word_finds.h"

#include "app/panels/visible_token.h"

#include "widgets/theme.h"

#include <QLocale>

#include <map>

namespace app::panels {

WordFinds findWords(const engine::Network& network, const engine::TextWindows& text, const WordWish& wish)
{
    const engine::NearestWords near = engine::nearestWords(network, wish.embedding, text);
    WordFinds finds{wish, 0, near.of(wish.words, wish.count), near.of(wish.analogy, wish.count), {}};
    if (!text.wordClasses.empty())
        finds.agreement = engine::classAgreement(near, text, wish.count);
    return finds;
}

WordNames::WordNames(std::shared_ptr<const engine::TextWindows> text) : m_text(std::move(text))
{
    std::map<std::string, int> known;
    for (const std::string& name : m_text->wordClasses) {
        const auto [place, isNew] = known.try_emplace(name, static_cast<int>(known.size()));
        if (isNew)
            m_titles << translateEngine(name);
        m_kinds.push_back(name.empty() ? -1 : place->second);
    }
}

int WordNames::kindOf(std::int32_t id) const
{
    const auto place = static_cast<std::size_t>(id);
    return place < m_kinds.size() ? m_kinds[place] : -1;
}

QString WordNames::word(std::int32_t id) const
{
    return visibleToken(m_text->vocabulary.word(id));
}

QString WordNames::kind(std::int32_t id) const
{
    return m_titles.value(kindOf(id));
}

QColor WordNames::color(std::int32_t id) const
{
    const int kind = kindOf(id);
    const auto& colors = widgets::tokens().data;
    return kind < 0 ? QColor() : colors[static_cast<std::size_t>(kind) % colors.size()];
}

bool WordNames::sameKind(std::int32_t a, std::int32_t b) const
{
    return kindOf(a) >= 0 && kindOf(a) == kindOf(b);
}

QStringList WordNames::all() const
{
    QStringList words;
    for (const std::string& word : m_text->vocabulary.words())
        words << text(word);
    return words;
}

QString nearText(const std::vector<engine::NearWord>& near, const WordNames& names)
{
    QStringList list;
    for (const engine::NearWord& one : near)
        list << names.word(one.id) + QLatin1Char(' ') +
                QLocale().toString(static_cast<double>(one.cosine), 'f', 2);
    return list.join(QStringLiteral(", "));
}

QString wordTable(const WordFinds& finds, const WordNames& names)
{
    QString table = QStringLiteral("word\trank\tneighbor\tcosine\tclass\tneighbor_class\n");
    for (std::size_t i = 0; i < finds.near.size(); ++i) {
        const std::int32_t word = finds.wish.words[i];
        int rank = 0;
        for (const engine::NearWord& near : finds.near[i])
            table +=
                QStringList{names.word(word),    QString::number(++rank),
                            names.word(near.id), QString::number(static_cast<double>(near.cosine), 'g', 6),
                            names.kind(word),    names.kind(near.id)}
                    .join(QLatin1Char('\t')) +
                QLatin1Char('\n');
    }
    return table;
}

} // namespace app::panels

#include "engine/datasets/text_pairs.h"

#include "engine/text/pairs.h"

#include <algorithm>

namespace engine {

namespace {

using Fill = void (WordPairs::*)(std::span<const std::int32_t>, std::int32_t*) const;

class PairIds final : public MadeIds {
public:
    PairIds(Shared<std::int32_t> tokens, WordPairs pairs, Fill fill, std::int64_t rows)
        : m_tokens(std::move(tokens)), m_pairs(pairs), m_fill(fill), m_rows(rows)
    {
        m_pairs.tokens = m_tokens.values();
    }

    std::int64_t rows() const override { return m_rows; }
    void fill(std::span<const std::int32_t> rows, std::int32_t* to) const override
    {
        (m_pairs.*m_fill)(rows, to);
    }

private:
    Shared<std::int32_t> m_tokens;
    WordPairs m_pairs;
    Fill m_fill;
    std::int64_t m_rows;
};

WordPairs pairsOf(const TextSettings& settings, std::size_t words)
{
    const int negatives = settings.samples == "labelled_pairs" ? settings.negatives : 0;
    return {{},
            settings.window,
            negatives,
            static_cast<int>(words),
            RandomKey{static_cast<std::uint64_t>(settings.chance)}.with(2)};
}

Fill fillOf(const std::string& column)
{
    return column == "contexts" ? &WordPairs::neighbours
        : column == "label"     ? &WordPairs::labels
        : column == "word"      ? &WordPairs::words
                                : &WordPairs::others;
}

} // namespace

std::vector<ColumnDescription> pairColumns(const std::vector<std::string>& words,
                                           const TextSettings& settings)
{
    const bool letters = settings.textUnit() == TextUnit::Characters;
    const Signal one{{}, ElementType::Int32};
    const ColumnDescription word{"word", one, letters ? TR("Character") : TR("Word"), words};
    if (settings.samples == "cbow")
        return {{"contexts", {{2 * settings.window}, ElementType::Int32}, TR("Neighbours"), words}, word};
    if (settings.samples == "labelled_pairs")
        return {word,
                {"other", one, letters ? TR("Other character") : TR("Other word"), words},
                {"label", {{1}}, TR("Whether they are neighbours")}};
    return {word, {"context", one, TR("Neighbour"), words}};
}

std::vector<Column> pairColumns(const std::vector<std::string>& words, const TextSettings& settings,
                                const Shared<std::int32_t>& tokens)
{
    const WordPairs pairs = pairsOf(settings, words.size());
    const auto places = static_cast<std::int64_t>(tokens.values().size());
    std::vector<Column> columns;
    for (ColumnDescription& described : pairColumns(words, settings)) {
        Column column{described.name, described.signal, tokens, std::move(described.classes)};
        if (settings.samples == "cbow" && column.name == "word")
            column.stride = 1; // the token itself
        else
            column.data = std::make_shared<const PairIds>(tokens, pairs, fillOf(column.name),
                                                          places * samplesOfAWord(settings));
        columns.push_back(std::move(column));
    }
    return columns;
}

Rows pairRows(std::int64_t first, std::int64_t count, const TextSettings& settings)
{
    const std::int64_t each = samplesOfAWord(settings), places = count - std::int64_t{2} * settings.window;
    return Rows::range((first + settings.window) * each, std::max<std::int64_t>(0, places) * each);
}

std::int64_t samplesOfAWord(const TextSettings& settings)
{
    return settings.samples == "cbow" ? 1 : pairsOf(settings, 0).perPlace();
}

} // namespace engine

#include "engine/text/vocabulary.h"

#include <algorithm>

namespace engine {

namespace {

struct Counted {
    std::string_view word;
    std::int64_t count;
};

bool moreOften(const Counted& a, const Counted& b)
{
    return a.count > b.count;
}

// Keeps the first ones, one less than the limit; <unk> counts for the others and stands where that puts it.
void cutOff(std::vector<Counted>& order, std::size_t limit)
{
    Counted others{Vocabulary::unknownWord, 0};
    const auto known = std::ranges::find(order, others.word, &Counted::word);
    if (known != order.end()) {
        others.count = known->count;
        order.erase(known);
    }
    for (; order.size() >= limit; order.pop_back())
        others.count += order.back().count;
    order.insert(std::ranges::upper_bound(order, others, moreOften), others);
}

} // namespace

Vocabulary::Vocabulary(std::vector<std::string> words, std::vector<std::int64_t> counts)
    : m_words(std::move(words)), m_counts(std::move(counts))
{
    m_ids.reserve(m_words.size());
    for (std::size_t id = 0; id < m_words.size(); ++id)
        m_ids.emplace(m_words[id], static_cast<int>(id));
}

std::optional<int> Vocabulary::find(std::string_view word) const
{
    const auto found = m_ids.find(word);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

int Vocabulary::addUnknown()
{
    const auto [place, isNew] = m_ids.emplace(unknownWord, size());
    if (isNew) {
        m_words.emplace_back(unknownWord);
        m_counts.push_back(0);
    }
    return place->second;
}

int WordCounter::add(std::string_view word)
{
    auto found = m_numbers.find(word);
    if (found == m_numbers.end()) {
        found = m_numbers.emplace(std::string(word), distinct()).first;
        m_words.push_back(&found->first);
        m_counts.push_back(0);
    }
    ++m_counts[static_cast<std::size_t>(found->second)];
    return found->second;
}

WordCounter::Ranking WordCounter::rank(int limit) const
{
    std::vector<Counted> order;
    for (std::size_t number = 0; number < m_words.size(); ++number)
        order.push_back({*m_words[number], m_counts[number]});
    std::ranges::stable_sort(order, moreOften);
    if (limit > 0 && distinct() > limit)
        cutOff(order, static_cast<std::size_t>(limit));

    std::vector<std::string> words;
    std::vector<std::int64_t> counts;
    for (const Counted& one : order) {
        words.emplace_back(one.word);
        counts.push_back(one.count);
    }
    Ranking ranking{Vocabulary(std::move(words), std::move(counts)), {}};
    for (const std::string* word : m_words) {
        const auto id = ranking.vocabulary.find(*word);
        ranking.ids.push_back(id ? *id : *ranking.vocabulary.unknown());
    }
    return ranking;
}

} // namespace engine

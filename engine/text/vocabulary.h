#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine {

// Finds what stands for a word without making a string of it.
struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};
using WordNumbers = std::unordered_map<std::string, int, WordHash, std::equal_to<>>;

// The words of a text (or its characters), each with an id: by descending frequency, ties in order of first
// appearance.
class Vocabulary {
public:
    static constexpr const char* unknownWord = "<unk>"; // stands for words that were left out

    Vocabulary() = default;
    Vocabulary(std::vector<std::string> words, std::vector<std::int64_t> counts);

    int size() const { return static_cast<int>(m_words.size()); }
    const std::vector<std::string>& words() const { return m_words; }
    const std::string& word(int id) const { return m_words[static_cast<std::size_t>(id)]; }
    const std::vector<std::int64_t>& counts() const { return m_counts; }
    std::int64_t count(int id) const { return m_counts[static_cast<std::size_t>(id)]; }
    std::optional<int> find(std::string_view word) const;
    std::optional<int> unknown() const { return find(unknownWord); }
    int addUnknown(); // at the end, where it is missing; its id

private:
    std::vector<std::string> m_words;
    std::vector<std::int64_t> m_counts;
    WordNumbers m_ids;
};

// Numbers words as they first appear, and counts them.
class WordCounter {
public:
    int add(std::string_view word); // its number
    int distinct() const { return static_cast<int>(m_words.size()); }
    std::span<const std::string* const> words() const { return m_words; } // by number

    // The `limit` most frequent words (0: all). Of a limited vocabulary <unk> is one, which counts for all
    // that were left out. `ids` says for each number which id it has now.
    struct Ranking {
        Vocabulary vocabulary;
        std::vector<std::int32_t> ids;
    };
    Ranking rank(int limit) const;

private:
    WordNumbers m_numbers;
    std::vector<const std::string*> m_words; // keys of m_numbers
    std::vector<std::int64_t> m_counts;
};

} // namespace engine

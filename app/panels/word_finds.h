#pragma once

#include "engine/training/word_vectors.h"

#include <QColor>
#include <QStringList>

namespace app::panels {

// What is asked of the word vectors of a network.
struct WordWish {
    engine::NodeId embedding = 0;
    std::vector<std::int32_t> words;
    engine::Analogy analogy;
    int count = 5; // neighbours of each
    bool operator==(const WordWish&) const = default;
};

// What they answered, and when.
struct WordFinds {
    WordWish wish;
    double epoch = 0; // that the network had seen
    std::vector<std::vector<engine::NearWord>> near; // of each word
    std::vector<engine::NearWord> analogy;
    engine::ClassAgreement agreement; // of all words, where classes are known
};
WordFinds findWords(const engine::Network& network, const engine::TextWindows& text, const WordWish& wish);

// Words as panels name them, each with its class and its colour where classes are known.
class WordNames {
public:
    WordNames() = default;
    explicit WordNames(std::shared_ptr<const engine::TextWindows> text);

    QString word(std::int32_t id) const;
    QString kind(std::int32_t id) const; // empty: unknown
    QColor color(std::int32_t id) const; // invalid: unknown
    bool sameKind(std::int32_t a, std::int32_t b) const;
    QStringList all() const; // the most frequent first

private:
    int kindOf(std::int32_t id) const;

    std::shared_ptr<const engine::TextWindows> m_text;
    std::vector<int> m_kinds; // of each word
    QStringList m_titles; // of the classes
};

// "queen 0.71, princess 0.66"
QString nearText(const std::vector<engine::NearWord>& near, const WordNames& names);

// A line for each neighbour of each word, under headings, with tabs between.
QString wordTable(const WordFinds& finds, const WordNames& names);

} // namespace app::panels

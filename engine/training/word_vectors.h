#pragma once

#include "engine/datasets/text_windows.h"
#include "engine/text/nearest_words.h"
#include "engine/training/network.h"

namespace engine {

// The Embeddings whose rows are the vectors of a text's words: those that an Input of its ids feeds. Those of
// the words in the middle of windows come first.
std::vector<NodeId> wordEmbeddings(const Graph& graph, const Analysis& analysis,
                                   const std::vector<ColumnDescription>& columns);

// The vectors of such an Embedding as they are now, of as many words as the text has.
NearestWords nearestWords(const Network& network, NodeId embedding, const TextWindows& text);

// The word, else the word in small letters; the problem names one that is spelled alike.
Result<std::int32_t> findWord(const TextWindows& text, std::string_view word);

// "king - man + woman", with spaces around the signs.
Result<Analogy> readAnalogy(const TextWindows& text, std::string_view written);

// Words to look at first: the most frequent one of each class where classes are known, else words from the
// frequent to the rare, without marks, numbers and what stands for others.
std::vector<std::int32_t> variedWords(const TextWindows& text, int count);

// Of how many words the nearest neighbours are of their class.
struct ClassAgreement {
    std::int64_t words = 0; // of a known class
    double nearest = 0, top = 0; // shares: of the nearest ones, and of the `count` nearest
};
ClassAgreement classAgreement(const NearestWords& near, const TextWindows& text, int count);

} // namespace engine

#pragma once

#include "engine/base/result.h"
#include "engine/text/vocabulary.h"

#include <filesystem>
#include <span>

namespace engine {

enum class TextUnit { Words, Characters };

// How a text becomes tokens. Words are what stands between spaces, as it stands there; characters are code
// points, spaces and line ends among them.
struct CorpusReading {
    TextUnit unit = TextUnit::Words;
    bool lineEnds = false; // after the words of every line comes <eos>
    std::int64_t most = 0; // as many tokens of every file; 0: all
    int vocabulary = 0; // as many words; 0: all
    std::function<bool(double)> keepOn = {}; // told how far reading is (0 to 1); false: leave off
};

inline constexpr const char* endOfSentence = "<eos>";

// A text in ids of its own vocabulary.
struct Corpus {
    Vocabulary vocabulary;
    std::vector<std::int32_t> tokens; // file after file
    std::vector<std::int64_t> sizes; // tokens of each file
};

// Cuts a text that comes in pieces of whole characters into tokens. `take` gets each and says whether it
// wants more.
class Tokenizer {
public:
    using Take = std::function<bool(std::string_view)>;
    Tokenizer(TextUnit unit, bool lineEnds, Take take);

    bool feed(std::string_view piece); // false: no more is wanted
    void finish();

private:
    bool feedCharacters(std::string_view piece);
    bool feedWords(std::string_view piece);
    bool endWord();

    TextUnit m_unit;
    bool m_lineEnds;
    Take m_take;
    std::string m_word; // that may go on in the next piece
    bool m_lineHasWords = false;
    bool m_done = false;
};

std::vector<std::string> tokensOf(std::string_view text, TextUnit unit);

// Reads the files, no further than needed. The vocabulary is that of the first one; what else the others hold
// is <unk>.
Result<Corpus> readCorpus(std::span<const std::filesystem::path> files, const CorpusReading& reading);
Corpus corpusOf(std::string_view text, const CorpusReading& reading);

} // namespace engine

#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/datasets/text_settings.h"

namespace engine {

// A text as networks read it: every row of the data set is a place where a window of `length` tokens begins;
// or a pair of neighbours, which stand up to `length` tokens apart.
struct TextWindows {
    Vocabulary vocabulary;
    TextUnit unit = TextUnit::Words;
    int length = 0;
    Shared<std::int32_t> tokens; // of all parts: training, validation, test
    std::vector<std::string> wordClasses = {}; // of each id, where the data set knows them: TR("animal")

    // The word, or else the word in small letters.
    std::optional<int> find(std::string_view word) const;
    // The ids of what somebody wrote. A word that is not found counts as <unk> if the text has that.
    struct Prompt {
        std::vector<std::int32_t> ids;
        std::vector<std::string> unknown; // words that count as <unk>
    };
    Result<Prompt> read(std::string_view written) const;
};

// The other way: words with spaces between them (none before a full stop or comma), characters as they are.
std::string joined(std::span<const std::string> tokens, TextUnit unit);
// Whether joined() puts a space before this token.
bool standsApart(std::string_view token, TextUnit unit);

// Where the text is: in files, which are its parts when there are three, or made on the spot.
struct TextPlace {
    std::string name; // for sentences
    std::vector<std::filesystem::path> files = {};
    std::function<std::string(TextUnit)> make = {};
    std::string recipe = {}; // all that what is made depends on
};

struct TextSet {
    DatasetType type; // with the fields of its own
    TextSettings initial = {};
    bool lineEnds = false; // every line of words ends with <eos>
    bool hasParts = false; // no shares to choose
    std::function<Result<TextPlace>(const Attributes&, const std::filesystem::path& folder)> find = {};
    std::function<std::string(std::string_view)> classOf = {}; // of a word, where known
};

// Columns of windows: `ids` {window}, the same as `numbers` {window, 1} and `one_hot` {window, vocabulary};
// targets: `next`, the word that follows, and `next_all`, the window moved on by one. Those of pairs are in
// text_pairs.h.
DatasetType textDatasetType(TextSet set);

} // namespace engine

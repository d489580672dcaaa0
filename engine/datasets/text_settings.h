#pragma once

#include "engine/base/fields.h"
#include "engine/text/corpus.h"

namespace engine {

// What all data sets of text can be told; a set has its own initial values.
struct TextSettings {
    std::string unit = "words"; // or "characters"
    std::string samples = "windows"; // or "skip_gram", "cbow", "labelled_pairs"
    int window = 5; // on each side of a word where samples are pairs
    std::int64_t tokens = 0; // as many of the first; 0: all
    int vocabulary = 0; // the most frequent; 0: all
    double thinning = 0; // of frequent words, see thinOut(); pairs only
    int negatives = 1; // random pairs for each true one, labelled pairs only
    std::int64_t chance = 1; // the seed of what is thinned out and drawn
    double validation = 0.1, test = 0.1; // shares, in order
    int step = 1; // from window to window

    TextUnit textUnit() const { return unit == "characters" ? TextUnit::Characters : TextUnit::Words; }
    bool makesPairs() const { return samples != "windows"; }
    double threshold() const { return makesPairs() ? thinning : 0; }
};

std::vector<BoundField<TextSettings>> textFields(bool hasParts);

} // namespace engine

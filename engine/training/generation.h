#pragma once

#include "engine/datasets/text_windows.h"
#include "engine/text/sampling.h"
#include "engine/training/network.h"

namespace engine {

// The Output of a network that says the next word (or character) of what its Inputs read.
struct TextOutput {
    NodeId node = 0;
    bool everyStep = false; // it says what follows each token of the window; the last counts
};
// Nothing where a network does not read text, or says something else.
std::optional<TextOutput> textOutput(const Graph& graph, const Analysis& analysis,
                                     const std::vector<ColumnDescription>& columns);

struct WritingWish {
    std::vector<std::int32_t> prompt; // not empty
    int count = 20; // tokens to write
    Sampling sampling = {};
    std::int64_t seed = 1;
    int alternatives = 8; // as many of the likeliest are told for each
};

struct WrittenToken {
    std::int32_t id = 0;
    float chance = 0; // that the network gave it, before any tempering
    std::vector<TokenChance> likeliest;
};

// What stands before a prompt that does not fill a window: the tokens before the place where the text has the
// prompt (or as much of its beginning as it has anywhere) for the first time, else the text's first ones.
std::vector<std::int32_t> leadIn(const TextWindows& text, std::span<const std::int32_t> prompt);

// Goes on from the prompt token by token, each read with those before it. Depends on network, wish and text
// only. Leaves off early when keepOn says no.
std::vector<WrittenToken> continueText(Network& network, const TextOutput& output, const TextWindows& text,
                                       const WritingWish& wish, const std::function<bool()>& keepOn = {});

} // namespace engine

#pragma once

#include "engine/datasets/dataset_type.h"
#include "engine/datasets/text_settings.h"

namespace engine {

// Samples of words and their neighbours. Columns of skip-gram: `word`, and one of its neighbours as
// `context`; of CBOW: all its neighbours as `contexts` {2 window}, and `word`; of labelled pairs: `word`,
// `other`, and `label` {1}, which is 1 where they are neighbours and 0 where the other was drawn.
std::vector<ColumnDescription> pairColumns(const std::vector<std::string>& words,
                                           const TextSettings& settings);

// The same with their ids, which are worked out from the tokens when they are asked for.
std::vector<Column> pairColumns(const std::vector<std::string>& words, const TextSettings& settings,
                                const Shared<std::int32_t>& tokens);

// The rows of all words with whole windows among `count` tokens from `first`.
Rows pairRows(std::int64_t first, std::int64_t count, const TextSettings& settings);

// As many samples a word makes.
std::int64_t samplesOfAWord(const TextSettings& settings);

} // namespace engine

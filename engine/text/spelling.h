#pragma once

#include "engine/text/vocabulary.h"

namespace engine {

// The word that is spelled most like this one: with the fewest bytes put in, left out, exchanged or swapped
// with their neighbours, at most a third of it; of several the most frequent.
std::optional<int> nearestSpelling(const Vocabulary& vocabulary, std::string_view word);

} // namespace engine

#pragma once

#include "engine/base/random.h"
#include "engine/text/corpus.h"

namespace engine {

// The chance of every word to be kept at a place where it stands, by how often it stands in the text:
// min(1, (sqrt(f / t) + 1) t / f), where f is its share of all words and t the threshold. This is the
// sampling table of word2vec's program (Mikolov et al. 2013, section 2.3, has 1 - sqrt(t / f) for dropping);
// Keras' make_sampling_table does nearly the same with shares guessed from the rank by Zipf's law, here they
// are counted.
std::vector<float> keepChances(const Vocabulary& vocabulary, double threshold);

// Leaves out frequent words by these chances, file by file: dropped words are neither in the middle of a
// window nor beside one, as in word2vec, so that windows reach further. The same seed drops the same places.
void thinOut(Corpus& corpus, double threshold, std::int64_t seed);

} // namespace engine

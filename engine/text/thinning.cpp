#include "engine/text/thinning.h"

#include <algorithm>
#include <cmath>

namespace engine {

std::vector<float> keepChances(const Vocabulary& vocabulary, double threshold)
{
    double all = 0;
    for (int id = 0; id < vocabulary.size(); ++id)
        all += static_cast<double>(vocabulary.count(id));
    std::vector<float> chances;
    for (int id = 0; id < vocabulary.size(); ++id) {
        const double ratio = static_cast<double>(vocabulary.count(id)) / all / threshold; // f / t
        chances.push_back(threshold > 0 && ratio > 0
                              ? static_cast<float>(std::min(1.0, (std::sqrt(ratio) + 1) / ratio))
                              : 1);
    }
    return chances;
}

void thinOut(Corpus& corpus, double threshold, std::int64_t seed)
{
    const std::vector<float> chances = keepChances(corpus.vocabulary, threshold);
    const RandomKey key = RandomKey{static_cast<std::uint64_t>(seed)}.with(1);
    std::size_t place = 0, kept = 0;
    for (std::int64_t& size : corpus.sizes) {
        const std::size_t end = place + static_cast<std::size_t>(size), before = kept;
        for (; place < end; ++place) {
            const std::int32_t id = corpus.tokens[place];
            if (key.uniform(place) < chances[static_cast<std::size_t>(id)])
                corpus.tokens[kept++] = id;
        }
        size = static_cast<std::int64_t>(kept - before);
    }
    corpus.tokens.resize(kept);
    corpus.tokens.shrink_to_fit();
}

} // namespace engine

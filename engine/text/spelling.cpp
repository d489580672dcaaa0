#include "engine/text/spelling.h"

#include <algorithm>

namespace engine {

namespace {

// Changes from one word to the other (optimal string alignment), or any number above the limit.
std::size_t changes(std::string_view a, std::string_view b, std::size_t limit)
{
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit)
        return limit + 1;
    std::vector<std::size_t> last(b.size() + 1), before = last, now = last; // of three prefixes of a
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        if (*std::ranges::min_element(now) > limit)
            return limit + 1;
        before.swap(last);
        last.swap(now);
    }
    return last.back();
}

} // namespace

std::optional<int> nearestSpelling(const Vocabulary& vocabulary, std::string_view word)
{
    std::optional<int> nearest;
    std::size_t limit = (word.size() + 1) / 3;
    for (int id = 0; id < vocabulary.size() && limit > 0; ++id)
        if (const std::size_t count = changes(word, vocabulary.word(id), limit);
            count < limit || (count == limit && !nearest)) {
            nearest = id;
            limit = count;
        }
    return nearest;
}

} // namespace engine

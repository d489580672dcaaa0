#include "engine/text/nearest_words.h"

#include "engine/base/parallel.h"
#include "engine/ops/dot.h"
#include "engine/ops/matmul.h"

#include <algorithm>
#include <limits>

namespace engine {

namespace {

// The largest of the values, but for those of the words left out; diverged ones are none.
std::vector<NearWord> largest(std::span<const float> values, std::span<const std::int32_t> without, int count)
{
    std::vector<NearWord> best;
    float least = -std::numeric_limits<float>::infinity(); // of a full list
    for (std::size_t id = 0; id < values.size(); ++id) {
        if (!(values[id] > least) || std::ranges::count(without, static_cast<std::int32_t>(id)))
            continue;
        const auto place = std::ranges::upper_bound(best, values[id], std::greater<>(), &NearWord::cosine);
        best.insert(place, {static_cast<std::int32_t>(id), values[id]});
        if (std::ssize(best) > count)
            best.pop_back();
        if (std::ssize(best) == count)
            least = best.back().cosine;
    }
    return best;
}

} // namespace

NearestWords::NearestWords(const Tensor& vectors, int words)
    : m_directions(vectors.shape()), m_words(std::min(words, vectors.rows()))
{
    Tensor factors({vectors.rows(), 1});
    ops::unitRows(vectors, factors, m_directions);
}

Tensor NearestWords::cosines(const Tensor& directions) const
{
    Tensor result({directions.rows(), m_directions.rows()});
    ops::matmul(directions, false, m_directions, true, 0, result);
    return result;
}

std::vector<std::vector<NearWord>> NearestWords::of(std::span<const std::int32_t> words, int count) const
{
    constexpr std::size_t together = 256; // of a vocabulary, all of it at once would not fit
    const auto length = static_cast<std::size_t>(m_directions.columns());
    std::vector<std::vector<NearWord>> result(words.size());
    for (std::size_t first = 0; first < words.size() && count > 0; first += together) {
        const auto some = words.subspan(first, std::min(together, words.size() - first));
        Tensor directions = Tensor::zeros({static_cast<int>(some.size()), m_directions.columns()});
        for (std::size_t i = 0; i < some.size(); ++i)
            if (has(some[i]))
                std::ranges::copy(
                    m_directions.values().subspan(static_cast<std::size_t>(some[i]) * length, length),
                    directions.values().begin() + static_cast<std::ptrdiff_t>(i * length));
        const Tensor near = cosines(directions);
        parallel(static_cast<std::int64_t>(some.size()), [&](std::int64_t i) {
            const auto place = static_cast<std::size_t>(i);
            if (has(some[place]))
                result[first + place] =
                    largest(near.values().subspan(place * static_cast<std::size_t>(near.columns()),
                                                  static_cast<std::size_t>(m_words)),
                            some.subspan(place, 1), count);
        });
    }
    return result;
}

std::vector<NearWord> NearestWords::of(const Analogy& analogy, int count) const
{
    Tensor sum = Tensor::zeros({1, m_directions.columns()});
    std::vector<std::int32_t> given;
    const auto add = [&](std::span<const std::int32_t> words, float sign) {
        for (const std::int32_t word : words) {
            given.push_back(word);
            const auto length = sum.values().size();
            if (!has(word))
                continue;
            const auto direction =
                m_directions.values().subspan(static_cast<std::size_t>(word) * length, length);
            std::ranges::transform(sum.values(), direction, sum.values().begin(),
                                   [=](float total, float value) { return total + sign * value; });
        }
    };
    add(analogy.plus, 1);
    add(analogy.minus, -1);
    if (given.empty() || count <= 0 ||
        !std::ranges::all_of(given, [&](std::int32_t word) { return has(word); }))
        return {};
    Tensor factor({1, 1}), direction(sum.shape());
    ops::unitRows(sum, factor, direction);
    const Tensor near = cosines(direction);
    return largest(near.values().first(static_cast<std::size_t>(m_words)), given, count);
}

} // namespace engine

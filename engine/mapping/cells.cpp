#include "engine/mapping/cells.h"

#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/ops/nearest_rows.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr int rounds = 8;
constexpr int learnedFrom = 64; // points for each cell
constexpr int chunk = 4096; // points between two questions whether to go on

std::vector<std::int32_t> drawn(int count, int from, RandomKey key)
{
    std::vector<std::int32_t> numbers;
    numbers.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) // one of each stretch, so that none comes twice
        numbers.push_back(std::int32_t(
            (std::int64_t{i} * from + std::int64_t(key.below(std::uint64_t(from), std::uint64_t(i)))) /
            count));
    return numbers;
}

// The nearest centre of every point; empty when goOn said no.
Tensor nearestCentres(const Tensor& points, const Tensor& centres, const std::function<bool(double)>& goOn)
{
    const int n = points.rows();
    Tensor cells({n, 1}, ElementType::Int32);
    for (int first = 0; first < n; first += chunk) {
        if (!goOn(double(first) / n))
            return {};
        const int count = std::min(chunk, n - first);
        Tensor self({count}, ElementType::Int32), distances({count, 1});
        std::fill_n(self.ids(), count, -1);
        Tensor part = cells.slice(first, count);
        ops::nearestRows(points.slice(first, count), centres, self, part, distances);
    }
    return cells;
}

// Every centre moves to the mean of its points; one without points stays.
void moveCentres(const Tensor& points, const Tensor& cells, Tensor& centres)
{
    const std::int64_t d = points.columns();
    std::vector<double> sums(std::size_t(centres.size()));
    std::vector<std::int64_t> counts(std::size_t(centres.rows()));
    for (std::int64_t i = 0; i < points.rows(); ++i) {
        const std::int64_t cell = cells.ids()[i];
        ++counts[std::size_t(cell)];
        for (std::int64_t c = 0; c < d; ++c)
            sums[std::size_t(cell * d + c)] += double(points.data()[i * d + c]);
    }
    for (std::int64_t i = 0; i < centres.size(); ++i)
        if (const std::int64_t count = counts[std::size_t(i / d)]; count > 0)
            centres.data()[i] = float(sums[std::size_t(i)] / double(count));
}

} // namespace

Tensor rowsOf(const Tensor& points, const std::vector<std::int32_t>& numbers)
{
    const std::int64_t d = points.columns();
    Tensor rows({int(numbers.size()), int(d)});
    float* const to = rows.data();
    parallelRanges(std::int64_t(numbers.size()), 4096, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            std::copy_n(points.data() + numbers[std::size_t(i)] * d, d, to + i * d);
    });
    return rows;
}

std::optional<Cells> divide(const Tensor& points, std::int64_t seed, const std::function<bool(double)>& goOn)
{
    const int n = points.rows();
    const int count = std::max(1, int(std::sqrt(double(n))));
    const RandomKey key = RandomKey{std::uint64_t(seed)}.with(2);
    const Tensor sample = rowsOf(points, drawn(std::min(n, learnedFrom * count), n, key));
    Cells cells;
    cells.centres = rowsOf(sample, drawn(count, sample.rows(), key.with(1)));
    for (int round = 0; round < rounds; ++round) {
        const Tensor own = nearestCentres(sample, cells.centres,
                                          [&](double share) { return goOn((round + share) / (rounds + 1)); });
        if (own.empty())
            return std::nullopt;
        moveCentres(sample, own, cells.centres);
    }
    const Tensor own = nearestCentres(points, cells.centres,
                                      [&](double share) { return goOn((rounds + share) / (rounds + 1)); });
    if (own.empty())
        return std::nullopt;
    cells.members.resize(std::size_t(count));
    for (int i = 0; i < n; ++i)
        cells.members[std::size_t(own.ids()[i])].push_back(i);
    return cells;
}

} // namespace engine

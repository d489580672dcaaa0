#include "engine/mapping/affinities.h"

#include "engine/base/parallel.h"
#include "engine/ops/conditional_affinities.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/nearest_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace engine {

namespace {

using Entry = std::pair<std::int32_t, float>; // column, value

constexpr std::int64_t rowGrain = 256;

// Every point's neighbours by number, and who has the point among theirs.
struct Links {
    std::int64_t n, k;
    std::vector<Entry> out; // n x k
    std::vector<std::int64_t> starts; // of each point's part of `in`
    std::vector<Entry> in;

    Links(const Tensor& indices, const Tensor& values)
        : n(indices.rows()), k(indices.columns()), out(std::size_t(n * k)), starts(std::size_t(n + 1)),
          in(out.size())
    {
        parallelRanges(n, rowGrain, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t e = first * k; e < last * k; ++e)
                out[std::size_t(e)] = {indices.ids()[e], values.data()[e]};
            for (std::int64_t i = first; i < last; ++i)
                std::sort(out.begin() + i * k, out.begin() + (i + 1) * k);
        });
        for (const Entry& e : out)
            ++starts[std::size_t(e.first) + 1];
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        std::vector<std::int64_t> next(starts.begin(), starts.end() - 1);
        for (std::size_t e = 0; e < out.size(); ++e)
            in[std::size_t(next[std::size_t(out[e].first)]++)] = {std::int32_t(std::int64_t(e) / k),
                                                                  out[e].second};
    }

    // take(column, value) of row i of the symmetric matrix, in order of columns.
    template <class Take>
    void forRow(std::int64_t i, const Take& take) const
    {
        const Entry* a = out.data() + i * k;
        const Entry* const endA = a + k;
        const Entry* b = in.data() + starts[std::size_t(i)];
        const Entry* const endB = in.data() + starts[std::size_t(i) + 1];
        while (a < endA || b < endB) {
            if (b == endB || (a < endA && a->first < b->first)) {
                take(a->first, a->second);
                ++a;
            } else if (a == endA || b->first < a->first) {
                take(b->first, b->second);
                ++b;
            } else {
                take(a->first, a->second + b->second);
                ++a;
                ++b;
            }
        }
    }
};

ops::SparseRows paddedRows(const Links& links)
{
    ops::SparseRows rows;
    rows.starts = Tensor({int(links.n) + 1}, ElementType::Int32);
    std::int32_t* const starts = rows.starts.ids();
    starts[0] = 0;
    parallelRanges(links.n, rowGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            std::int32_t count = 0;
            links.forRow(i, [&](std::int32_t, float) { ++count; });
            starts[i + 1] = (count + ops::sparseRowStep - 1) / ops::sparseRowStep * ops::sparseRowStep;
        }
    });
    std::partial_sum(starts, starts + links.n + 1, starts);
    rows.columns = Tensor({starts[links.n]}, ElementType::Int32);
    rows.values = Tensor::zeros({starts[links.n]});
    return rows;
}

double sumOfLogarithms(const float* values, std::int64_t count)
{
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        if (values[i] > 0)
            sum += double(values[i]) * std::log(double(values[i]));
    return sum;
}

// In pieces of the problem's choosing, added in order.
double sumOfLogarithms(const Tensor& values)
{
    constexpr std::int64_t piece = 1 << 16;
    std::vector<double> parts(std::size_t(values.size() / piece + 1));
    parallelRanges(values.size(), piece, [&](std::int64_t first, std::int64_t last) {
        parts[std::size_t(first / piece)] = sumOfLogarithms(values.data() + first, last - first);
    });
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

} // namespace

Affinities affinities(const NeighbourTable& neighbours, double perplexity)
{
    Tensor conditional = Tensor::like(neighbours.squaredDistances);
    ops::conditionalAffinities(neighbours.squaredDistances, float(perplexity), conditional);
    const Links links(neighbours.indices.to(Device::Cpu), conditional.to(Device::Cpu));
    Affinities result;
    result.near = paddedRows(links);
    const auto scale = float(1.0 / (2.0 * double(links.n)));
    parallelRanges(links.n, rowGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            std::int64_t at = result.near.starts.ids()[i];
            links.forRow(i, [&](std::int32_t column, float value) {
                result.near.columns.ids()[at] = column;
                result.near.values.data()[at++] = value * scale;
            });
            std::fill(result.near.columns.ids() + at,
                      result.near.columns.ids() + result.near.starts.ids()[i + 1], std::int32_t(i));
        }
    });
    result.logarithms = sumOfLogarithms(result.near.values);
    return result;
}

namespace {

// The mean of p_j|i and p_i|j, divided by the number of points, in place: in blocks that stay in the cache.
void symmetrise(Tensor& matrix)
{
    constexpr std::int64_t side = 64;
    const std::int64_t n = matrix.rows();
    const float scale = 0.5f / float(n);
    float* const p = matrix.data();
    parallel((n + side - 1) / side, [=](std::int64_t task) {
        const std::int64_t top = task * side;
        const std::int64_t bottom = std::min(n, top + side);
        for (std::int64_t left = top; left < n; left += side)
            for (std::int64_t i = top; i < bottom; ++i)
                for (std::int64_t j = std::max(left, i); j < std::min(n, left + side); ++j)
                    p[i * n + j] = p[j * n + i] = (p[i * n + j] + p[j * n + i]) * scale;
    });
}

} // namespace

Affinities affinitiesOfAll(const Tensor& points, double perplexity, const std::function<bool(double)>& goOn,
                           Device device)
{
    constexpr int chunk = 256;
    const int n = points.rows();
    const Tensor there = points.to(device);
    Affinities result;
    Tensor conditional({n, n});
    for (int first = 0; first < n; first += chunk) {
        if (goOn && !goOn(double(first) / n))
            return result;
        const int count = std::min(chunk, n - first);
        Tensor distances = Tensor::like(there, {count, n});
        ops::pairDistances(there.slice(first, count), there, distances);
        const Tensor all = distances.reshaped({count * n});
        for (int i = 0; i < count; ++i) {
            Tensor own = all.slice(i * n + first + i, 1);
            ops::fill(own, ops::infiniteDistance);
        }
        Tensor rows = device == Device::Cpu ? conditional.slice(first, count) : Tensor::like(distances);
        ops::conditionalAffinities(distances, float(perplexity), rows);
        if (device != Device::Cpu)
            conditional.slice(first, count).copyFrom(rows);
    }
    symmetrise(conditional);
    result.all = conditional;
    result.logarithms = sumOfLogarithms(result.all);
    return result;
}

} // namespace engine

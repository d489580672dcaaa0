#include "engine/base/text.h"
#include "engine/devices/cases_maps.h"
#include "engine/ops/conditional_affinities.h"
#include "engine/ops/nearest_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace engine {

namespace {

// Multiples of a quarter: their distances are exact in any order of adding, and many are equal.
Tensor coarseValues(const Shape& shape, std::uint64_t seed, float most = 2)
{
    Tensor values = uniformValues(shape, seed, -most, most);
    for (float& value : values.values())
        value = std::round(4 * value) / 4;
    return values;
}

Tensor emptyIds(const Shape& shape, Device device)
{
    return Tensor(shape, ElementType::Int32, device);
}

struct Search {
    int queries, points, depth, k;
    bool among = false; // the points are the queries, and more
    float most = 2; // of their values; 0: all points are the same
};

OpCase nearestCase(const Search& search)
{
    const auto run = [=](Device device) {
        const Tensor points = coarseValues({search.points, search.depth}, 1, search.most);
        const Tensor others = coarseValues({search.queries, search.depth}, 2, search.most);
        const Tensor queries = search.among ? points.slice(0, search.queries) : others;
        Tensor self = emptyIds({search.queries}, Device::Cpu);
        for (int i = 0; i < search.queries; ++i)
            self.ids()[i] = search.among ? i : -1;
        Tensor ids = emptyIds({search.queries, search.k}, device);
        Tensor distances({search.queries, search.k}, ElementType::Float32, device);
        ops::nearestRows(queries.to(device), points.to(device), self.to(device), ids, distances);
        return std::vector{ids, distances};
    };
    return {"nearestRows",
            number(search.k) + " for " + number(search.queries) + " among " + number(search.points) + " x " +
                number(search.depth) + (search.among ? ", themselves" : "") +
                (search.most == 0 ? ", all the same" : ""),
            run};
}

// Every point knows some others, the nearest of them first.
struct Known {
    Tensor points, ids, distances;

    Known(int n, int depth, int k)
        : points(coarseValues({n, depth}, 3)), ids({n, k}, ElementType::Int32), distances({n, k})
    {
        const float* const x = points.data();
        for (int i = 0; i < n; ++i) {
            std::vector<std::pair<float, std::int32_t>> row;
            for (int j = 0; j < k; ++j) {
                const int other = (i + 1 + 7 * j % (n - 1)) % n;
                float sum = 0;
                for (int c = 0; c < depth; ++c)
                    sum += std::pow(x[i * depth + c] - x[other * depth + c], 2.0f);
                row.emplace_back(sum, other);
            }
            std::sort(row.begin(), row.end());
            for (int j = 0; j < k; ++j) {
                distances.data()[i * k + j] = row[std::size_t(j)].first;
                ids.ids()[i * k + j] = row[std::size_t(j)].second;
            }
        }
    }
};

OpCase refineCase(int n, int depth, int k)
{
    const auto run = [=](Device device) {
        const Known known(n, depth, k);
        Tensor ids = emptyIds({n, k}, device);
        Tensor distances({n, k}, ElementType::Float32, device);
        ops::refineNeighbours(known.points.to(device), known.ids.to(device), known.distances.to(device), ids,
                              distances);
        return std::vector{ids, distances};
    };
    return {"refineNeighbours", number(k) + " of " + number(n) + " x " + number(depth), run};
}

OpCase distancesCase(int queries, int points, int depth)
{
    const auto run = [=](Device device) {
        Tensor out({queries, points}, ElementType::Float32, device);
        ops::pairDistances(uniformValues({queries, depth}, 4).to(device),
                           uniformValues({points, depth}, 5).to(device), out);
        return std::vector{out};
    };
    return {"pairDistances", number(queries) + " from " + number(points) + " x " + number(depth), run};
}

struct Spread {
    int rows, columns;
    float perplexity, low, high;
    int infinite = 0; // so many of each row
};

OpCase affinitiesCase(const std::string& what, const Spread& spread)
{
    const auto run = [=](Device device) {
        Tensor distances = uniformValues({spread.rows, spread.columns}, 6, spread.low, spread.high);
        for (int i = 0; i < spread.rows; ++i)
            for (int j = 0; j < spread.infinite; ++j)
                distances.data()[i * spread.columns + (i + 3 * j) % spread.columns] = ops::infiniteDistance;
        Tensor out({spread.rows, spread.columns}, ElementType::Float32, device);
        ops::conditionalAffinities(distances.to(device), spread.perplexity, out);
        return std::vector{out};
    };
    return {"conditionalAffinities",
            number(spread.rows) + " x " + number(spread.columns) + (what.empty() ? "" : ", " + what), run};
}

} // namespace

void addNeighbourCases(std::vector<OpCase>& cases)
{
    for (const Search& search : {Search{1, 1, 1, 1},
                                 {5, 7, 1, 7},
                                 {130, 300, 50, 90, true},
                                 {64, 64, 33, 63, true},
                                 {70, 2500, 3, 5},
                                 {3, 5000, 2, 3000},
                                 {40, 100, 784, 9, true},
                                 {9, 700, 4, 20, true, 0},
                                 {1100, 30, 2, 3}})
        cases.push_back(nearestCase(search));
    cases.push_back(refineCase(40, 2, 1));
    cases.push_back(refineCase(50, 3, 5));
    cases.push_back(refineCase(300, 40, 30));
    cases.push_back(distancesCase(1, 1, 1));
    cases.push_back(distancesCase(70, 65, 33));
    cases.push_back(distancesCase(3, 200, 784));
    cases.push_back(affinitiesCase("", {20, 90, 30, 0, 10}));
    cases.push_back(affinitiesCase("", {5, 1000, 50, 0, 400}));
    cases.push_back(affinitiesCase("one column", {3, 1, 5, 1, 2}));
    cases.push_back(affinitiesCase("far away", {7, 33, 5, 1e6f, 1.001e6f}));
    cases.push_back(affinitiesCase("tiny", {7, 64, 12, 1e-12f, 1e-11f}));
    cases.push_back(affinitiesCase("all equal", {2, 40, 10, 3, 3}));
    cases.push_back(affinitiesCase("perplexity out of reach", {4, 9, 20, 1, 2}));
    cases.push_back(affinitiesCase("some infinite", {6, 50, 8, 0, 5, 3}));
}

} // namespace engine

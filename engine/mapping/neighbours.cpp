#include "engine/mapping/neighbours.h"

#include "engine/ops/nearest_rows.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

constexpr int chunk = 2048; // queries between two questions whether to go on

NeighbourTable searchAll(const Tensor& points, int k, const NeighbourOptions& options)
{
    const int n = points.rows();
    NeighbourTable table{Tensor({n, k}, ElementType::Int32), Tensor({n, k})};
    Tensor self({n}, ElementType::Int32);
    std::iota(self.ids(), self.ids() + n, 0);
    for (int first = 0; first < n; first += chunk) {
        if (options.goOn && !options.goOn(double(first) / n))
            return {};
        const int count = std::min(chunk, n - first);
        Tensor ids = table.indices.slice(first, count);
        Tensor distances = table.squaredDistances.slice(first, count);
        ops::nearestRows(points.slice(first, count), points, self.slice(first, count), ids, distances);
    }
    return table;
}

} // namespace

NeighbourTable nearest(const Tensor& points, int k, const NeighbourOptions& options)
{
    return searchAll(points, k, options);
}

bool manyForExactSearch(std::int64_t points)
{
    return points > 100'000;
}

} // namespace engine

#include "engine/mapping/neighbours.h"

#include "engine/mapping/cells.h"
#include "engine/mapping/column_means.h"
#include "engine/ops/nearest_rows.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

constexpr int chunk = 2048; // queries between two questions whether to go on
constexpr int probedCells = 32; // that an approximate search looks into
constexpr double shareOfCells = 0.2; // of the time of an approximate search

NeighbourTable emptyTable(int points, int k, Device device = Device::Cpu)
{
    return {Tensor({points, k}, ElementType::Int32, device),
            Tensor({points, k}, ElementType::Float32, device)};
}

// A device that works on its own has done all that was asked of it so far once a value has come from it.
void await(const Tensor& values)
{
    if (values.device() != Device::Cpu)
        (void)values.reshaped({int(values.size())}).slice(0, 1).item();
}

NeighbourTable searchAll(const Tensor& points, int k, const std::function<bool(double)>& goOn)
{
    const int n = points.rows();
    NeighbourTable table = emptyTable(n, k, points.device());
    Tensor numbers({n}, ElementType::Int32);
    std::iota(numbers.ids(), numbers.ids() + n, 0);
    const Tensor self = numbers.to(points.device());
    for (int first = 0; first < n; first += chunk) {
        if (!goOn(double(first) / n))
            return {};
        const int count = std::min(chunk, n - first);
        Tensor ids = table.indices.slice(first, count);
        Tensor distances = table.squaredDistances.slice(first, count);
        ops::nearestRows(points.slice(first, count), points, self.slice(first, count), ids, distances);
        await(distances);
    }
    return table;
}

// The points of the nearest cells, by number, so that equal distances are told apart as in an exact search.
std::vector<std::int32_t> candidates(const Cells& cells, const std::int32_t* order, std::size_t least)
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < cells.members.size() && (i < probedCells || found.size() < least); ++i) {
        const auto& members = cells.members[std::size_t(order[i])];
        found.insert(found.end(), members.begin(), members.end());
    }
    std::sort(found.begin(), found.end());
    return found;
}

// For every cell all cells, nearest first: itself, then the others.
Tensor orderOfCells(const Cells& cells)
{
    const int count = cells.centres.rows();
    Tensor self({count}, ElementType::Int32), order({count, count}, ElementType::Int32);
    Tensor distances({count, count});
    std::fill_n(self.ids(), count, -1);
    ops::nearestRows(cells.centres, cells.centres, self, order, distances);
    return order;
}

void searchCell(const Tensor& points, const std::vector<std::int32_t>& members,
                const std::vector<std::int32_t>& among, NeighbourTable& table)
{
    const int count = int(members.size());
    const int k = table.indices.columns();
    Tensor self({count}, ElementType::Int32);
    for (int i = 0; i < count; ++i)
        self.ids()[i] = std::int32_t(std::lower_bound(among.begin(), among.end(), members[std::size_t(i)]) -
                                     among.begin());
    NeighbourTable found = emptyTable(count, k);
    ops::nearestRows(rowsOf(points, members), rowsOf(points, among), self, found.indices,
                     found.squaredDistances);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t to = std::int64_t{members[std::size_t(i)]} * k;
        std::copy_n(found.squaredDistances.data() + i * k, k, table.squaredDistances.data() + to);
        for (std::int64_t j = 0; j < k; ++j)
            table.indices.ids()[to + j] = among[std::size_t(found.indices.ids()[i * k + j])];
    }
}

NeighbourTable searchCells(const Tensor& points, int k, std::int64_t seed,
                           const std::function<bool(double)>& goOn)
{
    const std::optional<Cells> cells =
        divide(points, seed, [&](double share) { return goOn(shareOfCells * share); });
    if (!cells)
        return {};
    const int count = cells->centres.rows();
    const Tensor order = orderOfCells(*cells);
    NeighbourTable table = emptyTable(points.rows(), k);
    for (int cell = 0; cell < count; ++cell) {
        if (!goOn(shareOfCells + (1 - shareOfCells) * cell / count))
            return {};
        const auto& members = cells->members[std::size_t(cell)];
        if (!members.empty())
            searchCell(points, members,
                       candidates(*cells, order.ids() + std::int64_t{cell} * count, std::size_t(k) + 1),
                       table);
    }
    NeighbourTable refined = emptyTable(points.rows(), k);
    ops::refineNeighbours(points, table.indices, table.squaredDistances, refined.indices,
                          refined.squaredDistances);
    return refined;
}

} // namespace

NeighbourTable nearest(const Tensor& points, int k, const NeighbourOptions& options)
{
    assert(k >= 1 && k < points.rows());
    const auto goOn = [&](double share) { return !options.goOn || options.goOn(share); };
    const Tensor centred = withoutMeans(points, columnMeans(points)); // distances lose less to rounding
    return options.approximate && options.device == Device::Cpu
        ? searchCells(centred, k, options.seed, goOn)
        : searchAll(centred.to(options.device), k, goOn);
}

bool manyForExactSearch(std::int64_t points)
{
    return points > 100'000;
}

} // namespace engine

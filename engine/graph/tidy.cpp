// Layered layout after Sugiyama, Tagawa and Toda (1981): longest-path layers, barycentre sweeps against
// crossings, then columns pulled towards the middle of their neighbours.
#include "engine/graph/graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {

namespace {

constexpr double cardWidth = 240, neighbourGap = 88, layerStep = 96, snap = 8;
constexpr int sweeps = 8;

// Nodes by index; links that would close a cycle are left out.
struct Layout {
    std::vector<std::vector<int>> before, after;
    std::vector<int> layer;
    std::vector<double> x;
    std::vector<std::vector<int>> rows;
};

Layout layoutOf(const Graph& graph)
{
    const std::size_t n = graph.nodes.size();
    std::map<NodeId, int> index;
    for (std::size_t i = 0; i < n; ++i)
        index[graph.nodes[i].id] = static_cast<int>(i);
    Layout layout{.before = std::vector<std::vector<int>>(n), .after = std::vector<std::vector<int>>(n)};
    for (const Link& link : graph.links) {
        if (!index.contains(link.from) || !index.contains(link.to) || link.from == link.to)
            continue;
        layout.after[index[link.from]].push_back(index[link.to]);
        layout.before[index[link.to]].push_back(index[link.from]);
    }
    return layout;
}

void assignLayers(Layout& layout)
{
    const std::size_t n = layout.before.size();
    std::vector<std::size_t> waiting(n);
    std::vector<int> ready;
    layout.layer.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        waiting[i] = layout.before[i].size();
        if (waiting[i] == 0)
            ready.push_back(static_cast<int>(i));
    }
    for (std::size_t k = 0; k < ready.size(); ++k) {
        const int from = ready[k];
        for (int to : layout.after[from]) {
            layout.layer[to] = std::max(layout.layer[to], layout.layer[from] + 1);
            if (--waiting[to] == 0)
                ready.push_back(to);
        }
    }
    // A source moves down to just above its first reader.
    for (std::size_t i = 0; i < n; ++i) {
        if (!layout.before[i].empty() || layout.after[i].empty())
            continue;
        int lowest = layout.layer[layout.after[i][0]];
        for (int to : layout.after[i])
            lowest = std::min(lowest, layout.layer[to]);
        layout.layer[i] = std::max(0, lowest - 1);
    }
}

void orderRows(Layout& layout)
{
    const std::size_t n = layout.layer.size();
    const int layers = n == 0 ? 0 : *std::ranges::max_element(layout.layer) + 1;
    layout.rows.assign(layers, {});
    for (std::size_t i = 0; i < n; ++i)
        layout.rows[layout.layer[i]].push_back(static_cast<int>(i));
    std::vector<double> place(n);
    const auto number = [&](const std::vector<int>& row) {
        for (std::size_t k = 0; k < row.size(); ++k)
            place[row[k]] = static_cast<double>(k) - static_cast<double>(row.size() - 1) / 2;
    };
    std::ranges::for_each(layout.rows, number);
    const auto sortBy = [&](std::vector<int>& row, const std::vector<std::vector<int>>& neighbours) {
        std::map<int, double> wish;
        for (int node : row) {
            double sum = 0;
            for (int other : neighbours[node])
                sum += place[other];
            wish[node] =
                neighbours[node].empty() ? place[node] : sum / static_cast<double>(neighbours[node].size());
        }
        std::ranges::stable_sort(row, {}, [&](int node) { return wish[node]; });
        number(row);
    };
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (int l = 1; l < layers; ++l)
            sortBy(layout.rows[l], layout.before);
        for (int l = layers - 2; l >= 0; --l)
            sortBy(layout.rows[l], layout.after);
    }
}

void placeColumns(Layout& layout)
{
    constexpr double step = cardWidth + neighbourGap;
    layout.x.assign(layout.layer.size(), 0);
    for (const auto& row : layout.rows)
        for (std::size_t k = 0; k < row.size(); ++k)
            layout.x[row[k]] = step * (static_cast<double>(k) - static_cast<double>(row.size() - 1) / 2);
    const auto pull = [&](const std::vector<int>& row, const std::vector<std::vector<int>>& neighbours) {
        std::vector<double> wish;
        for (int node : row) {
            double sum = 0;
            for (int other : neighbours[node])
                sum += layout.x[other];
            wish.push_back(neighbours[node].empty() ? layout.x[node]
                                                    : sum / static_cast<double>(neighbours[node].size()));
        }
        for (std::size_t k = 1; k < wish.size(); ++k) // no overlap, order kept
            wish[k] = std::max(wish[k], wish[k - 1] + step);
        const double middle =
            std::accumulate(wish.begin(), wish.end(), 0.0) / static_cast<double>(wish.size());
        double target = 0;
        int counted = 0;
        for (int node : row)
            for (int other : neighbours[node]) {
                target += layout.x[other];
                ++counted;
            }
        const double correction = counted > 0 && row.size() > 1 ? target / counted - middle : 0;
        for (std::size_t k = 0; k < row.size(); ++k)
            layout.x[row[k]] = wish[k] + correction;
    };
    for (std::size_t l = 1; l < layout.rows.size(); ++l)
        pull(layout.rows[l], layout.before);
    for (std::size_t l = layout.rows.size(); l-- > 1;)
        pull(layout.rows[l - 1], layout.after);
}

} // namespace

std::map<NodeId, Point> tidyPositions(const Graph& graph)
{
    Layout layout = layoutOf(graph);
    assignLayers(layout);
    orderRows(layout);
    placeColumns(layout);
    std::map<NodeId, Point> positions;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        positions[graph.nodes[i].id] = {std::round(layout.x[i] / snap) * snap, layout.layer[i] * layerStep};
    return positions;
}

} // namespace engine

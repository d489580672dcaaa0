#include "engine/ops/nearest_rows.h"

#include "engine/ops/loops.h"
#include "engine/ops/matmul_kernel.h"
#include "engine/ops/vector_mask.h"

#include <bit>
#include <iterator>
#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t queryPanels = 16; // of one piece: they stay in the first-level cache
constexpr std::size_t spare = 8; // candidates beyond k, whose order rounding may have swapped
constexpr float never = -3e38f;

float squaredDistance(const float* a, const float* b, std::int64_t depth)
{
    constexpr int lanes = 16;
    float sums[lanes] = {};
    std::int64_t k = 0;
    for (; k + lanes <= depth; k += lanes)
        for (int lane = 0; lane < lanes; ++lane) {
            const float d = a[k + lane] - b[k + lane];
            sums[lane] += d * d;
        }
    float sum = 0;
    for (; k < depth; ++k)
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    for (const float part : sums)
        sum += part;
    return sum;
}

// A score is larger the nearer a point is: q x - |x|² / 2, one product with a coordinate added to both.
struct Candidate {
    float score;
    std::int32_t id;
    bool operator<(const Candidate& other) const
    {
        return score != other.score ? score > other.score : id < other.id;
    }
};

// The best so far of one query. Points come in order of their numbers, so an equal score comes too late.
class Best {
public:
    explicit Best(std::size_t keep) : m_keep(keep) { m_candidates.reserve(4 * keep); }
    float threshold() const { return m_threshold; }
    void add(float score, std::int32_t id)
    {
        m_candidates.push_back({score, id});
        if (m_candidates.size() == 4 * m_keep)
            shrink();
    }
    void shrink()
    {
        if (m_candidates.size() <= m_keep)
            return;
        std::nth_element(m_candidates.begin(), m_candidates.begin() + std::ptrdiff_t(m_keep) - 1,
                         m_candidates.end());
        m_candidates.resize(m_keep);
        m_threshold = m_candidates.back().score;
    }
    const std::vector<Candidate>& candidates() const { return m_candidates; }

private:
    std::size_t m_keep;
    float m_threshold = never;
    std::vector<Candidate> m_candidates;
};

static_assert(tileVectors == 2);

class Search {
public:
    Search(const Tensor& queries, const Tensor& points, const std::int32_t* self, Tensor& ids,
           Tensor& distances)
        : m_queries(queries), m_points(points), m_self(self), m_ids(ids), m_distances(distances),
          m_depth(points.columns()), m_panels(divideUp(points.rows(), tileColumns)),
          m_slot((m_depth + 1) * tileColumns), m_packed({int(m_panels), int(m_slot)})
    {
    }

    void run()
    {
        parallelRanges(m_panels, 64, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t panel = first; panel < last; ++panel)
                packPoints(panel);
        });
        parallelRanges(m_queries.rows(), queryPanels * maxTileRows,
                       [&](std::int64_t first, std::int64_t last) { searchFor(first, last); });
    }

private:
    void packPoints(std::int64_t panel)
    {
        const std::int64_t first = panel * tileColumns;
        const int count = int(std::min<std::int64_t>(tileColumns, m_points.rows() - first));
        float* const to = m_packed.data() + panel * m_slot;
        const Lines lines{m_points.data(), m_points.rows(), m_depth, 1, m_points.size()};
        packPanel(lines.from(first, 0), count, tileColumns, m_depth, to);
        for (std::int64_t i = 0; i < tileColumns; ++i) {
            double square = 0;
            for (std::int64_t k = 0; k < m_depth; ++k)
                square += double(to[k * tileColumns + i]) * to[k * tileColumns + i];
            to[m_depth * tileColumns + i] = i < count ? float(-0.5 * square) : never;
        }
    }

    struct Panel {
        std::int64_t first;
        int rows;
        std::vector<float> values; // [depth + 1][rows]
    };
    std::vector<Panel> packQueries(std::int64_t first, std::int64_t last) const
    {
        std::vector<Panel> panels;
        const Lines lines{m_queries.data(), m_queries.rows(), m_depth, 1, m_queries.size()};
        for (; first < last; first += maxTileRows) {
            const int rows = int(std::min<std::int64_t>(maxTileRows, last - first));
            Panel panel{first, rows, std::vector<float>(std::size_t((m_depth + 1) * rows + panelSlack))};
            packPanel(lines.from(first, 0), rows, rows, m_depth, panel.values.data());
            std::fill_n(panel.values.begin() + m_depth * rows, rows, 1.0f);
            panels.push_back(std::move(panel));
        }
        return panels;
    }

    void searchFor(std::int64_t first, std::int64_t last)
    {
        const std::vector<Panel> panels = packQueries(first, last);
        std::vector<Best> best(std::size_t(last - first), Best(std::size_t(m_ids.columns()) + 1 + spare));
        for (std::int64_t p = 0; p < m_panels; ++p)
            for (const Panel& panel : panels)
                meet(panel, p, best.data() + (panel.first - first));
        for (std::int64_t i = first; i < last; ++i)
            write(i, best[std::size_t(i - first)]);
    }

    // One tile of scores; few of them are better than what is known.
    void meet(const Panel& queries, std::int64_t points, Best* best) const
    {
        alignas(64) std::array<float, std::size_t(maxTileRows * tileColumns)> tile;
        tileFunction<tileVectors>(queries.rows)(m_depth + 1, queries.values.data(),
                                                m_packed.data() + points * m_slot, tileColumns,
                                                {tile.data(), tileColumns, 0.0f});
        for (int r = 0; r < queries.rows; ++r) {
            const float* const row = tile.data() + r * std::int64_t{tileColumns};
            const Vector limit = Vector{} + best[r].threshold();
            std::uint32_t better =
                lanesOf(load(row) > limit) | lanesOf(load(row + vectorLanes) > limit) << vectorLanes;
            for (; better != 0; better &= better - 1) {
                const int c = std::countr_zero(better);
                best[r].add(row[c], std::int32_t(points * tileColumns + c));
            }
        }
    }

    void write(std::int64_t query, Best& best)
    {
        best.shrink();
        std::vector<std::pair<float, std::int32_t>> found;
        for (const Candidate& c : best.candidates())
            if (c.id != m_self[query])
                found.emplace_back(squaredDistance(m_queries.data() + query * m_depth,
                                                   m_points.data() + c.id * m_depth, m_depth),
                                   c.id);
        std::sort(found.begin(), found.end());
        const std::int64_t k = m_ids.columns();
        assert(std::int64_t(found.size()) >= k);
        for (std::int64_t i = 0; i < k; ++i) {
            m_distances.data()[query * k + i] = found[std::size_t(i)].first;
            m_ids.ids()[query * k + i] = found[std::size_t(i)].second;
        }
    }

    const Tensor& m_queries;
    const Tensor& m_points;
    const std::int32_t* m_self;
    Tensor& m_ids;
    Tensor& m_distances;
    std::int64_t m_depth, m_panels, m_slot;
    Tensor m_packed; // panels of [depth + 1][tileColumns]
};

void nearestRowsOnCpu(const Tensor& queries, const Tensor& points, const Tensor& self, Tensor& ids,
                      Tensor& squaredDistances)
{
    assert(queries.columns() == points.columns() && self.size() == queries.rows());
    Search(queries, points, self.ids(), ids, squaredDistances).run();
}

// The neighbours of point i's neighbours that are not among its own, by number.
std::vector<std::int32_t> neighboursOfNeighbours(const Tensor& ids, std::int64_t i)
{
    const std::int64_t k = ids.columns();
    const std::int64_t few = std::min<std::int64_t>(askedNeighbours, k);
    const std::int32_t* const own = ids.ids() + i * k;
    std::vector<std::int32_t> found;
    for (std::int64_t a = 0; a < few; ++a) {
        const std::int32_t* const theirs = ids.ids() + own[a] * k;
        found.insert(found.end(), theirs, theirs + few);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<std::int32_t> known(own, own + k);
    known.push_back(std::int32_t(i));
    std::sort(known.begin(), known.end());
    std::vector<std::int32_t> others;
    std::set_difference(found.begin(), found.end(), known.begin(), known.end(), std::back_inserter(others));
    return others;
}

void refineNeighboursOnCpu(const Tensor& points, const Tensor& ids, const Tensor& squaredDistances,
                           Tensor& newIds, Tensor& newSquaredDistances)
{
    const std::int64_t depth = points.columns();
    const std::int64_t k = ids.columns();
    const float* const x = points.data();
    parallelRanges(points.rows(), 64, [&](std::int64_t first, std::int64_t last) {
        std::vector<std::pair<float, std::int32_t>> all;
        for (std::int64_t i = first; i < last; ++i) {
            all.clear();
            for (std::int64_t j = i * k; j < (i + 1) * k; ++j)
                all.emplace_back(squaredDistances.data()[j], ids.ids()[j]);
            for (const std::int32_t other : neighboursOfNeighbours(ids, i))
                all.emplace_back(squaredDistance(x + i * depth, x + other * depth, depth), other);
            std::partial_sort(all.begin(), all.begin() + k, all.end());
            for (std::int64_t j = 0; j < k; ++j) {
                newSquaredDistances.data()[i * k + j] = all[std::size_t(j)].first;
                newIds.ids()[i * k + j] = all[std::size_t(j)].second;
            }
        }
    });
}

void pairDistancesOnCpu(const Tensor& queries, const Tensor& points, Tensor& out)
{
    const std::int64_t n = points.rows();
    const std::int64_t depth = points.columns();
    const float* const q = queries.data();
    const float* const x = points.data();
    float* const to = out.data();
    forRows(queries.rows(), n * depth, [=](std::int64_t i) {
        for (std::int64_t j = 0; j < n; ++j)
            to[i * n + j] = squaredDistance(q + i * depth, x + j * depth, depth);
    });
}

} // namespace

const Op<void(const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&)> nearestRows{"nearestRows",
                                                                                          nearestRowsOnCpu};
const Op<void(const Tensor&, const Tensor&, const Tensor&, Tensor&, Tensor&)> refineNeighbours{
    "refineNeighbours", refineNeighboursOnCpu};
const Op<void(const Tensor&, const Tensor&, Tensor&)> pairDistances{"pairDistances", pairDistancesOnCpu};

} // namespace engine::ops

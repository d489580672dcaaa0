#include "engine/mapping/clusters.h"

#include "engine/base/parallel.h"
#include "engine/base/random.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace engine {

namespace {

constexpr std::int64_t grain = 512; // points of a piece

// In eight sums, which the compiler keeps in vectors.
float squaredDistance(const float* a, const float* b, int length)
{
    constexpr int lanes = 8;
    float sums[lanes] = {};
    int i = 0;
    for (; i + lanes <= length; i += lanes)
        for (int lane = 0; lane < lanes; ++lane)
            sums[lane] += (a[i + lane] - b[i + lane]) * (a[i + lane] - b[i + lane]);
    for (; i < length; ++i)
        sums[0] += (a[i] - b[i]) * (a[i] - b[i]);
    return std::accumulate(sums, sums + lanes, 0.0f);
}

class Lloyd {
public:
    Lloyd(const Tensor& points, const ClusterWish& wish)
        : m_points(points), m_count(points.rows()),
          m_length(points.columns()), m_key{static_cast<std::uint64_t>(wish.seed)},
          m_ids(static_cast<std::size_t>(m_count), 0),
          m_distances(m_ids.size(), std::numeric_limits<float>::infinity())
    {
        start(static_cast<int>(std::min<std::int64_t>(wish.count, m_count)));
        for (int round = 0; round < wish.rounds; ++round) {
            moveCentres();
            if (!assign())
                break;
        }
    }

    Clusters result() const
    {
        const std::size_t clusters = m_centres.size() / static_cast<std::size_t>(m_length);
        std::vector<std::int64_t> sizes(clusters), order(clusters);
        for (const std::int32_t id : m_ids)
            ++sizes[static_cast<std::size_t>(id)];
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater(),
                                 [&](std::int64_t id) { return sizes[std::size_t(id)]; });
        Clusters found{.ids = m_ids, .centres = Tensor({static_cast<int>(clusters), m_length})};
        std::vector<std::int32_t> places(clusters);
        for (std::size_t place = 0; place < clusters; ++place) {
            places[static_cast<std::size_t>(order[place])] = static_cast<std::int32_t>(place);
            std::copy_n(m_centres.begin() + order[place] * m_length, m_length,
                        found.centres.data() + static_cast<std::ptrdiff_t>(place) * m_length);
        }
        for (std::int32_t& id : found.ids)
            id = places[static_cast<std::size_t>(id)];
        found.spread = std::accumulate(m_distances.begin(), m_distances.end(), 0.0);
        return found;
    }

private:
    const float* point(std::int64_t index) const { return m_points.data() + index * m_length; }

    // Each centre is a point, the likelier the farther it is from those before.
    void start(int clusters)
    {
        add(static_cast<std::int64_t>(m_key.below(static_cast<std::uint64_t>(m_count), 0)));
        for (int cluster = 1; cluster < clusters; ++cluster) {
            const double all = std::accumulate(m_distances.begin(), m_distances.end(), 0.0);
            if (all <= 0) // no more distinct points
                return;
            add(drawn(all * static_cast<double>(m_key.uniform(static_cast<std::uint64_t>(cluster)))));
        }
    }

    // The point at which the squared distances, added up, exceed `share`.
    std::int64_t drawn(double share) const
    {
        std::int64_t last = 0;
        for (std::int64_t i = 0; i < m_count; ++i) {
            const double distance = m_distances[static_cast<std::size_t>(i)];
            last = distance > 0 ? i : last;
            share -= distance;
            if (share < 0)
                break;
        }
        return last;
    }

    void add(std::int64_t index)
    {
        const auto cluster = static_cast<std::int32_t>(m_centres.size() / static_cast<std::size_t>(m_length));
        m_centres.insert(m_centres.end(), point(index), point(index) + m_length);
        parallelRanges(m_count, grain, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i)
                take(i, cluster, squaredDistance(point(i), point(index), m_length));
        });
    }

    bool take(std::int64_t index, std::int32_t cluster, float distance)
    {
        const auto i = static_cast<std::size_t>(index);
        if (distance >= m_distances[i])
            return false;
        m_distances[i] = distance;
        m_ids[i] = cluster;
        return true;
    }

    // To the means of their points, summed piece by piece in a fixed order. A centre that lost all its points
    // stays.
    void moveCentres()
    {
        const std::int64_t pieces = (m_count + grain - 1) / grain;
        const std::size_t values = m_centres.size(), clusters = values / static_cast<std::size_t>(m_length);
        std::vector<std::vector<double>> sums(static_cast<std::size_t>(pieces));
        parallel(pieces, [&](std::int64_t piece) {
            auto& sum = sums[static_cast<std::size_t>(piece)];
            sum.assign(values + clusters, 0.0); // behind the sums, how many
            for (std::int64_t i = piece * grain; i < std::min(m_count, (piece + 1) * grain); ++i) {
                const std::int32_t id = m_ids[static_cast<std::size_t>(i)];
                std::transform(point(i), point(i) + m_length, sum.begin() + std::ptrdiff_t{id} * m_length,
                               sum.begin() + std::ptrdiff_t{id} * m_length,
                               [](float value, double before) { return before + double(value); });
                ++sum[values + static_cast<std::size_t>(id)];
            }
        });
        for (std::size_t piece = 1; piece < sums.size(); ++piece)
            std::ranges::transform(sums[piece], sums[0], sums[0].begin(), std::plus());
        for (std::size_t i = 0; i < values; ++i)
            if (const double count = sums[0][values + i / static_cast<std::size_t>(m_length)]; count > 0)
                m_centres[i] = static_cast<float>(sums[0][i] / count);
    }

    // Every point to its nearest centre; whether any changed.
    bool assign()
    {
        const auto clusters =
            static_cast<std::int32_t>(m_centres.size() / static_cast<std::size_t>(m_length));
        const std::vector<std::int32_t> before = m_ids;
        parallelRanges(m_count, grain, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) {
                m_distances[static_cast<std::size_t>(i)] = std::numeric_limits<float>::infinity();
                for (std::int32_t cluster = 0; cluster < clusters; ++cluster)
                    take(i, cluster,
                         squaredDistance(point(i), &m_centres[std::size_t(cluster) * std::size_t(m_length)],
                                         m_length));
            }
        });
        return m_ids != before;
    }

    const Tensor& m_points;
    std::int64_t m_count;
    int m_length;
    RandomKey m_key;
    std::vector<float> m_centres;
    std::vector<std::int32_t> m_ids;
    std::vector<float> m_distances; // squared, to the centre of each point
};

} // namespace

Clusters kMeans(const Tensor& points, const ClusterWish& wish)
{
    return points.empty() || points.rows() == 0 || wish.count < 1 ? Clusters() : Lloyd(points, wish).result();
}

} // namespace engine

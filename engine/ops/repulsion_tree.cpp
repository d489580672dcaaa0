#include "engine/ops/repulsion_tree.h"

#include "engine/ops/loops.h"
#include "engine/ops/map_bounds.h"
#include "engine/ops/morton_order.h"
#include "engine/ops/vector_mask.h"

#include <vector>

namespace engine::ops {

namespace {

constexpr std::int64_t leafPoints = 8;
constexpr std::int64_t packetGrain = 16;

// Nodes lie in depth-first order: the first child follows its parent, `next` is what follows the whole
// subtree.
struct Node {
    std::array<float, 3> centre; // of mass
    float count;
    float squaredWidth;
    std::int32_t next;
    std::int32_t first, last; // points of a leaf; an inner node has none
};

struct Range {
    std::int64_t first, last;
};

} // namespace

struct RepulsionTree::Private {
    template <int d>
    void build(const Tensor& positions);
    template <int d>
    void repel(const Tensor& positions, float theta, Tensor& repulsion, Tensor& weights);
    template <int d>
    void repelPacket(const Range& points, float theta, float* repulsion, float* weights) const;

    MortonOrder order;
    std::vector<float> sorted; // coordinates [d][n], each plane with room for a vector behind it
    std::int64_t plane = 0; // floats from one coordinate's plane to the next
    std::vector<Node> nodes; // of all subtrees, one after the other
};

namespace {

// Builds the subtree of one cell.
template <int d>
class Builder {
public:
    Builder(const MortonOrder& order, const float* sorted, std::int64_t plane)
        : m_order(order), m_sorted(sorted), m_plane(plane)
    {
    }

    using Sum = std::array<double, d>;

    // The points of one cell at `level`; gives the sum of their coordinates.
    Sum add(Range range, int level)
    {
        const std::size_t at = nodes.size();
        nodes.push_back({});
        const bool leaf = range.last - range.first <= leafPoints || level == MortonOrder::levels<d>;
        const Sum sum = leaf ? sumOf(range) : addChildren(range, level);
        Node& node = nodes[at];
        node.count = float(range.last - range.first);
        for (std::size_t c = 0; c < d; ++c)
            node.centre[c] = float(sum[c] / double(range.last - range.first));
        const float width = m_order.cellWidth(level);
        node.squaredWidth = width * width;
        node.next = std::int32_t(nodes.size());
        node.first = leaf ? std::int32_t(range.first) : 0;
        node.last = leaf ? std::int32_t(range.last) : 0;
        return sum;
    }

    std::vector<Node> nodes;

private:
    Sum addChildren(Range range, int level)
    {
        Sum sum{};
        while (range.first < range.last) {
            const std::int64_t end = m_order.endOfCell<d>(range.first, range.last, level + 1);
            const Sum part = add({range.first, end}, level + 1);
            for (std::size_t c = 0; c < d; ++c)
                sum[c] += part[c];
            range.first = end;
        }
        return sum;
    }
    Sum sumOf(Range range) const
    {
        Sum sum{};
        for (std::size_t c = 0; c < d; ++c)
            for (std::int64_t i = range.first; i < range.last; ++i)
                sum[c] += double(m_sorted[std::int64_t(c) * m_plane + i]);
        return sum;
    }

    const MortonOrder& m_order;
    const float* m_sorted;
    std::int64_t m_plane;
};

// The cells two levels below the root have subtrees of their own, built in parallel.
template <int d>
std::vector<Range> topCells(const MortonOrder& order, std::int64_t n)
{
    std::vector<Range> cells;
    for (std::int64_t first = 0; first < n;) {
        const std::int64_t end = order.endOfCell<d>(first, n, 2);
        cells.push_back({first, end});
        first = end;
    }
    return cells;
}

} // namespace

template <int d>
void RepulsionTree::Private::build(const Tensor& positions)
{
    const std::int64_t n = positions.rows();
    order.sort<d>(positions);
    plane = n + vectorLanes;
    sorted.resize(std::size_t(plane * d));
    const float* const y = positions.data();
    forElements(n, [=, this](std::int64_t i) {
        for (int c = 0; c < d; ++c)
            sorted[std::size_t(c * plane + i)] = y[std::int64_t{order.index(i)} * d + c];
    });
    for (int c = 0; c < d; ++c) // a packet at the end is filled up with its last point
        std::fill_n(sorted.begin() + c * plane + n, vectorLanes, sorted[std::size_t(c * plane + n - 1)]);

    const std::vector<Range> cells = topCells<d>(order, n);
    std::vector<std::vector<Node>> parts(cells.size());
    parallel(std::int64_t(cells.size()), [&](std::int64_t i) {
        Builder<d> builder(order, sorted.data(), plane);
        builder.add(cells[std::size_t(i)], 2);
        parts[std::size_t(i)] = std::move(builder.nodes);
    });
    nodes.clear();
    for (const std::vector<Node>& part : parts) {
        const auto offset = std::int32_t(nodes.size());
        for (Node node : part) {
            node.next += offset;
            nodes.push_back(node);
        }
    }
}

namespace {

// Up to vectorLanes points that walk the tree together, and what they have met.
template <int d>
struct Packet {
    Vector own[d];
    Vector repulsion[d] = {};
    Vector weight = {};

    void meet(const Vector (&offset)[d], Vector length, float count)
    {
        const Vector w = 1.0f / (1.0f + length);
        const Vector share = count * w;
        weight += share;
        for (int c = 0; c < d; ++c)
            repulsion[c] += share * w * offset[c];
    }
    Vector offsetFrom(const float* point, std::int64_t step, Vector (&offset)[d]) const
    {
        Vector length{};
        for (int c = 0; c < d; ++c) {
            offset[c] = own[c] - point[c * step];
            length += offset[c] * offset[c];
        }
        return length;
    }
};

inline bool allBelow(float value, Vector v)
{
    return lanesOf(value < v) == allLanes;
}

} // namespace

template <int d>
void RepulsionTree::Private::repelPacket(const Range& points, float theta, float* repulsion,
                                         float* weights) const
{
    Packet<d> packet;
    for (int c = 0; c < d; ++c)
        packet.own[c] = load(sorted.data() + c * plane + points.first);
    const float squaredTheta = theta * theta;
    const auto end = std::int32_t(nodes.size());
    for (std::int32_t at = 0; at < end;) {
        const Node& node = nodes[std::size_t(at)];
        Vector offset[d];
        const Vector length = packet.offsetFrom(node.centre.data(), 1, offset);
        if (allBelow(node.squaredWidth, squaredTheta * length)) {
            packet.meet(offset, length, node.count);
            at = node.next;
            continue;
        }
        for (std::int64_t i = node.first; i < node.last; ++i) {
            const Vector apart = packet.offsetFrom(sorted.data() + i, plane, offset);
            packet.meet(offset, apart, 1.0f);
        }
        ++at;
    }
    for (std::int64_t i = points.first; i < points.last; ++i) {
        const std::int64_t point = order.index(i);
        const auto lane = int(i - points.first);
        weights[point] = packet.weight[lane] - 1.0f; // itself
        for (int c = 0; c < d; ++c)
            repulsion[point * d + c] = packet.repulsion[c][lane];
    }
}

template <int d>
void RepulsionTree::Private::repel(const Tensor& positions, float theta, Tensor& repulsion, Tensor& weights)
{
    build<d>(positions);
    const std::int64_t n = positions.rows();
    float* const r = repulsion.data();
    float* const w = weights.data();
    parallelRanges(n, packetGrain * vectorLanes, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; i += vectorLanes)
            repelPacket<d>({i, std::min<std::int64_t>(i + vectorLanes, last)}, theta, r, w);
    });
}

RepulsionTree::RepulsionTree() : d(new Private) {}
RepulsionTree::RepulsionTree(RepulsionTree&&) noexcept = default;
RepulsionTree::~RepulsionTree() = default;

namespace {

void repelByTreeOnCpu(const Tensor& positions, float theta, RepulsionTree& tree, Tensor& repulsion,
                      Tensor& weights)
{
    positions.columns() == 2 ? tree.state().repel<2>(positions, theta, repulsion, weights)
                             : tree.state().repel<3>(positions, theta, repulsion, weights);
}

} // namespace

const Op<void(const Tensor&, float, RepulsionTree&, Tensor&, Tensor&)> repelByTree{"repelByTree",
                                                                                   repelByTreeOnCpu};

} // namespace engine::ops

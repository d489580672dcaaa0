#include "engine/ops/morton_order.h"

#include "engine/ops/loops.h"
#include "engine/ops/map_bounds.h"

namespace engine::ops {

namespace {

// The lowest 16 bits, each `gap` places apart from the next.
template <int dimensions>
std::uint32_t spreadBits(std::uint32_t v)
{
    if constexpr (dimensions == 2) {
        v = (v | v << 8) & 0x00ff00ffu;
        v = (v | v << 4) & 0x0f0f0f0fu;
        v = (v | v << 2) & 0x33333333u;
        return (v | v << 1) & 0x55555555u;
    } else { // ten bits
        v = (v | v << 16) & 0x030000ffu;
        v = (v | v << 8) & 0x0300f00fu;
        v = (v | v << 4) & 0x030c30c3u;
        return (v | v << 2) & 0x09249249u;
    }
}

} // namespace

template <int dimensions>
void MortonOrder::sort(const Tensor& positions)
{
    constexpr auto cells = float(1 << levels<dimensions>);
    const MapBounds box = boundsOf(positions);
    m_width = box.span() > 0 ? box.span() * 1.0001f : 1.0f; // no point lies on the far border
    const float scale = cells / m_width;
    const float* const y = positions.data();
    m_entries.resize(std::size_t(positions.rows()));
    const auto low = box.low;
    forElements(positions.rows(), [=, to = m_entries.data()](std::int64_t i) {
        std::uint32_t key = 0;
        for (int c = 0; c < dimensions; ++c) {
            const float cell = (y[i * dimensions + c] - low[std::size_t(c)]) * scale;
            key |= spreadBits<dimensions>(std::uint32_t(std::int32_t(std::min(cell, cells - 1)))) << c;
        }
        to[i] = std::uint64_t{key} << 32 | std::uint32_t(i);
    });
    sortEntries();
}

template void MortonOrder::sort<2>(const Tensor&);
template void MortonOrder::sort<3>(const Tensor&);

// By the digits of the keys, the lowest first; stable.
void MortonOrder::sortEntries()
{
    constexpr int bits = 8;
    m_other.resize(m_entries.size());
    std::array<std::array<std::uint32_t, 1 << bits>, 4> counts{};
    for (const std::uint64_t entry : m_entries)
        for (std::size_t digit = 0; digit < 4; ++digit)
            ++counts[digit][entry >> (32 + bits * digit) & 0xff];
    for (std::size_t digit = 0; digit < 4; ++digit) {
        std::uint32_t start = 0;
        for (std::uint32_t& count : counts[digit]) {
            const std::uint32_t own = count;
            count = start;
            start += own;
        }
        for (const std::uint64_t entry : m_entries)
            m_other[counts[digit][entry >> (32 + bits * digit) & 0xff]++] = entry;
        m_entries.swap(m_other);
    }
}

} // namespace engine::ops

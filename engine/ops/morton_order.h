#pragma once

#include "engine/tensor/tensor.h"

#include <algorithm>
#include <vector>

namespace engine::ops {

// The points of a map along Morton's curve: the digits of their cell numbers interleaved, so that every cell
// of a quadtree or octree is a range of them. Equal keys keep the order of their points.
class MortonOrder {
public:
    // So often a cell is halved along every axis.
    template <int dimensions>
    static constexpr int levels = dimensions == 2 ? 16 : 10;

    template <int dimensions>
    void sort(const Tensor& positions);

    std::int32_t index(std::int64_t place) const { return std::int32_t(m_entries[std::size_t(place)]); }
    float cellWidth(int level) const { return m_width / float(std::int64_t{1} << level); }
    // Where the cell at `level` that place `first` lies in ends, at most `last`.
    template <int dimensions>
    std::int64_t endOfCell(std::int64_t first, std::int64_t last, int level) const
    {
        const int shift = 32 + (levels<dimensions> - level) * dimensions;
        const std::uint64_t cell = m_entries[std::size_t(first)] >> shift;
        const auto begin = m_entries.begin();
        return std::partition_point(begin + first, begin + last,
                                    [=](std::uint64_t entry) { return entry >> shift == cell; }) -
            begin;
    }

private:
    void sortEntries();

    float m_width = 0; // of the root
    std::vector<std::uint64_t> m_entries, m_other; // key in the upper half, point in the lower
};

} // namespace engine::ops

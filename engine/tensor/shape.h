#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>

namespace engine {

// The sizes of a tensor's axes, outermost first: {batch, height, width, channels}. Holds up to 8 axes in
// place, so that shapes cost no allocation.
class Shape {
public:
    static constexpr int maxRank = 8;

    Shape() = default;
    Shape(std::initializer_list<int> sizes) : Shape(std::span(sizes.begin(), sizes.size())) {}
    explicit Shape(std::span<const int> sizes)
    {
        assert(sizes.size() <= maxRank);
        for (int size : sizes)
            append(size);
    }

    int rank() const { return m_rank; }
    bool empty() const { return m_rank == 0; }
    int operator[](int axis) const { return m_sizes[static_cast<std::size_t>(axis)]; }
    int& operator[](int axis) { return m_sizes[static_cast<std::size_t>(axis)]; }
    int back() const { return (*this)[m_rank - 1]; }
    int& back() { return (*this)[m_rank - 1]; }
    const int* begin() const { return m_sizes.data(); }
    const int* end() const { return m_sizes.data() + m_rank; }
    void append(int size) { m_sizes[static_cast<std::size_t>(m_rank++)] = size; }

    std::int64_t elements() const // 1 for a scalar
    {
        std::int64_t product = 1;
        for (const int size : *this)
            product *= size;
        return product;
    }
    Shape withBatch(int batch) const; // {28, 28, 1} -> {batch, 28, 28, 1}
    Shape withoutBatch() const; // the opposite
    std::string text() const; // "28 × 28 × 1"; "1" for a scalar

    bool operator==(const Shape& other) const
    {
        return std::equal(begin(), end(), other.begin(), other.end());
    }

private:
    std::array<int, maxRank> m_sizes{};
    int m_rank = 0;
};

} // namespace engine

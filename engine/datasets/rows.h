#pragma once

#include "engine/base/permutation.h"

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

// Numbers of rows in an order: a list of them, or all from a first one on, which takes no memory however many
// they are, shuffled or not. Never changes once made; copies share the list.
class Rows {
public:
    Rows() = default;
    Rows(std::vector<std::int32_t> list);
    static Rows range(std::int64_t first, std::int64_t count);

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    std::int32_t operator[](std::size_t place) const;
    std::int32_t front() const { return (*this)[0]; }
    std::int32_t back() const { return (*this)[m_size - 1]; }

    std::vector<std::int32_t> list() const { return list(0, m_size); }
    // As many of `count` rows from a place on as there are.
    std::vector<std::int32_t> list(std::size_t first, std::size_t count) const;

    Rows first(std::size_t count) const;
    // In an order that depends on the key alone.
    Rows shuffled(RandomKey key) const;

    bool operator==(const Rows& other) const;

    class Iterator {
    public:
        using value_type = std::int32_t;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = std::int32_t;
        using iterator_category = std::input_iterator_tag; // for it gives values
        using iterator_concept = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(const Rows* rows, std::size_t place) : m_rows(rows), m_place(place) {}
        std::int32_t operator*() const { return (*m_rows)[m_place]; }
        Iterator& operator++() { return ++m_place, *this; }
        Iterator operator++(int) { return {m_rows, m_place++}; }
        bool operator==(const Iterator&) const = default;
        friend difference_type operator-(const Iterator& a, const Iterator& b)
        {
            return static_cast<difference_type>(a.m_place) - static_cast<difference_type>(b.m_place);
        }

    private:
        const Rows* m_rows = nullptr;
        std::size_t m_place = 0;
    };
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, m_size}; }

private:
    std::shared_ptr<const std::vector<std::int32_t>> m_list; // null: a range
    std::size_t m_size = 0;
    std::int32_t m_first = 0; // of a range
    std::optional<Permutation> m_order; // of a range that is shuffled
};

} // namespace engine

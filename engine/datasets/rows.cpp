#include "engine/datasets/rows.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace engine {

Rows::Rows(std::vector<std::int32_t> list)
    : m_list(std::make_shared<const std::vector<std::int32_t>>(std::move(list))), m_size(m_list->size())
{
}

Rows Rows::range(std::int64_t first, std::int64_t count)
{
    assert(first >= 0 && first + count <= std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1);
    Rows rows;
    rows.m_first = static_cast<std::int32_t>(first);
    rows.m_size = static_cast<std::size_t>(std::max<std::int64_t>(0, count));
    return rows;
}

std::int32_t Rows::operator[](std::size_t place) const
{
    assert(place < m_size);
    if (m_list)
        return (*m_list)[place];
    return m_first + static_cast<std::int32_t>(m_order ? (*m_order)[place] : place);
}

std::vector<std::int32_t> Rows::list(std::size_t first, std::size_t count) const
{
    std::vector<std::int32_t> some(std::min(count, m_size - std::min(first, m_size)));
    for (std::size_t i = 0; i < some.size(); ++i)
        some[i] = (*this)[first + i];
    return some;
}

Rows Rows::first(std::size_t count) const
{
    if (m_list || m_order)
        return list(0, count);
    return range(m_first, static_cast<std::int64_t>(std::min(count, m_size)));
}

Rows Rows::shuffled(RandomKey key) const
{
    if (!m_list && !m_order) {
        Rows rows = *this;
        rows.m_order.emplace(m_size, key);
        return rows;
    }
    std::vector<std::int32_t> order = list();
    for (std::size_t i = order.size(); i > 1; --i) // Fisher, Yates
        std::swap(order[i - 1], order[key.below(i, i)]);
    return order;
}

bool Rows::operator==(const Rows& other) const
{
    return m_size == other.m_size && std::equal(begin(), end(), other.begin());
}

} // namespace engine

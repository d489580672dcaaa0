#include "widgets/map_labels.h"

#include <algorithm>

namespace widgets {

namespace {

QRectF beside(const MapLabelWish& wish, MapLabelSide side)
{
    const double w = wish.size.width(), h = wish.size.height();
    switch (side) {
    case MapLabelSide::Right:
        return {wish.at.x() + wish.gap, wish.at.y() - h / 2, w, h};
    case MapLabelSide::Left:
        return {wish.at.x() - wish.gap - w, wish.at.y() - h / 2, w, h};
    case MapLabelSide::Above:
        return {wish.at.x() - w / 2, wish.at.y() - wish.gap - h, w, h};
    case MapLabelSide::Below:
        return {wish.at.x() - w / 2, wish.at.y() + wish.gap, w, h};
    case MapLabelSide::On:
        break;
    }
    return {wish.at.x() - w / 2, wish.at.y() - h / 2, w, h};
}

} // namespace

MapLabelRoom::MapLabelRoom(const QSizeF& screen)
    : m_screen(screen), m_columns(static_cast<int>(screen.width() / cell) + 1),
      m_rows(static_cast<int>(screen.height() / cell) + 1),
      m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows))
{
}

// Whether the visitor wants to see all cells that the rectangle touches.
template <typename Visit>
bool MapLabelRoom::everyCell(const QRectF& rect, Visit&& visit) const
{
    const auto index = [](double at, int count) {
        return std::clamp(static_cast<int>(at / cell), 0, count - 1);
    };
    const int right = index(rect.right(), m_columns), bottom = index(rect.bottom(), m_rows);
    for (int row = index(rect.top(), m_rows); row <= bottom; ++row)
        for (int column = index(rect.left(), m_columns); column <= right; ++column)
            if (!visit(static_cast<std::size_t>(row * m_columns + column)))
                return false;
    return true;
}

void MapLabelRoom::block(const QRectF& rect)
{
    if (!rect.intersects(QRectF(QPointF(), m_screen)))
        return;
    const int number = static_cast<int>(m_rects.size());
    m_rects.push_back(rect);
    everyCell(rect, [&](std::size_t at) {
        m_cells[at].push_back(number);
        return true;
    });
}

bool MapLabelRoom::isFree(const QRectF& rect) const
{
    if (!QRectF(QPointF(), m_screen).contains(rect))
        return false;
    return everyCell(rect, [&](std::size_t at) {
        return std::none_of(m_cells[at].begin(), m_cells[at].end(), [&](int number) {
            return m_rects[static_cast<std::size_t>(number)].intersects(rect);
        });
    });
}

bool MapLabelRoom::place(const MapLabelWish& wish, MapLabelSide preferred, QList<MapLabel>& placed)
{
    using enum MapLabelSide;
    const auto tryAt = [&](MapLabelSide side) {
        const QRectF rect = beside(wish, side);
        if (!isFree(rect))
            return false;
        block(rect);
        placed.append({wish.id, rect, side});
        return true;
    };
    if (preferred == On)
        return tryAt(On);
    if (tryAt(preferred))
        return true;
    for (const MapLabelSide side : {Right, Left, Above, Below})
        if (side != preferred && tryAt(side))
            return true;
    return false;
}

} // namespace widgets

#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace widgets {

// Something to be put beside a point: its number, where the point is, and the room it takes.
struct MapLabelWish {
    int id = -1;
    QPointF at;
    QSizeF size;
    double gap = 0; // from the point's middle
};

enum class MapLabelSide { Right, Left, Above, Below, On };

struct MapLabel {
    int id = -1;
    QRectF rect;
    MapLabelSide side = MapLabelSide::Right;
};

// Room on the screen: what is placed first keeps what comes later away.
class MapLabelRoom {
public:
    explicit MapLabelRoom(const QSizeF& screen);

    void block(const QRectF& rect);
    bool isFree(const QRectF& rect) const; // and wholly on the screen
    // At the first free side, the preferred one first; false: nowhere.
    bool place(const MapLabelWish& wish, MapLabelSide preferred, QList<MapLabel>& placed);

private:
    template <typename Visit>
    bool everyCell(const QRectF& rect, Visit&& visit) const;

    static constexpr double cell = 48;
    QSizeF m_screen;
    int m_columns, m_rows;
    std::vector<QRectF> m_rects;
    std::vector<std::vector<int>> m_cells; // which rectangles touch it
};

} // namespace widgets

#pragma once

#include "widgets/embedding_map.h"

#include <QCoreApplication>

class QPainter;

namespace widgets {

// Colours beyond the tenth come again in another shape.
enum class MapShape { Disc, Square, Triangle };
MapShape mapShape(int entry);
void drawMapShape(QPainter& painter, const QPointF& middle, double diameter, MapShape shape);

// The legend in the lower leading corner, in widget coordinates.
class MapLegendBox {
    Q_DECLARE_TR_FUNCTIONS(widgets::MapLegendBox)
public:
    // A long one folds: `unfolded` shows as much of it as the screen is high.
    void layOut(const MapLegend& legend, const QSizeF& screen, bool unfolded, Qt::LayoutDirection direction);
    void paint(QPainter& painter, int hovered) const;

    QRectF rect() const { return m_rect; }
    QRectF entryRect(int entry) const; // empty when it is folded away
    int entryAt(const QPointF& place) const; // -1: none
    bool isMore(const QPointF& place) const { return m_more.contains(place); }

private:
    void paintEntries(QPainter& painter, int hovered) const;
    void paintScale(QPainter& painter) const;
    void layOutEntries(double room, bool unfolded);
    QString moreText() const;

    MapLegend m_legend;
    QRectF m_rect, m_more;
    QList<QRectF> m_rows;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
};

} // namespace widgets

#pragma once

#include "engine/mapping/point_set.h"

#include "widgets/embedding_map.h"

namespace app::panels {

enum class MapColorBy { Nothing, Class, Number, Cluster };

// Of every point its colour and its entry in the legend; empty colours stand for one for all.
struct MapColors {
    QVector<QRgb> colors;
    QVector<int> entries;
    widgets::MapLegend legend;
};

// In the colours of the theme. Of many classes the largest have entries of their own, the others share one.
// Clusters are ids of every point.
MapColors mapColors(const engine::PointSet& points, MapColorBy by, const std::vector<std::int32_t>& clusters);

bool canColor(const engine::PointSet& points, MapColorBy by);
// What points are coloured by that cannot be coloured as wished: classes give way to numbers, those to
// nothing.
MapColorBy usedColor(const engine::PointSet& points, MapColorBy wished);

} // namespace app::panels

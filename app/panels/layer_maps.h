#pragma once

#include "app/panels/feature_maps.h"

#include "engine/graph/graph.h"

#include "widgets/image_grid.h"

namespace app::panels {

// What one layer gave for one sample: maps [height, width, maps], one table [rows, columns], or a list of
// units.
struct LayerMaps {
    engine::NodeId node = 0;
    QString name;
    engine::Shape shape; // of the layer's output, without the batch
    engine::Tensor values;
    std::vector<ValueRange> ranges; // of each map; of all units together
    ValueRange all;

    bool isList() const { return shape.rank() < 2; }
    bool isSigned() const { return all.low < 0; }
    int maps() const { return static_cast<int>(ranges.size()); }
    int units() const { return static_cast<int>(shape.elements()); }
    int zeros() const; // maps, or units, that gave nothing but zero
    // Alike: all maps on one scale; else each on its own.
    ColorRange colors(int map, bool alike) const;
    QImage picture(int map, bool alike) const;
    QSize size() const; // of picture()
    // The value under a pixel of picture(); nothing behind the last unit.
    std::optional<float> valueAt(int map, const QPoint& pixel) const;
    // "map 12, row 3, column 5" or "unit 12"
    QString placeText(int map, const QPoint& pixel) const;
};
// values: what the node gave for a batch of one.
LayerMaps layerMaps(engine::NodeId node, const QString& name, const engine::Tensor& values);

// The tiles of one layer, at most `most`: what is left out is said. As large as the room allows for all.
widgets::ImageSection mapSection(const LayerMaps& layer, bool alike, int most, const QSize& room);
// One line of them, for many layers below each other.
widgets::ImageSection overviewSection(const LayerMaps& layer, bool alike);

// The size of a tile: small pictures are enlarged by a whole factor to at least `least`, or as far as so many
// of them with their texts have room; large ones are made smaller.
struct TileLimits {
    int least = 48, most = 128;
};
QSize tileFor(const QSize& picture, const TileLimits& limits, int tiles = 0, const QSize& room = {});

} // namespace app::panels

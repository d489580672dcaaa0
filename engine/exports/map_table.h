#pragma once

#include "engine/mapping/point_set.h"

namespace engine {

// What is known of each point beside its place, as columns of a table of tabs: "label", "class" and the
// numbers, as far as there are any. Tabs and line ends within become spaces.
struct PointColumns {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> columns;

    // "\tlabel\tclass"; of a point likewise.
    std::string headerText() const;
    std::string text(std::size_t point) const;
};
PointColumns pointColumns(const PointSet& points);

// A map as a table: x, y and z where it has one, and what is known of each point. Samples without a label
// are called by their row in the data set.
std::string mapTable(const PointSet& points, std::span<const float> positions, int dimensions);

} // namespace engine

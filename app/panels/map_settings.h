#pragma once

#include "app/panels/map_colors.h"
#include "app/panels/map_neighbours.h"

#include "engine/mapping/tsne.h"

#include <QByteArray>

#include <array>

namespace app::panels {

// All that somebody chose in the embedding map, as a project keeps it.
struct MapSettings {
    std::string layer; // name of the source's node; empty: the most telling source, or the table
    bool matrix = false; // the vectors of that layer, not its outputs
    QString table;
    engine::Dataset::Part part = engine::Dataset::Part::Test;
    int limit = 10000; // 0: all
    bool lastStep = true;
    engine::Attributes method; // of t-SNE, what differs from its initial values
    std::string device = "auto"; // auto, cpu, cuda
    MapColorBy colorBy = MapColorBy::Class;
    int clusters = 10;
    bool labels = true, pictures = true, classNames = true;
    MapDistance distance = MapDistance::Cosine;

    bool operator==(const MapSettings&) const = default;
};

engine::TsneSettings tsneSettings(const MapSettings& settings);
constexpr std::array<const char*, 3> mapDevices{"auto", "cpu", "cuda"};

// What cannot be read is left at its initial value.
QByteArray toJson(const MapSettings& settings);
MapSettings mapSettingsFromJson(const QByteArray& json);

} // namespace app::panels

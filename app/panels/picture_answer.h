#pragma once

#include "engine/project/project.h"
#include "engine/training/network.h"

#include <QImage>

namespace app::panels {

// A network all of whose inputs read the same picture, and what its Outputs say of it.
struct PictureReader {
    struct Output {
        engine::NodeId node = 0;
        std::string name;
        std::vector<std::string> classes; // of what sorts: their names
        engine::Shape picture = {}; // of what gives a picture; empty: it sorts
    };
    engine::Shape picture; // height, width, channels
    std::vector<engine::ColumnDescription> inputs;
    std::vector<Output> outputs;
};
// Nothing where the network reads something else or says neither class nor picture.
std::optional<PictureReader> pictureReader(const engine::Graph& graph, const engine::Analysis& analysis,
                                           const std::vector<engine::ColumnDescription>& columns);

// The column that an Input reads or an Output compares with; null: it is none of these.
const engine::ColumnDescription* columnOf(const engine::Node& node,
                                          const std::vector<engine::ColumnDescription>& columns);

// What one Output says of one picture: a chance for each class, or a picture.
struct Said {
    std::vector<float> chances;
    QImage picture;
};
// For each Output of the reader, in its order. values: the picture's.
std::vector<Said> answer(engine::Network& network, const PictureReader& reader,
                         const std::vector<float>& values);

// The name of a class, or its number where it has none.
QString className(const std::vector<std::string>& names, int index);

} // namespace app::panels

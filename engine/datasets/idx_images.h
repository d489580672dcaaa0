#pragma once

#include "engine/datasets/dataset_type.h"

namespace engine {

// What the sets in MNIST's format have in common: four IDX files with 28 x 28 grey pictures of ten classes.
struct IdxImages {
    std::string id, title, summary, source;
    std::string folder; // in the data folder
    bool besideOthers = false; // the files may also lie in the data folder itself
    std::vector<std::string> classes = {};
};
DatasetType idxImages(const IdxImages& set);

std::vector<std::string> digitNames(); // "0" to "9"

} // namespace engine

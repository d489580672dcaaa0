#pragma once

#include "engine/datasets/image_file.h"
#include "engine/mapping/point_set.h"

namespace engine {

// Points as TensorBoard's Projector (projector.tensorflow.org) reads them: names of the files in a folder.
struct ProjectorFiles {
    std::string vectors = "vectors.tsv", config = "projector_config.json";
    std::string metadata, sprite; // empty where there is nothing to say or to show
};

// Writes vectors.tsv; metadata.tsv with labels, classes and numbers, under a header where there are several;
// sprite.png, a square grid of the pictures (none, or one for each point), which become smaller where the
// grid would be larger than the 8192 pixels that the Projector allows; and the file that names them all.
Result<ProjectorFiles> writeProjector(const std::filesystem::path& folder, const PointSet& points,
                                      std::span<const Picture> pictures);

Picture spriteOf(std::span<const Picture> pictures);

// The pictures of samples, where the data set has some.
std::vector<Picture> samplePictures(const Dataset& data, std::span<const std::int32_t> rows);

} // namespace engine

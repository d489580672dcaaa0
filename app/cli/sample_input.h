#pragma once

#include "engine/datasets/dataset_type.h"

#include <optional>

namespace cli {

// The shape in which a row of pixels is a picture: that of another column of the same size, else a square.
std::optional<engine::Shape> pictureShape(const engine::Signal& signal,
                                          const std::vector<engine::ColumnDescription>& columns);

// What becomes of a picture that is given to a network.
struct PictureReading {
    std::optional<engine::Shape> shape; // height, width, channels; none where the network reads no pictures
    bool fitted = false; // brought to that size as the data set does it, else it must have the size
    bool stretched = false;
};

// Samples for a network's Input from a file: .npy, .csv, .tsv, .png, .jpg or IDX (gzip or not). Bytes stand
// for pixels and are read as value / 255, as in training. The result is [samples, ...shape].
engine::Result<engine::Tensor> readSamples(const std::filesystem::path& path, const engine::Signal& signal,
                                           const PictureReading& pictures);

// A NumPy array of float32.
engine::Result<void> writeNpy(const std::filesystem::path& path, const engine::Tensor& tensor);

} // namespace cli

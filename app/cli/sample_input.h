#pragma once

#include "engine/layers/layer_type.h"

#include <filesystem>

namespace cli {

// Samples for a network's Input from a file: .npy, .csv, .tsv, .png or IDX (gzip or not). Bytes stand for
// pixels and are read as value / 255, as in training. The result is [samples, ...shape].
engine::Result<engine::Tensor> readSamples(const std::filesystem::path& path, const engine::Signal& signal);

// A NumPy array of float32.
engine::Result<void> writeNpy(const std::filesystem::path& path, const engine::Tensor& tensor);

} // namespace cli

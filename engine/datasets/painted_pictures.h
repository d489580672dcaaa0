#pragma once

#include "engine/base/random.h"
#include "engine/datasets/dataset_type.h"

#include <span>

namespace engine {

// Paints the picture of a class that belongs to a key; one per thread, it may keep memory.
using Painter = std::function<void(int label, RandomKey key, std::span<std::uint8_t> pixels)>;

// What the sets have in common that the program paints itself: a seed, as many samples as wanted, every class
// equally often.
struct PaintedPictures {
    std::string id, title, summary;
    Shape shape; // height, width, channels
    std::vector<std::string> classes;
    std::string seedHelp;
    std::int64_t training = 0, validation = 5000, test = 10000; // unless told otherwise
    std::function<Painter()> painter;
};
DatasetType paintedPictures(const PaintedPictures& set);

} // namespace engine

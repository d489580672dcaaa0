#pragma once

#include "engine/datasets/dataset_type.h"

namespace engine {

// The columns of every set of labelled pictures: `image` (height, width, channels), `pixels` (the same bytes,
// flat) and `label`.
std::vector<ColumnDescription> pictureColumns(const Shape& shape, const std::vector<std::string>& classes);
std::vector<Column> pictureColumns(const Shape& shape, std::vector<std::uint8_t> pixels,
                                   std::vector<std::int32_t> labels, const std::vector<std::string>& classes);

} // namespace engine

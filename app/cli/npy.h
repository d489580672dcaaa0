#pragma once

#include "engine/project/bytes_file.h"
#include "engine/tensor/tensor.h"

namespace cli {

// NumPy's array format, versions 1 to 3, in C order. Bytes become value / 255: they stand for pixels.
engine::Result<std::vector<float>> npyValues(std::span<const std::uint8_t> bytes, const std::string& name);
engine::Bytes npyFile(const engine::Tensor& tensor);

} // namespace cli

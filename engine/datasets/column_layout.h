#pragma once

#include "engine/datasets/dataset.h"
#include "engine/ops/take_rows.h"

#include <cstddef>

namespace engine {

// Of a column whose values are kept.
ops::ColumnLayout layoutOf(const Column& column);
std::span<const std::byte> keptValues(const Column& column); // empty where ids are made

} // namespace engine

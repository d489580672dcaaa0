#pragma once

#include "engine/devices/op_cases.h"

namespace engine {

// The parts of mapCases().
void addNeighbourCases(std::vector<OpCase>& cases);
void addForceCases(std::vector<OpCase>& cases);

} // namespace engine

#pragma once

#include "engine/devices/op_cases.h"

// What sequenceCases() is made of.
namespace engine {

std::vector<OpCase> recurrentCases();
std::vector<OpCase> stepCases();
std::vector<OpCase> embeddingCases(); // and of distinct rows
std::vector<OpCase> sampledLossCases();
std::vector<OpCase> missingRowCases();

} // namespace engine

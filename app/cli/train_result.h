#pragma once

#include "engine/base/json_fwd.h"
#include "engine/project/project_file.h"

namespace cli {

// What a training came to: test results where it finished, else the step it was stopped at.
engine::Result<engine::Json> resultOf(const engine::Run& run, const engine::Dataset& data);
void printResult(const engine::Json& result);

// Test results of several trainings by metric: prints the middle one of each, and how far they spread.
using TestResults = std::map<std::string, std::vector<double>>;
void printSpread(const TestResults& results, bool json);

} // namespace cli

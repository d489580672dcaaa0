#pragma once

#include "engine/base/json_fwd.h"
#include "engine/base/result.h"

#include <nlohmann/json.hpp>

namespace engine {

// Parses text that may come from anywhere: rejects bad syntax and nesting deeper than 64 with a Problem
// that names `what` ("project.json").
Result<Json> parseJson(std::string_view text, const std::string& what);

} // namespace engine

#pragma once

#include <nlohmann/json_fwd.hpp>

namespace engine {

// Keeps the order of its members. Headers need the name only; the library itself is slow to compile.
using Json = nlohmann::ordered_json;

} // namespace engine

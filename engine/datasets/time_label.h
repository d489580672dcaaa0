#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

// What the row `steps` behind the last one would be called (1: the next). Understands months ("1960-12"),
// days, days with a time, and whole numbers, from how far the last two are apart; else it is "+1", "+2" ...
std::string timeAfter(const std::vector<std::string>& times, std::int64_t steps);

// Rows within [from, to] whose labels suit an axis, about `wanted` of them: round distances, and for months
// the beginnings of years, quarters or decades.
std::vector<std::int64_t> timeMarks(const std::vector<std::string>& times, std::int64_t from, std::int64_t to,
                                    int wanted);

} // namespace engine

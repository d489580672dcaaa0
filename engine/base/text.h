#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Marks a text that users see, for translation; it stays English inside the engine.
#define TR(text) text

namespace engine {

// The template with %1, %2 ... replaced by the arguments.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

// Numbers in files and on the command line: always with the dot, shortest form that reads back the same.
std::string number(double value);
std::string number(float value);
std::string number(std::int64_t value);
inline std::string number(int value)
{
    return number(std::int64_t{value});
}

// "32,832": for sentences and tables, never for files.
std::string grouped(std::int64_t value);

} // namespace engine

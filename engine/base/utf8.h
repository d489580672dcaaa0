#pragma once

#include <cstddef>
#include <string_view>

namespace engine {

// How many bytes at the front are whole characters (code points) of well-formed UTF-8 (Unicode 15, table
// 3-7).
std::size_t utf8Prefix(std::string_view text);

// Whether all of it is UTF-8: names of files and lines of text need not be.
bool validUtf8(std::string_view text);

// Bytes of the first character of UTF-8 that is not empty.
std::size_t utf8Length(std::string_view text);

} // namespace engine

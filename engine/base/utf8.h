#pragma once

#include <string_view>

namespace engine {

// Whether the bytes are UTF-8: names of files and lines of text need not be.
bool validUtf8(std::string_view text);

} // namespace engine

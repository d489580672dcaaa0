#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <functional>
#include <span>

namespace engine {

using Bytes = std::vector<std::uint8_t>;
using KeepOn = std::function<bool()>; // asked now and then during long work; after a no it ends soon

// The whole of a file, at most `limit` bytes, or a sentence that names it.
Result<Bytes> readBytes(const std::filesystem::path& path, std::int64_t limit);

// Puts bytes where a file is or was not, in one step: a temporary file beside it, flushed to disk, then
// renamed. Whatever happens meanwhile, the disk holds the old file or the new one. Left-overs of programs
// that ended while they saved are removed.
// Gives up soon after keepOn says no.
Result<void> replaceFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                         const KeepOn& keepOn = {});
Problem savingStopped(const std::string& name); // by keepOn

// Why replaceFile() would fail before it has written a byte; to be asked before long work.
Result<void> canReplaceFile(const std::filesystem::path& path);

} // namespace engine

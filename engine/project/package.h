#pragma once

#include "engine/project/bytes_file.h"

#include <map>

namespace engine {

using Members = std::map<std::string, Bytes>;

bool looksLikePackage(std::span<const std::uint8_t> bytes);

// The members of a ZIP package, which may come from anywhere: names that lead out of it, duplicates, wrong
// check sums, encryption and bombs are refused. `name` is the file's, for the sentences.
Result<Members> readPackage(std::span<const std::uint8_t> bytes, const std::string& name);

// Tensors and pictures are stored as they are, text is compressed.
Result<Bytes> writePackage(const Members& members, const std::string& name, const KeepOn& keepOn = {});

} // namespace engine

#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>

namespace engine {

// The contents of an IDX file of bytes: sizes of its axes, outermost first, and the values in that order.
struct IdxArray {
    std::vector<std::int64_t> sizes;
    std::vector<std::uint8_t> values;
};

// Reads an IDX file of unsigned bytes with `rank` axes, gzip-compressed or plain (found out from its
// content). Nothing is allocated before the header agrees with the length of the data.
Result<IdxArray> readIdx(const std::filesystem::path& file, int rank);

// Writes a plain IDX file of bytes; the opposite of readIdx.
Result<void> writeIdx(const std::filesystem::path& file, const IdxArray& array);

// The file in the folder whose name is one of those in use for `base` ("train-images") and rank: with
// "-idx3-ubyte" or ".idx3-ubyte", with ".gz" or without. Empty if there is none.
std::filesystem::path findIdx(const std::filesystem::path& folder, const std::string& base, int rank);

} // namespace engine

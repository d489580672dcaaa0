#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>

namespace engine {

// An array as numpy saves it (format versions 1 to 3): little-endian, C order.
struct NpyArray {
    std::vector<std::int64_t> sizes; // of its axes, outermost first; none for a scalar
    std::variant<std::vector<float>, std::vector<double>, std::vector<std::int32_t>,
                 std::vector<std::int64_t>, std::vector<std::uint8_t>>
        values;

    bool operator==(const NpyArray&) const = default;
};

// Whatever the type, as it is: bytes are not scaled.
std::vector<float> asFloats(const NpyArray& array);

// Refuses other types, Fortran order and files whose length does not fit the header, before allocating
// anything.
Result<NpyArray> readNpy(const std::filesystem::path& file);
Result<void> writeNpy(const std::filesystem::path& file, const NpyArray& array);

} // namespace engine

#pragma once

#include "engine/datasets/packed_file.h"

namespace engine {

// A file in CIFAR-10's binary format: records of one label and 32 x 32 pixels, all red values first, then the
// green ones, then the blue ones. Any number of whole records will do.
class CifarBatch {
public:
    static constexpr int side = 32, channels = 3;
    static constexpr std::int64_t pixelBytes = side * side * channels;

    // Reads no picture yet; a length that cannot be right is a problem already here.
    static Result<CifarBatch> open(const std::filesystem::path& file);

    std::int64_t records() const { return m_records; }

    // The next records, as many as there are labels: labels, and RGB pixels row by row.
    Result<void> read(std::span<std::int32_t> labels, std::span<std::uint8_t> pixels);
    Result<void> finish(); // behind the last record: nothing follows

private:
    CifarBatch(PackedFile file, std::int64_t records);

    PackedFile m_file;
    std::int64_t m_records;
    std::vector<std::uint8_t> m_raw;
};

} // namespace engine

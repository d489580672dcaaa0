#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

struct gzFile_s;

namespace engine {

// A file of a data set, gzip-compressed or plain (found out from its content), read from front to back.
class PackedFile {
public:
    static Result<PackedFile> open(const std::filesystem::path& file);

    const std::filesystem::path& path() const { return m_path; }
    bool isCompressed() const { return m_compressed; }

    // No content of this file can be longer. Whoever believes what a header promises asks here first.
    std::int64_t longestContent() const;
    // How long the content says it is: true of a plain file, and of a compressed one that is not damaged.
    std::int64_t statedContent() const;

    bool read(std::span<std::uint8_t> bytes); // all of them, or false
    bool endsHere(); // nothing follows, and the checksum of a compressed file is there and right

    Problem damaged() const; // the sentence for one that breaks off or is wrong inside

private:
    explicit PackedFile(std::filesystem::path path);

    std::filesystem::path m_path;
    std::unique_ptr<gzFile_s, int (*)(gzFile_s*)> m_stream;
    std::int64_t m_length = 0; // on the disk
    bool m_compressed = false;
};

} // namespace engine

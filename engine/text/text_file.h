#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace engine {

struct TextSource; // of bytes, unpacked

// A text in UTF-8, plain or compressed by gzip or zip (found out from its content), read from front to back
// and only as far as somebody asks.
class TextFile {
public:
    static Result<TextFile> open(const std::filesystem::path& file);
    ~TextFile();
    TextFile(TextFile&&) noexcept;

    // The next piece, of whole characters and with lines that end in "\n" alone; empty at the end. Good until
    // the next call.
    Result<std::string_view> next();
    double done() const; // share of the file that was read

private:
    TextFile(std::filesystem::path path, std::unique_ptr<TextSource> source);
    Problem damaged() const;
    Problem noText() const;

    std::filesystem::path m_path;
    std::unique_ptr<TextSource> m_source;
    std::string m_piece;
    std::string m_rest; // the first bytes of a character that goes on in the next piece
    std::int64_t m_read = 0; // bytes, unpacked
    bool m_first = true, m_afterReturn = false;
};

} // namespace engine

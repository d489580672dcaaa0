#include "engine/datasets/packed_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::int64_t maxBytes = 1LL << 31; // no set that this program reads is larger
constexpr std::int64_t mostAtOnce = 1 << 24; // gzread counts in int
constexpr unsigned bufferBytes = 1 << 17;

std::int64_t lengthOf(const std::filesystem::path& file)
{
    std::error_code error;
    const auto length = std::filesystem::file_size(file, error);
    return error ? 0 : static_cast<std::int64_t>(std::min<std::uintmax_t>(length, maxBytes));
}

// The last four bytes of a gzip file: the length of its content, least significant byte first (RFC 1952).
std::int64_t trailingLength(const std::filesystem::path& file)
{
    std::array<char, 4> bytes{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.seekg(-4, std::ios::end) || !stream.read(bytes.data(), bytes.size()))
        return 0;
    std::int64_t length = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        length |= std::int64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
    return length;
}

} // namespace

PackedFile::PackedFile(std::filesystem::path path)
    : m_path(std::move(path)), m_stream(gzopen(m_path.c_str(), "rb"), &gzclose), m_length(lengthOf(m_path))
{
    if (!m_stream)
        return;
    gzbuffer(m_stream.get(), bufferBytes);
    m_compressed = !gzdirect(m_stream.get());
}

Result<PackedFile> PackedFile::open(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return Problem{TR("%1 is missing or not a file; put the data set's file there."), {file.string()}};
    PackedFile opened(file);
    if (!opened.m_stream)
        return Problem{TR("%1 cannot be opened; check that you may read it."), {file.string()}};
    return opened;
}

// gzip knows its content's length only at its end; deflate never shrinks by more than about 1032 to 1 (zlib's
// manual), so the file's own length bounds what a header may promise.
std::int64_t PackedFile::longestContent() const
{
    return std::min(maxBytes, m_length * (m_compressed ? 1040 : 1));
}

std::int64_t PackedFile::statedContent() const
{
    return m_compressed ? std::min(trailingLength(m_path), longestContent()) : m_length;
}

bool PackedFile::read(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const auto next = std::min(bytes.size(), static_cast<std::size_t>(mostAtOnce));
        if (gzread(m_stream.get(), bytes.data(), static_cast<unsigned>(next)) != static_cast<int>(next))
            return false;
        bytes = bytes.subspan(next);
    }
    return true;
}

bool PackedFile::endsHere()
{
    std::uint8_t rest = 0;
    int error = Z_OK;
    const bool over = gzread(m_stream.get(), &rest, 1) == 0;
    gzerror(m_stream.get(), &error);
    return over && error == Z_OK;
}

Problem PackedFile::damaged() const
{
    return {TR("%1 is damaged or not complete; get the file again."), {m_path.string()}};
}

} // namespace engine

#include "engine/datasets/idx.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::int64_t maxBytes = 1LL << 31; // no set that this program reads is larger

using GzFile = std::unique_ptr<gzFile_s, decltype(&gzclose)>;

// gzip knows its content's length only at its end; deflate never shrinks by more than about 1032 to 1 (zlib's
// manual), so the file's own length bounds what a header may promise.
std::int64_t longestContent(const std::filesystem::path& file, bool compressed)
{
    std::error_code error;
    const auto length = std::filesystem::file_size(file, error);
    if (error)
        return 0;
    return std::min(maxBytes,
                    static_cast<std::int64_t>(std::min<std::uintmax_t>(length, maxBytes)) *
                        (compressed ? 1040 : 1));
}

Problem broken(const std::filesystem::path& file, const char* pattern)
{
    return {pattern, {file.string()}};
}

Problem tooShort(const std::filesystem::path& file)
{
    return broken(file, TR("%1 is damaged or not complete; get the file again."));
}

// Reads exactly `count` bytes.
bool readAll(gzFile_s* stream, std::uint8_t* to, std::int64_t count)
{
    return gzread(stream, to, static_cast<unsigned>(count)) == static_cast<int>(count);
}

// Reads `count` bytes into memory that grows with what is really there.
bool readValues(gzFile_s* stream, std::vector<std::uint8_t>& values, std::int64_t count)
{
    constexpr std::int64_t piece = 1 << 24;
    while (count > 0) {
        const std::size_t filled = values.size();
        const std::int64_t next = std::min(piece, count);
        values.resize(filled + static_cast<std::size_t>(next));
        if (!readAll(stream, values.data() + filled, next))
            return false;
        count -= next;
    }
    return true;
}

// Nothing follows, and the checksum of a compressed file is there and right.
bool endsWell(gzFile_s* stream)
{
    std::uint8_t rest = 0;
    int error = Z_OK;
    const bool over = gzread(stream, &rest, 1) == 0;
    gzerror(stream, &error);
    return over && error == Z_OK;
}

std::uint32_t bigEndian(const std::uint8_t* bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
        bytes[3];
}

Result<std::vector<std::int64_t>> readHeader(gzFile_s* stream, const std::filesystem::path& file, int rank)
{
    std::array<std::uint8_t, 4> bytes{};
    if (!readAll(stream, bytes.data(), 4))
        return tooShort(file);
    if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8 || bytes[3] != rank)
        return Problem{
            TR("%1 is not an IDX file of bytes with %2 axes; put the data set's original file there."),
            {file.string(), number(rank)}};
    std::vector<std::int64_t> sizes;
    for (int axis = 0; axis < rank; ++axis) {
        if (!readAll(stream, bytes.data(), 4))
            return tooShort(file);
        sizes.push_back(bigEndian(bytes.data()));
    }
    return sizes;
}

// The number of values, or -1 if it is beyond the limit.
std::int64_t product(const std::vector<std::int64_t>& sizes, std::int64_t limit)
{
    std::int64_t count = 1;
    for (const std::int64_t size : sizes) {
        if (size > 0 && count > limit / size)
            return -1;
        count *= size;
    }
    return count;
}

} // namespace

Result<IdxArray> readIdx(const std::filesystem::path& file, int rank)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return broken(file, TR("%1 is missing or not a file; put the data set's file there."));
    const GzFile stream(gzopen(file.c_str(), "rb"), &gzclose);
    if (!stream)
        return broken(file, TR("%1 cannot be opened; check that you may read it."));
    auto sizes = readHeader(stream.get(), file, rank);
    if (!sizes)
        return sizes.problem();

    const bool compressed = !gzdirect(stream.get());
    const std::int64_t count = product(*sizes, longestContent(file, compressed));
    if (count < 0 || (!compressed && count + 4 + 4 * rank > longestContent(file, false)))
        return broken(file, TR("%1 promises more data than the file can hold; get the file again."));
    IdxArray array{*std::move(sizes)};
    if (!readValues(stream.get(), array.values, count) || !endsWell(stream.get()))
        return tooShort(file);
    return array;
}

Result<void> writeIdx(const std::filesystem::path& file, const IdxArray& array)
{
    std::ofstream stream(file, std::ios::binary);
    const auto put = [&](std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            stream.put(static_cast<char>(value >> shift & 0xff));
    };
    put(0x800 | static_cast<std::uint32_t>(array.sizes.size()));
    for (const std::int64_t size : array.sizes)
        put(static_cast<std::uint32_t>(size));
    stream.write(reinterpret_cast<const char*>(array.values.data()),
                 static_cast<std::streamsize>(array.values.size()));
    if (!stream.flush())
        return broken(file, TR("%1 cannot be written; check the folder and the space left on the disk."));
    return {};
}

std::filesystem::path findIdx(const std::filesystem::path& folder, const std::string& base, int rank)
{
    const std::string ending = "idx" + number(rank) + "-ubyte";
    std::error_code error;
    for (const char* joint : {"-", "."})
        for (const char* packed : {"", ".gz"})
            if (auto file = folder / (base + joint + ending + packed);
                std::filesystem::is_regular_file(file, error))
                return file;
    return {};
}

} // namespace engine

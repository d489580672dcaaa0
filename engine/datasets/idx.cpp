#include "engine/datasets/idx.h"

#include "engine/datasets/packed_file.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace engine {

namespace {

Problem broken(const std::filesystem::path& file, const char* pattern)
{
    return {pattern, {file.string()}};
}

// Reads `count` bytes into memory that grows with what is really there.
bool readValues(PackedFile& file, std::vector<std::uint8_t>& values, std::int64_t count)
{
    constexpr std::int64_t piece = 1 << 24;
    while (count > 0) {
        const std::size_t filled = values.size();
        const std::int64_t next = std::min(piece, count);
        values.resize(filled + static_cast<std::size_t>(next));
        if (!file.read(std::span(values).subspan(filled)))
            return false;
        count -= next;
    }
    return true;
}

std::uint32_t bigEndian(const std::uint8_t* bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
        bytes[3];
}

Result<std::vector<std::int64_t>> readHeader(PackedFile& file, int rank)
{
    std::array<std::uint8_t, 4> bytes{};
    if (!file.read(bytes))
        return file.damaged();
    if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8 || bytes[3] != rank)
        return Problem{
            TR("%1 is not an IDX file of bytes with %2 axes; put the data set's original file there."),
            {file.path().string(), number(rank)}};
    std::vector<std::int64_t> sizes;
    for (int axis = 0; axis < rank; ++axis) {
        if (!file.read(bytes))
            return file.damaged();
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

Result<IdxArray> readIdx(const std::filesystem::path& path, int rank)
{
    auto file = PackedFile::open(path);
    if (!file)
        return file.problem();
    auto sizes = readHeader(*file, rank);
    if (!sizes)
        return sizes.problem();

    const std::int64_t longest = file->longestContent();
    const std::int64_t count = product(*sizes, longest);
    if (count < 0 || (!file->isCompressed() && count + 4 + 4 * rank > longest))
        return broken(path, TR("%1 promises more data than the file can hold; get the file again."));
    IdxArray array{*std::move(sizes)};
    if (!readValues(*file, array.values, count) || !file->endsHere())
        return file->damaged();
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

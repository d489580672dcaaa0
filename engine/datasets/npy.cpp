#include "engine/datasets/npy.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

namespace engine {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::array<std::string_view, 5> typeNames = {"<f4", "<f8", "<i4", "<i8",
                                                       "|u1"}; // as in the variant

struct Header {
    std::string type;
    bool fortranOrder = false;
    std::vector<std::int64_t> sizes;
};

// What follows 'key': in the dictionary of the header, behind spaces.
std::optional<std::string_view> valueOf(std::string_view header, std::string_view key)
{
    const std::string quoted = "'" + std::string(key) + "'";
    const auto at = header.find(quoted);
    if (at == header.npos)
        return {};
    header.remove_prefix(at + quoted.size());
    const auto colon = header.find_first_not_of(' ');
    if (colon == header.npos || header[colon] != ':')
        return {};
    header.remove_prefix(colon + 1);
    header.remove_prefix(std::min(header.find_first_not_of(' '), header.size()));
    return header;
}

// "(3, 28, 28)"
std::optional<std::vector<std::int64_t>> readSizes(std::string_view text)
{
    const auto end = text.find(')');
    if (!text.starts_with('(') || end == text.npos)
        return {};
    std::vector<std::int64_t> sizes;
    for (text = text.substr(1, end - 1); !text.empty();) {
        const auto start = text.find_first_not_of(" ,");
        if (start == text.npos)
            break;
        std::int64_t size = 0;
        const auto [stop, error] = std::from_chars(text.data() + start, text.data() + text.size(), size);
        if (error != std::errc() || size < 0)
            return {};
        sizes.push_back(size);
        text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    }
    return sizes;
}

std::optional<Header> readHeader(std::string_view text)
{
    const auto type = valueOf(text, "descr"), order = valueOf(text, "fortran_order"),
               shape = valueOf(text, "shape");
    if (!type || !order || !shape || !type->starts_with('\'') || type->find('\'', 1) == type->npos)
        return {};
    const auto sizes = readSizes(*shape);
    if (!sizes)
        return {};
    return Header{std::string(type->substr(1, type->find('\'', 1) - 1)), order->starts_with("True"), *sizes};
}

// The dictionary behind magic and version; the stream then stands at the first value.
std::optional<std::string> headerText(std::istream& stream, std::int64_t fileSize)
{
    std::array<char, 8> start{};
    if (!stream.read(start.data(), 8) || std::string_view(start.data(), 6) != magic || start[6] < 1 ||
        start[6] > 3)
        return {};
    std::array<unsigned char, 4> length{};
    if (!stream.read(reinterpret_cast<char*>(length.data()), start[6] == 1 ? 2 : 4))
        return {};
    const std::int64_t size = length[0] | length[1] << 8 | length[2] << 16 | std::int64_t{length[3]} << 24;
    if (size > std::min<std::int64_t>(fileSize, 1 << 20))
        return {};
    std::string text(static_cast<std::size_t>(size), ' ');
    if (!stream.read(text.data(), size))
        return {};
    return text;
}

// The number of values that fill `bytes` exactly, or nothing.
std::optional<std::size_t> countFilling(const std::vector<std::int64_t>& sizes, std::int64_t bytes,
                                        std::int64_t width)
{
    std::int64_t count = 1;
    for (const std::int64_t size : sizes)
        if (size == 0)
            count = 0;
    for (const std::int64_t size : sizes) {
        if (count > 0 && size > bytes / width / count)
            return {};
        count *= size;
    }
    return count * width == bytes ? std::optional(static_cast<std::size_t>(count)) : std::nullopt;
}

template <std::size_t type = 0>
std::optional<NpyArray> readValues(std::istream& stream, const Header& header, std::int64_t bytes)
{
    if constexpr (type < typeNames.size()) {
        if (header.type != typeNames[type])
            return readValues<type + 1>(stream, header, bytes);
        std::variant_alternative_t<type, decltype(NpyArray::values)> values;
        const auto count = countFilling(header.sizes, bytes, sizeof(values[0]));
        if (!count)
            return {};
        values.resize(*count);
        if (!stream.read(reinterpret_cast<char*>(values.data()), bytes))
            return {};
        return NpyArray{header.sizes, std::move(values)};
    }
    return {};
}

} // namespace

std::vector<float> asFloats(const NpyArray& array)
{
    return std::visit([](const auto& values) { return std::vector<float>(values.begin(), values.end()); },
                      array.values);
}

Result<NpyArray> readNpy(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size =
        std::filesystem::is_regular_file(file, error) ? std::filesystem::file_size(file, error) : 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || error || size == 0)
        return Problem{TR("%1 is missing, empty or not readable; check its name."), {file.string()}};
    const auto text = headerText(stream, static_cast<std::int64_t>(size));
    const auto header = text ? readHeader(*text) : std::nullopt;
    if (!header)
        return Problem{TR("%1 is not a numpy array; save it with numpy.save()."), {file.string()}};
    if (std::find(typeNames.begin(), typeNames.end(), header->type) == typeNames.end())
        return Problem{TR("%1 holds values of type %2; convert it with astype('float32')."),
                       {file.string(), header->type}};
    if (header->fortranOrder && header->sizes.size() > 1)
        return Problem{TR("%1 is in Fortran order; save numpy.ascontiguousarray() of it."), {file.string()}};
    auto array = readValues(stream, *header,
                            static_cast<std::int64_t>(size) - static_cast<std::int64_t>(stream.tellg()));
    if (!array)
        return Problem{TR("%1 is longer or shorter than its header says; save it again."), {file.string()}};
    return *std::move(array);
}

Result<void> writeNpy(const std::filesystem::path& file, const NpyArray& array)
{
    std::string header = "{'descr': '" + std::string(typeNames[array.values.index()]) +
        "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : array.sizes)
        header += number(size) + ", ";
    header += "), }";
    header.resize((header.size() + 11 + 63) / 64 * 64 - 11, ' '); // numpy aligns the values to 64 bytes
    header += '\n';
    std::ofstream stream(file, std::ios::binary);
    stream << magic << '\1' << '\0' << static_cast<char>(header.size() & 0xff)
           << static_cast<char>(header.size() >> 8) << header;
    std::visit(
        [&](const auto& values) {
            stream.write(reinterpret_cast<const char*>(values.data()),
                         static_cast<std::streamsize>(values.size() * sizeof(values[0])));
        },
        array.values);
    if (!stream.flush())
        return Problem{TR("%1 cannot be written; check the folder and the space left on the disk."),
                       {file.string()}};
    return {};
}

} // namespace engine

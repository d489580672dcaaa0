#include "app/cli/npy.h"

#include <cstring>

namespace cli {

using namespace engine;

namespace {

constexpr std::string_view magic("\x93NUMPY", 6);

// What stands behind a key of the header, which is a Python dictionary.
std::string_view valueOf(std::string_view header, std::string_view key)
{
    const std::size_t at = header.find(key);
    const std::size_t colon = at == std::string_view::npos ? at : header.find(':', at);
    if (colon == std::string_view::npos)
        return "";
    const std::size_t first = header.find_first_not_of(' ', colon + 1);
    return first == std::string_view::npos ? "" : header.substr(first);
}

template <class T>
std::vector<float> converted(std::span<const std::uint8_t> bytes, float scale = 1)
{
    std::vector<float> values(bytes.size() / sizeof(T));
    for (std::size_t i = 0; i < values.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        values[i] = static_cast<float>(value) * scale;
    }
    return values;
}

Result<std::vector<float>> valuesOf(std::string_view kind, std::span<const std::uint8_t> bytes,
                                    const std::string& name)
{
    if (kind.starts_with("'<f4'"))
        return converted<float>(bytes);
    if (kind.starts_with("'<f8'"))
        return converted<double>(bytes);
    if (kind.starts_with("'<i4'"))
        return converted<std::int32_t>(bytes);
    if (kind.starts_with("'<i8'"))
        return converted<std::int64_t>(bytes);
    if (kind.starts_with("'|u1'"))
        return converted<std::uint8_t>(bytes, 1.f / 255.f);
    return Problem{"%1 holds numbers of a kind that cannot be read; save it as float32.", {name}};
}

} // namespace

Result<std::vector<float>> npyValues(std::span<const std::uint8_t> bytes, const std::string& name)
{
    const Problem damaged{"%1 is no NumPy array, or it is damaged; save it again with numpy.save.", {name}};
    if (bytes.size() < 12 || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0)
        return damaged;
    const std::size_t lengthBytes = bytes[6] >= 2 ? 4 : 2;
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + 8, lengthBytes);
    const std::size_t start = 8 + lengthBytes + length;
    if (start > bytes.size())
        return damaged;
    const std::string_view header(reinterpret_cast<const char*>(bytes.data()) + 8 + lengthBytes, length);
    if (!valueOf(header, "'fortran_order'").starts_with("False"))
        return Problem{"%1 lies in Fortran order; save numpy.ascontiguousarray of it.", {name}};
    return valuesOf(valueOf(header, "'descr'"), bytes.subspan(start), name);
}

Bytes npyFile(const Tensor& tensor)
{
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    for (const int size : tensor.shape())
        header += number(size) + ", ";
    header += "), }";
    header.resize((10 + header.size() + 1 + 63) / 64 * 64 - 10 - 1, ' '); // values start at a multiple of 64
    header += '\n';
    Bytes bytes(magic.begin(), magic.end());
    bytes.insert(bytes.end(), {1, 0, std::uint8_t(header.size() & 255), std::uint8_t(header.size() >> 8)});
    bytes.insert(bytes.end(), header.begin(), header.end());
    const auto* values = reinterpret_cast<const std::uint8_t*>(tensor.data());
    bytes.insert(bytes.end(), values, values + tensor.size() * 4);
    return bytes;
}

} // namespace cli

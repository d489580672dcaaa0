#include "engine/project/safetensors.h"

#include "engine/base/json.h"
#include "engine/project/bytes_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

// https://huggingface.co/docs/safetensors: the header's length, the header, the values without gaps.
static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

namespace engine {

namespace {

constexpr std::uint64_t longestHeader = 100'000'000; // the limit of the format's reference reader
constexpr std::int64_t largestFile = std::int64_t(16) << 30;

Problem damaged(const std::string& name, const std::string& tensor, const char* pattern)
{
    return {pattern, {name, tensor}};
}

// One value of a stored kind.
struct Kind {
    const char* name;
    std::size_t bytes;
    ElementType type;
    void (*convert)(const std::uint8_t* from, std::size_t count, Tensor& to);
};

template <class Stored>
Stored loadValue(const std::uint8_t* from)
{
    Stored value;
    std::memcpy(&value, from, sizeof(Stored));
    return value;
}

void copyValues(const std::uint8_t* from, std::size_t count, Tensor& to)
{
    if (count > 0)
        std::memcpy(to.data(), from, count * 4);
}

template <class Stored>
void toFloats(const std::uint8_t* from, std::size_t count, Tensor& to)
{
    for (std::size_t i = 0; i < count; ++i)
        to.data()[i] = static_cast<float>(loadValue<Stored>(from + i * sizeof(Stored)));
}

// Ids too large for 32 bits become the nearest that fits; whoever uses them as ids checks their range.
template <class Stored>
void toIds(const std::uint8_t* from, std::size_t count, Tensor& to)
{
    for (std::size_t i = 0; i < count; ++i)
        to.ids()[i] = static_cast<std::int32_t>(
            std::clamp<std::int64_t>(loadValue<Stored>(from + i * sizeof(Stored)), INT32_MIN, INT32_MAX));
}

void brainToFloats(const std::uint8_t* from, std::size_t count, Tensor& to)
{
    for (std::size_t i = 0; i < count; ++i)
        to.data()[i] = std::bit_cast<float>(std::uint32_t(loadValue<std::uint16_t>(from + i * 2)) << 16);
}

float halfToFloat(std::uint16_t half)
{
    const int exponent = (half >> 10) & 31;
    const int fraction = half & 1023;
    const float sign = half & 0x8000 ? -1.f : 1.f;
    if (exponent == 31)
        return fraction ? std::numeric_limits<float>::quiet_NaN()
                        : sign * std::numeric_limits<float>::infinity();
    return sign *
        (exponent ? std::ldexp(float(1024 + fraction), exponent - 25) : std::ldexp(float(fraction), -24));
}

void halfToFloats(const std::uint8_t* from, std::size_t count, Tensor& to)
{
    for (std::size_t i = 0; i < count; ++i)
        to.data()[i] = halfToFloat(loadValue<std::uint16_t>(from + i * 2));
}

constexpr Kind kinds[] = {
    {"F32", 4, ElementType::Float32, copyValues},       {"I32", 4, ElementType::Int32, copyValues},
    {"F64", 8, ElementType::Float32, toFloats<double>}, {"F16", 2, ElementType::Float32, halfToFloats},
    {"BF16", 2, ElementType::Float32, brainToFloats},   {"I64", 8, ElementType::Int32, toIds<std::int64_t>},
    {"U8", 1, ElementType::Int32, toIds<std::uint8_t>},
};

struct Entry {
    std::string name;
    const Kind* kind = nullptr;
    Shape shape;
    std::uint64_t begin = 0, end = 0;
};

bool readSize(const Json& json, std::uint64_t& size)
{
    if (!json.is_number_unsigned())
        return false;
    size = json.get<std::uint64_t>();
    return true;
}

// Sizes whose product with the bytes of an element cannot overflow.
std::optional<Shape> shapeFrom(const Json& json)
{
    if (!json.is_array() || json.size() > Shape::maxRank)
        return std::nullopt;
    Shape shape;
    std::uint64_t elements = 1;
    for (const Json& item : json) {
        std::uint64_t length = 0;
        if (!readSize(item, length) || length > INT32_MAX ||
            (length != 0 && elements > (std::uint64_t(1) << 40) / length))
            return std::nullopt;
        elements *= length;
        shape.append(int(length));
    }
    return shape;
}

Result<Entry> entryFrom(const std::string& name, const std::string& tensor, const Json& json,
                        std::uint64_t available)
{
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") ||
        !json.contains("data_offsets"))
        return damaged(name, tensor,
                       TR("%1 is damaged: the tensor \"%2\" is not described. Use an undamaged copy."));
    Entry entry;
    entry.name = tensor;
    for (const Kind& kind : kinds)
        if (json["dtype"] == kind.name)
            entry.kind = &kind;
    if (!entry.kind)
        return damaged(
            name, tensor,
            TR("%1 holds the tensor \"%2\" in a number format that cannot be read; store it as F32."));
    const auto shape = shapeFrom(json["shape"]);
    if (!shape)
        return damaged(name, tensor,
                       TR("%1 holds the tensor \"%2\" with an impossible shape. Use an undamaged copy."));
    entry.shape = *shape;
    const Json& offsets = json["data_offsets"];
    const bool two = offsets.is_array() && offsets.size() == 2 && readSize(offsets[0], entry.begin) &&
        readSize(offsets[1], entry.end);
    const std::uint64_t bytes = std::uint64_t(entry.shape.elements()) * entry.kind->bytes;
    if (!two || entry.begin > entry.end || entry.end > available || entry.end - entry.begin != bytes)
        return damaged(
            name, tensor,
            TR("%1 is damaged: the values of \"%2\" are not where they should be. Use an undamaged copy."));
    return entry;
}

// The values must follow each other without gap or overlap and fill the file.
bool seamless(std::vector<Entry> entries, std::uint64_t available)
{
    std::ranges::sort(entries, {}, [](const Entry& e) { return std::pair(e.begin, e.end); });
    std::uint64_t at = 0;
    for (const Entry& entry : entries)
        if (entry.begin != std::exchange(at, entry.end))
            return false;
    return at == available;
}

void readMetadata(const Json& json, std::map<std::string, std::string>* metadata)
{
    if (!metadata || !json.is_object())
        return;
    for (const auto& [key, value] : json.items())
        if (value.is_string())
            (*metadata)[key] = value.get<std::string>();
}

Result<std::vector<Entry>> readHeader(std::span<const std::uint8_t> bytes, const std::string& name,
                                      std::uint64_t headerLength,
                                      std::map<std::string, std::string>* metadata)
{
    const Result<Json> header =
        parseJson({reinterpret_cast<const char*>(bytes.data()) + 8, std::size_t(headerLength)}, name);
    if (!header)
        return header.problem();
    if (!header->is_object())
        return Problem{TR("%1 is damaged: its header lists no tensors. Use an undamaged copy."), {name}};
    const std::uint64_t available = bytes.size() - 8 - headerLength;
    std::vector<Entry> entries;
    for (const auto& [key, value] : header->items()) {
        if (key == "__metadata__") {
            readMetadata(value, metadata);
            continue;
        }
        Result<Entry> entry = entryFrom(name, key, value, available);
        if (!entry)
            return entry.problem();
        entries.push_back(*std::move(entry));
    }
    if (!seamless(entries, available))
        return Problem{TR("%1 is damaged: its tensors overlap or leave gaps. Use an undamaged copy."),
                       {name}};
    return entries;
}

} // namespace

std::vector<std::uint8_t> writeSafetensors(const NamedTensors& tensors,
                                           const std::map<std::string, std::string>& metadata)
{
    Json header = Json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t at = 0;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.empty())
            continue;
        const std::uint64_t end = at + std::uint64_t(tensor.size()) * 4;
        Json sizes = Json::array();
        for (const int length : tensor.shape())
            sizes.push_back(length);
        header[name] = {{"dtype", tensor.type() == ElementType::Int32 ? "I32" : "F32"},
                        {"shape", std::move(sizes)},
                        {"data_offsets", {at, end}}};
        at = end;
    }
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' '); // so that the values are aligned
    const std::uint64_t length = text.size();
    std::vector<std::uint8_t> bytes(8 + text.size() + at);
    std::memcpy(bytes.data(), &length, 8);
    std::memcpy(bytes.data() + 8, text.data(), text.size());
    std::uint8_t* values = bytes.data() + 8 + text.size();
    for (const auto& [name, tensor] : tensors) {
        const Tensor host = tensor.to(Device::Cpu);
        const auto count = std::size_t(host.size()) * 4;
        if (count > 0)
            std::memcpy(values, host.data(), count);
        values += count;
    }
    return bytes;
}

Result<NamedTensors> readSafetensors(std::span<const std::uint8_t> bytes, const std::string& name,
                                     std::map<std::string, std::string>* metadata)
{
    if (bytes.size() < 8)
        return Problem{TR("%1 is not a safetensors file: it is too short. Choose another file."), {name}};
    const auto headerLength = loadValue<std::uint64_t>(bytes.data());
    if (headerLength > longestHeader || headerLength > bytes.size() - 8)
        return Problem{TR("%1 is not a safetensors file, or it is damaged. Choose another file."), {name}};
    const Result<std::vector<Entry>> entries = readHeader(bytes, name, headerLength, metadata);
    if (!entries)
        return entries.problem();
    NamedTensors tensors;
    for (const Entry& entry : *entries) {
        Tensor tensor(entry.shape, entry.kind->type);
        entry.kind->convert(bytes.data() + 8 + headerLength + entry.begin, std::size_t(tensor.size()),
                            tensor);
        tensors[entry.name] = std::move(tensor);
    }
    return tensors;
}

Result<NamedTensors> loadSafetensors(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readBytes(path, largestFile);
    if (!bytes)
        return bytes.problem();
    return readSafetensors(*bytes, path.filename().string());
}

Result<void> saveSafetensors(const std::filesystem::path& path, const NamedTensors& tensors)
{
    return replaceFile(path, writeSafetensors(tensors));
}

} // namespace engine

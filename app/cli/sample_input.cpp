#include "app/cli/sample_input.h"

#include "app/cli/npy.h"

#include "engine/datasets/idx.h"
#include "engine/datasets/picture_scaling.h"
#include "engine/project/bytes_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cli {

using namespace engine;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t largestFile = std::int64_t(4) << 30;

// Values of samples one after the other, to the shape that the network reads.
Result<Tensor> shaped(std::vector<float> values, const fs::path& path, const Signal& signal)
{
    const std::int64_t each = signal.shape.elements();
    const auto count = std::int64_t(values.size());
    if (count == 0 || count % each != 0 || count / each > INT32_MAX)
        return Problem{"%1 holds %2 values, but the network reads samples of %3 (%4); give it whole samples.",
                       {path.string(), grouped(count), grouped(each), signal.shape.text()}};
    Tensor tensor(signal.shape.withBatch(int(count / each)), signal.type);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (signal.type == ElementType::Int32)
            tensor.ids()[i] = std::int32_t(std::clamp(values[i], -2e9f, 2e9f));
        else
            tensor.data()[i] = values[i];
    return tensor;
}

std::vector<float> pixels(std::span<const std::uint8_t> bytes)
{
    std::vector<float> values(bytes.size());
    std::ranges::transform(bytes, values.begin(), [](std::uint8_t byte) { return float(byte) / 255.f; });
    return values;
}

Result<Tensor> fromPicture(const fs::path& path, const Signal& signal, const PictureReading& reading)
{
    if (!reading.shape)
        return Problem{
            "The network reads samples of %2, which are no pictures, so it cannot use %1; give it numbers.",
            {path.string(), signal.shape.text()}};
    const int height = (*reading.shape)[0], width = (*reading.shape)[1], channels = (*reading.shape)[2];
    const Result<Picture> picture = reading.fitted
        ? readFitted(path, {height, width}, channels, reading.stretched)
        : readPicture(path, channels);
    if (!picture)
        return picture.problem();
    if (picture->width != width || picture->height != height)
        return Problem{
            "%1 has %2 x %3 pixels, but the network reads %4 x %5; scale it to that size.",
            {path.string(), number(picture->width), number(picture->height), number(width), number(height)}};
    return shaped(pixels(picture->pixels), path, signal);
}

Result<Tensor> fromIdx(const fs::path& path, const Signal& signal)
{
    std::optional<Problem> problem;
    for (const int rank : {3, 2, 4, 1}) {
        const Result<IdxArray> array = readIdx(path, rank);
        if (array)
            return shaped(pixels(array->values), path, signal);
        problem = problem ? problem : array.problem();
    }
    return *problem;
}

bool isSeparator(char c)
{
    return c == ',' || c == ';' || c == '\t' || c == ' ' || c == '\r';
}

// All numbers of a line; nothing where something else stands in it.
std::optional<std::vector<float>> numbersOf(std::string_view line)
{
    std::vector<float> values;
    while (!line.empty()) {
        if (isSeparator(line.front())) {
            line.remove_prefix(1);
            continue;
        }
        float value = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
        const bool whole = end == line.data() + line.size() || isSeparator(*end);
        if (error != std::errc() || !whole)
            return std::nullopt;
        values.push_back(value);
        line.remove_prefix(std::size_t(end - line.data()));
    }
    return values;
}

// One sample a line; the first line may be a heading.
Result<Tensor> fromTable(const fs::path& path, const Signal& signal)
{
    const Result<Bytes> bytes = readBytes(path, largestFile);
    if (!bytes)
        return bytes.problem();
    std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    std::vector<float> values;
    for (std::int64_t row = 1; !text.empty(); ++row) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto numbers = numbersOf(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool fits =
            numbers && (numbers->empty() || std::int64_t(numbers->size()) == signal.shape.elements());
        if (!fits && !(row == 1 && !numbers))
            return Problem{"%1: line %2 must hold %3 numbers, one sample.",
                           {path.string(), number(row), grouped(signal.shape.elements())}};
        if (numbers)
            values.insert(values.end(), numbers->begin(), numbers->end());
    }
    return shaped(std::move(values), path, signal);
}

Result<Tensor> fromNpy(const fs::path& path, const Signal& signal)
{
    const Result<Bytes> bytes = readBytes(path, largestFile);
    if (!bytes)
        return bytes.problem();
    Result<std::vector<float>> values = npyValues(*bytes, path.string());
    return values ? shaped(*std::move(values), path, signal) : values.problem();
}

} // namespace

std::optional<Shape> pictureShape(const Signal& signal, const std::vector<ColumnDescription>& columns)
{
    const auto drawable = [&](const Shape& shape) {
        return shape.rank() == 3 && (shape[2] == 1 || shape[2] == 3) &&
            shape.elements() == signal.shape.elements();
    };
    if (drawable(signal.shape))
        return signal.shape;
    for (const ColumnDescription& column : columns)
        if (drawable(column.signal.shape))
            return column.signal.shape;
    const auto side = int(std::lround(std::sqrt(double(signal.shape.elements()))));
    return std::int64_t(side) * side == signal.shape.elements() ? std::optional(Shape{side, side, 1})
                                                                : std::nullopt;
}

Result<Tensor> readSamples(const fs::path& path, const Signal& signal, const PictureReading& pictures)
{
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (ending == ".npy")
        return fromNpy(path, signal);
    if (isPictureName(path))
        return fromPicture(path, signal, pictures);
    if (ending == ".csv" || ending == ".tsv" || ending == ".txt")
        return fromTable(path, signal);
    return fromIdx(path, signal);
}

Result<void> writeNpy(const fs::path& path, const Tensor& tensor)
{
    return replaceFile(path, npyFile(tensor));
}

} // namespace cli

#include "app/cli/picture.h"

#include <png.h>

namespace cli {

using namespace engine;

namespace {

constexpr std::int64_t largestFile = 64 << 20;
constexpr std::uint32_t longestSide = 16384;

std::uint32_t formatOf(int channels)
{
    return channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
}

} // namespace

Picture blank(int width, int height, int channels, std::uint8_t value)
{
    return {width, height, channels, Bytes(std::size_t(width) * height * channels, value)};
}

Result<Picture> readPng(const std::filesystem::path& path, int channels)
{
    const Result<Bytes> bytes = readBytes(path, largestFile);
    if (!bytes)
        return bytes.problem();
    const Problem unreadable{"%1 is no PNG picture that can be read; convert it to PNG first.",
                             {path.string()}};
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes->data(), bytes->size()))
        return unreadable;
    if (image.width > longestSide || image.height > longestSide) {
        png_image_free(&image);
        return unreadable;
    }
    image.format = formatOf(channels);
    Picture picture = blank(int(image.width), int(image.height), channels, 0);
    const png_color black{0, 0, 0}; // under what is transparent
    if (!png_image_finish_read(&image, &black, picture.values.data(), 0, nullptr))
        return unreadable;
    return picture;
}

Result<void> writePng(const std::filesystem::path& path, const Picture& picture)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = png_uint_32(picture.width);
    image.height = png_uint_32(picture.height);
    image.format = formatOf(picture.channels);
    png_alloc_size_t size = 0;
    const Problem failed{"%1 could not be written; choose fewer pictures with --count.", {path.string()}};
    if (!png_image_write_get_memory_size(image, size, 0, picture.values.data(), 0, nullptr))
        return failed;
    Bytes bytes(size);
    if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.values.data(), 0, nullptr))
        return failed;
    bytes.resize(size);
    return replaceFile(path, bytes);
}

} // namespace cli

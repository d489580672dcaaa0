#include "app/cli/picture.h"

#include <png.h>

namespace cli {

using namespace engine;

namespace {

std::uint32_t formatOf(int channels)
{
    return channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
}

} // namespace

Picture blank(int width, int height, int channels, std::uint8_t value)
{
    return {width, height, channels, Bytes(std::size_t(width) * height * channels, value)};
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

#include "engine/datasets/image_file.h"

#include "engine/datasets/jpeg_file.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fstream>
#include <png.h>

namespace engine {

namespace {

constexpr std::int64_t maxPixels = 64 << 20;

// libpng's simplified interface: it catches its own long jumps and returns errors.
struct PngImage : png_image {
    PngImage() : png_image{} { version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(this); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
};

png_uint_32 formatOf(int channels)
{
    return channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
}

std::size_t bytesOf(const Picture& picture)
{
    return static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) *
        static_cast<std::size_t>(picture.channels);
}

// Copies a picture into the larger one, enlarged, with its top left corner at (x, y).
void paste(const Picture& from, Picture& to, int x, int y, int zoom)
{
    for (int row = 0; row < from.height * zoom; ++row)
        for (int column = 0; column < from.width * zoom; ++column)
            for (int channel = 0; channel < to.channels; ++channel) {
                const int source = (row / zoom * from.width + column / zoom) * from.channels;
                const int target = ((y + row) * to.width + x + column) * to.channels;
                to.pixels[static_cast<std::size_t>(target + channel)] =
                    from.pixels[static_cast<std::size_t>(source + std::min(channel, from.channels - 1))];
            }
}

} // namespace

Picture pictureOf(std::span<const float> values, int width, int height, int channels)
{
    Picture picture{width, height, channels};
    assert(values.size() == bytesOf(picture));
    picture.pixels.resize(values.size());
    std::transform(values.begin(), values.end(), picture.pixels.begin(), [](float value) {
        return static_cast<std::uint8_t>(value > 0 ? std::lround(std::min(value, 1.0f) * 255) : 0); // NaN: 0
    });
    return picture;
}

Result<Picture> readPng(const std::filesystem::path& file, int channels)
{
    PngImage image;
    if (!png_image_begin_read_from_file(&image, file.c_str()))
        return Problem{TR("%1 cannot be read as a PNG picture (%2); check the file."),
                       {file.string(), image.message}};
    if (std::int64_t{image.width} * image.height > maxPixels)
        return Problem{
            TR("The picture %1 has %2 × %3 pixels, which is too large; make it smaller."),
            {file.string(), number(std::int64_t{image.width}), number(std::int64_t{image.height})}};
    image.format = formatOf(channels);
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), channels};
    picture.pixels.resize(bytesOf(picture));
    const png_color black{};
    if (!png_image_finish_read(&image, &black, picture.pixels.data(), 0, nullptr) || PNG_IMAGE_FAILED(image))
        return Problem{TR("The picture %1 is damaged (%2); get it again."), {file.string(), image.message}};
    return picture;
}

Result<Picture> readPicture(const std::filesystem::path& file, int channels, int enough)
{
    std::ifstream stream(file, std::ios::binary);
    const bool jpeg = stream.get() == 0xff && stream.get() == 0xd8;
    return jpeg ? readJpeg(file, channels, enough) : readPng(file, channels);
}

bool isPictureName(const std::filesystem::path& file)
{
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return ending == ".png" || ending == ".jpg" || ending == ".jpeg";
}

Result<void> writePng(const std::filesystem::path& file, const Picture& picture)
{
    PngImage image;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = formatOf(picture.channels);
    assert(picture.pixels.size() == bytesOf(picture));
    if (!png_image_write_to_file(&image, file.c_str(), 0, picture.pixels.data(), 0, nullptr))
        return Problem{
            TR("The picture %1 cannot be written (%2); check the folder and the space left on the disk."),
            {file.string(), image.message}};
    return {};
}

Picture pictureGrid(std::span<const Picture> pictures, const GridLayout& layout)
{
    const int count = static_cast<int>(pictures.size());
    const int columns = std::max(1, std::min(layout.columns, count)), rows = (count + columns - 1) / columns;
    int width = 0, height = 0, channels = 1;
    for (const Picture& picture : pictures) {
        width = std::max(width, picture.width * layout.zoom);
        height = std::max(height, picture.height * layout.zoom);
        channels = std::max(channels, picture.channels);
    }
    Picture grid{layout.gap + columns * (width + layout.gap), layout.gap + rows * (height + layout.gap),
                 channels};
    grid.pixels.resize(bytesOf(grid));
    for (std::size_t i = 0; i < grid.pixels.size(); ++i)
        grid.pixels[i] = layout.background[i % static_cast<std::size_t>(channels)];
    for (int i = 0; i < count; ++i)
        paste(pictures[static_cast<std::size_t>(i)], grid, layout.gap + i % columns * (width + layout.gap),
              layout.gap + i / columns * (height + layout.gap), layout.zoom);
    return grid;
}

} // namespace engine

#include "engine/datasets/exif.h"

#include <algorithm>

namespace engine {

namespace {

// Numbers of 16 and 32 bits in the byte order that the file chose; 0 behind its end.
class TiffReader {
public:
    explicit TiffReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    bool isTiff()
    {
        m_littleEndian = byte(0) == 'I';
        return (byte(0) == 'I' || byte(0) == 'M') && byte(1) == byte(0) && word(2) == 42;
    }
    std::uint32_t word(std::size_t at) const
    {
        return m_littleEndian ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
    }
    std::uint32_t longWord(std::size_t at) const
    {
        return m_littleEndian ? word(at) | word(at + 2) << 16 : word(at) << 16 | word(at + 2);
    }

private:
    std::uint32_t byte(std::size_t at) const { return at < m_bytes.size() ? m_bytes[at] : 0; }

    std::span<const std::uint8_t> m_bytes;
    bool m_littleEndian = false;
};

} // namespace

int exifOrientation(std::span<const std::uint8_t> marker)
{
    constexpr std::array<std::uint8_t, 6> name = {'E', 'x', 'i', 'f', 0, 0};
    constexpr std::uint32_t orientationTag = 0x112;
    constexpr std::size_t entryBytes = 12;
    if (marker.size() < name.size() || !std::equal(name.begin(), name.end(), marker.begin()))
        return 0;
    TiffReader tiff(marker.subspan(name.size()));
    if (!tiff.isTiff())
        return 0;
    const std::size_t directory = tiff.longWord(4);
    for (std::uint32_t i = 0; i < tiff.word(directory); ++i) {
        const std::size_t entry = directory + 2 + i * entryBytes;
        if (tiff.word(entry) != orientationTag)
            continue;
        const int value = static_cast<int>(tiff.word(entry + 8));
        return value >= 1 && value <= 8 ? value : 0;
    }
    return 0;
}

Picture upright(Picture picture, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return picture;
    const bool turned = orientation >= 5; // rows of the file are columns of the picture
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Picture result{turned ? picture.height : picture.width, turned ? picture.width : picture.height,
                   picture.channels, std::vector<std::uint8_t>(picture.pixels.size())};
    const auto channels = static_cast<std::size_t>(picture.channels);
    auto to = result.pixels.begin();
    for (int y = 0; y < result.height; ++y)
        for (int x = 0; x < result.width; ++x, to += picture.channels) {
            const int u = turned ? y : x, v = turned ? x : y;
            const int column = fromRight ? picture.width - 1 - u : u;
            const int row = fromBelow ? picture.height - 1 - v : v;
            const auto from = static_cast<std::size_t>(row * picture.width + column) * channels;
            std::copy_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(from), channels, to);
        }
    return result;
}

} // namespace engine

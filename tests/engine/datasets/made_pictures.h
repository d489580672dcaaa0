#pragma once

#include "engine/datasets/image_file.h"

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

// A JPEG of the highest quality; `marker` goes into its APP1.
inline QByteArray jpegOf(const engine::Picture& picture, bool progressive = false,
                         const QByteArray& marker = {})
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = JDIMENSION(picture.width);
    info.image_height = JDIMENSION(picture.height);
    info.input_components = picture.channels;
    info.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    if (progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    if (!marker.isEmpty())
        jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(marker.data()),
                          unsigned(marker.size()));
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(picture.pixels.data()) +
            std::size_t(info.next_scanline) * std::size_t(picture.width * picture.channels);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    const QByteArray jpeg(reinterpret_cast<const char*>(bytes), qsizetype(size));
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return jpeg;
}

// All pixels alike.
inline engine::Picture plain(int width, int height, std::array<std::uint8_t, 3> colour)
{
    engine::Picture picture{width, height, 3};
    for (int i = 0; i < width * height; ++i)
        picture.pixels.insert(picture.pixels.end(), colour.begin(), colour.end());
    return picture;
}

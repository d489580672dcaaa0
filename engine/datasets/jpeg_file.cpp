#include "engine/datasets/jpeg_file.h"

#include "engine/datasets/exif.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <memory>

#include <jpeglib.h>

#include <jerror.h>

namespace engine {

namespace {

constexpr std::int64_t maxPixels = 64 << 20;
constexpr int mostScans = 500; // of a progressive file; more only keep the reader busy
constexpr unsigned longestMarker = 0xffff;

// libjpeg's own handler ends the process. This one goes back to where the reader last called setjmp; nothing
// between there and here may need a destructor.
struct Errors : jpeg_error_mgr {
    std::jmp_buf back;
    char message[JMSG_LENGTH_MAX] = {};
};

[[noreturn]] void leave(j_common_ptr info)
{
    auto* errors = static_cast<Errors*>(info->err);
    errors->format_message(info, errors->message);
    std::longjmp(errors->back, 1);
}

// Of a file that breaks off, libjpeg would make up the rest.
void hear(j_common_ptr info, int level)
{
    const int code = info->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
        leave(info);
}

void watchScans(j_common_ptr info)
{
    auto* reader = reinterpret_cast<j_decompress_ptr>(info);
    if (reader->input_scan_number > mostScans) {
        info->err->msg_code = JERR_BAD_PROGRESSION;
        leave(info);
    }
}

struct Reader {
    Reader()
    {
        info.err = jpeg_std_error(&errors);
        errors.error_exit = &leave;
        errors.emit_message = &hear;
        errors.output_message = [](j_common_ptr) {};
        watch.progress_monitor = &watchScans;
    }
    ~Reader() { jpeg_destroy_decompress(&info); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    jpeg_decompress_struct info{};
    jpeg_progress_mgr watch{};
    Errors errors;
};

bool readHeader(Reader& reader, std::FILE* stream)
{
    if (setjmp(reader.errors.back) != 0)
        return false;
    jpeg_create_decompress(&reader.info);
    reader.info.progress = &reader.watch;
    jpeg_stdio_src(&reader.info, stream);
    jpeg_save_markers(&reader.info, JPEG_APP0 + 1, longestMarker);
    return jpeg_read_header(&reader.info, TRUE) == JPEG_HEADER_OK;
}

bool start(Reader& reader)
{
    if (setjmp(reader.errors.back) != 0)
        return false;
    return jpeg_start_decompress(&reader.info);
}

bool readRows(Reader& reader, std::uint8_t* pixels, std::size_t rowBytes)
{
    if (setjmp(reader.errors.back) != 0)
        return false;
    while (reader.info.output_scanline < reader.info.output_height) {
        JSAMPROW row = pixels + reader.info.output_scanline * rowBytes;
        jpeg_read_scanlines(&reader.info, &row, 1);
    }
    return jpeg_finish_decompress(&reader.info);
}

unsigned scaleFor(const jpeg_decompress_struct& info, int enough)
{
    const std::int64_t side = std::min(info.image_width, info.image_height);
    for (const unsigned scale : {8u, 4u, 2u})
        if (enough > 0 && side >= std::int64_t{scale} * 2 * enough)
            return scale;
    return 1;
}

int orientationOf(const jpeg_decompress_struct& info)
{
    for (const jpeg_marker_struct* marker = info.marker_list; marker; marker = marker->next)
        if (const int found = exifOrientation({marker->data, marker->data_length}))
            return found;
    return 1;
}

Problem damaged(const std::filesystem::path& file, const char* message)
{
    return {TR("The picture %1 is damaged (%2); get it again."), {file.string(), message}};
}

} // namespace

Result<Picture> readJpeg(const std::filesystem::path& file, int channels, int enough)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"),
                                                                 &std::fclose);
    if (!stream)
        return Problem{TR("%1 cannot be opened; check that you may read it."), {file.string()}};
    Reader reader;
    if (!readHeader(reader, stream.get()))
        return Problem{TR("%1 cannot be read as a JPEG picture (%2); check the file."),
                       {file.string(), reader.errors.message}};
    jpeg_decompress_struct& info = reader.info;
    if (std::int64_t{info.image_width} * info.image_height > maxPixels)
        return Problem{
            TR("The picture %1 has %2 × %3 pixels, which is too large; make it smaller."),
            {file.string(), number(std::int64_t{info.image_width}), number(std::int64_t{info.image_height})}};
    const int orientation = orientationOf(info); // finishing forgets the markers
    info.out_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = scaleFor(info, enough);
    if (!start(reader))
        return damaged(file, reader.errors.message);
    Picture picture{static_cast<int>(info.output_width), static_cast<int>(info.output_height), channels};
    const auto rowBytes = std::size_t{info.output_width} * static_cast<std::size_t>(channels);
    picture.pixels.resize(rowBytes * info.output_height);
    if (!readRows(reader, picture.pixels.data(), rowBytes))
        return damaged(file, reader.errors.message);
    return upright(std::move(picture), orientation);
}

} // namespace engine

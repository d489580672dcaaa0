#include "engine/text/text_file.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <zip.h>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::size_t pieceBytes = 1 << 16;
constexpr std::int64_t mostBytes = std::int64_t{1} << 31; // whatever a small archive unpacks to

struct ZipDiscard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct ZipMemberClose {
    void operator()(zip_file_t* member) const { zip_fclose(member); }
};

bool isZip(const std::filesystem::path& file)
{
    std::array<char, 4> bytes{};
    std::ifstream stream(file, std::ios::binary);
    return stream.read(bytes.data(), bytes.size()) &&
        std::string_view(bytes.data(), bytes.size()) == "PK\x03\x04";
}

std::uintmax_t sizeOf(const std::filesystem::path& file)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    return error ? 0 : size;
}

} // namespace

struct TextSource {
    virtual ~TextSource() = default;
    virtual std::int64_t read(char* to, std::size_t count) = 0; // negative: the file is damaged
    virtual double done() const = 0;
};

namespace {

// Members of an archive that systems add on their own begin so.
constexpr std::string_view systemFolder = "__MACOSX/";

class ZipText final : public TextSource {
public:
    // Opens the archive's first file; `isOpen` says whether that went well.
    explicit ZipText(const std::filesystem::path& file)
        : m_archive(zip_open(file.c_str(), ZIP_RDONLY, nullptr))
    {
        const zip_int64_t count = m_archive ? zip_get_num_entries(m_archive.get(), 0) : 0;
        for (zip_int64_t i = 0; i < count && !m_member; ++i) {
            zip_stat_t about;
            if (zip_stat_index(m_archive.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0)
                continue;
            const std::string_view name = about.name;
            if (name.ends_with('/') || name.starts_with(systemFolder))
                continue;
            m_size = static_cast<double>(about.size);
            m_member.reset(zip_fopen_index(m_archive.get(), static_cast<zip_uint64_t>(i), 0));
        }
    }
    bool isOpen() const { return m_member != nullptr; }

    std::int64_t read(char* to, std::size_t count) override
    {
        const std::int64_t got = zip_fread(m_member.get(), to, count);
        m_read += static_cast<double>(got);
        return got;
    }
    double done() const override { return m_size > 0 ? std::clamp(m_read / m_size, 0.0, 1.0) : 1; }

private:
    std::unique_ptr<zip_t, ZipDiscard> m_archive;
    std::unique_ptr<zip_file_t, ZipMemberClose> m_member; // last: it must go before its archive
    double m_size = 0, m_read = 0;
};

class GzipText final : public TextSource { // plain text as well
public:
    explicit GzipText(const std::filesystem::path& file)
        : m_stream(gzopen(file.c_str(), "rb"), &gzclose), m_size(sizeOf(file))
    {
        if (m_stream)
            gzbuffer(m_stream.get(), pieceBytes);
    }
    bool isOpen() const { return m_stream != nullptr; }

    std::int64_t read(char* to, std::size_t count) override
    {
        const int got = gzread(m_stream.get(), to, static_cast<unsigned>(count));
        int error = Z_OK;
        gzerror(m_stream.get(), &error); // a file that breaks off is no error of gzread
        return error == Z_OK ? got : -1;
    }
    double done() const override
    {
        return m_size == 0
            ? 1
            : std::clamp(static_cast<double>(gzoffset(m_stream.get())) / static_cast<double>(m_size), 0.0,
                         1.0);
    }

private:
    std::unique_ptr<gzFile_s, int (*)(gzFile_s*)> m_stream;
    std::uintmax_t m_size;
};

} // namespace

TextFile::TextFile(std::filesystem::path path, std::unique_ptr<TextSource> source)
    : m_path(std::move(path)), m_source(std::move(source))
{
}

TextFile::~TextFile() = default;
TextFile::TextFile(TextFile&&) noexcept = default;

Result<TextFile> TextFile::open(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return Problem{TR("The text %1 is not there; check its name or choose another file."),
                       {file.string()}};
    if (isZip(file)) {
        auto zip = std::make_unique<ZipText>(file);
        if (!zip->isOpen())
            return Problem{TR("The archive %1 holds no file that can be read; choose a text file."),
                           {file.string()}};
        return TextFile(file, std::move(zip));
    }
    auto plain = std::make_unique<GzipText>(file);
    if (!plain->isOpen())
        return Problem{TR("The text %1 cannot be read; check that you may read it."), {file.string()}};
    return TextFile(file, std::move(plain));
}

Problem TextFile::damaged() const
{
    return {TR("%1 is damaged or not complete; get the file again."), {m_path.string()}};
}

Problem TextFile::noText() const
{
    return {TR("%1 is not text in UTF-8; save it as UTF-8 in a text editor, or choose another file."),
            {m_path.string()}};
}

Result<std::string_view> TextFile::next()
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    const std::size_t carried = m_rest.size();
    std::string bytes = std::move(m_rest);
    bytes.resize(carried + pieceBytes);
    const std::int64_t got = m_source->read(bytes.data() + carried, pieceBytes);
    if (got < 0)
        return damaged();
    if ((m_read += got) > mostBytes)
        return Problem{TR("%1 holds more than 2 GB of text; say how many of the first tokens to read."),
                       {m_path.string()}};
    bytes.resize(carried + static_cast<std::size_t>(got));
    const std::size_t whole = utf8Prefix(bytes);
    const bool goesOn = got > 0 && bytes.size() - whole < 4;
    if ((whole < bytes.size() && !goesOn) || bytes.find('\0') != bytes.npos)
        return noText();
    m_rest = bytes.substr(whole);
    m_piece.clear();
    std::size_t at =
        std::exchange(m_first, false) && bytes.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    for (; at < whole; ++at) {
        const char c = bytes[at];
        if (c != '\n' || !m_afterReturn)
            m_piece += c == '\r' ? '\n' : c;
        m_afterReturn = c == '\r';
    }
    if (m_piece.empty() && got > 0)
        return next(); // a mark, or a piece of a character alone
    return std::string_view(m_piece);
}

double TextFile::done() const
{
    return m_source->done();
}

} // namespace engine

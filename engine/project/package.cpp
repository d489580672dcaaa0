#include "engine/project/package.h"

#include "engine/base/utf8.h"

#include <memory>
#include <zip.h>

namespace engine {

namespace {

constexpr std::int64_t mostMembers = 20'000;
constexpr std::size_t longestName = 1024;
// What an honest package of text and uncompressed tensors cannot exceed.
constexpr std::uint64_t largestExpansion = 200, freeExpansion = std::uint64_t(64) << 20;

struct ZipDiscard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ZipDiscard>;

struct FileClose {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

struct SourceFree {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceFree>;

// A relative path without "..", readable everywhere.
bool honestName(std::string_view name)
{
    if (name.empty() || name.size() > longestName || !validUtf8(name))
        return false;
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':' || c == 0x7f)
            return false;
    for (std::size_t first = 0; first <= name.size();) {
        const std::size_t end = std::min(name.find('/', first), name.size());
        const std::string_view part = name.substr(first, end - first);
        const bool folderMark = part.empty() && end == name.size() && first > 0;
        if (part == "." || part == ".." || (part.empty() && !folderMark))
            return false;
        first = end + 1;
    }
    return true;
}

struct Entry {
    zip_uint64_t index = 0;
    std::string name;
    std::uint64_t size = 0;
};

Result<std::vector<Entry>> listEntries(zip_t* archive, std::uint64_t packageSize, const std::string& name)
{
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > mostMembers)
        return Problem{TR("%1 holds too many parts to be a project. Choose another file."), {name}};
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    const std::uint64_t most = freeExpansion + largestExpansion * packageSize;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t status;
        const auto index = zip_uint64_t(i);
        const char* raw = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
        if (!raw || !honestName(raw))
            return Problem{
                TR("%1 holds a part with an unsafe name and was not opened. Use a copy you trust."), {name}};
        if (zip_stat_index(archive, index, ZIP_FL_ENC_RAW, &status) != 0 || !(status.valid & ZIP_STAT_SIZE))
            return Problem{TR("%1 is damaged: the part %2 cannot be read. Use an undamaged copy."),
                           {name, raw}};
        if (status.size > most || (total += status.size) > most)
            return Problem{TR("%1 would unpack to far more than a project holds and was not opened. "
                              "Use a copy you trust."),
                           {name}};
        entries.push_back({index, raw, status.size});
    }
    return entries;
}

Result<Bytes> readMember(zip_t* archive, const Entry& entry, const std::string& name)
{
    const Problem damaged{TR("%1 is damaged: the part %2 cannot be read. Use an undamaged copy."),
                          {name, entry.name}};
    const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(archive, entry.index, 0));
    if (!file)
        return damaged;
    Bytes bytes;
    constexpr std::size_t step = std::size_t(4) << 20; // a size that lies costs no memory
    while (bytes.size() < entry.size) {
        const std::size_t done = bytes.size();
        bytes.resize(done + std::min<std::uint64_t>(std::max(step, done), entry.size - done));
        const zip_int64_t count = zip_fread(file.get(), bytes.data() + done, bytes.size() - done);
        if (count <= 0)
            return damaged;
        bytes.resize(done + std::size_t(count));
    }
    std::uint8_t more;
    if (zip_fread(file.get(), &more, 1) != 0) // the end, where the check sum is compared
        return damaged;
    return bytes;
}

Source bufferSource(const void* data, std::size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    Source source(zip_source_buffer_create(data, size, 0, &error));
    zip_error_fini(&error);
    return source;
}

// Takes the source over.
Archive openArchive(Source& source, int flags)
{
    zip_error_t error;
    zip_error_init(&error);
    Archive archive(source ? zip_open_from_source(source.get(), flags, &error) : nullptr);
    zip_error_fini(&error);
    if (archive)
        (void)source.release();
    return archive;
}

bool compressible(std::string_view name)
{
    return name.ends_with(".json") || name.ends_with(".csv") || name.ends_with(".txt");
}

bool addMember(zip_t* archive, const std::string& name, const Bytes& bytes)
{
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const int method = compressible(name) ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return zip_set_file_compression(archive, zip_uint64_t(index), method, 0) == 0;
}

Result<Bytes> contents(zip_source_t* source, const Problem& failed)
{
    zip_stat_t status;
    if (zip_source_stat(source, &status) != 0 || !(status.valid & ZIP_STAT_SIZE) ||
        zip_source_open(source) != 0)
        return failed;
    Bytes bytes(status.size);
    const zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    return count == zip_int64_t(bytes.size()) ? Result<Bytes>(std::move(bytes)) : failed;
}

} // namespace

bool looksLikePackage(std::span<const std::uint8_t> bytes)
{
    return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 9 && bytes[3] < 9;
}

Result<Members> readPackage(std::span<const std::uint8_t> bytes, const std::string& name)
{
    Source source = bufferSource(bytes.data(), bytes.size());
    const Archive archive = openArchive(source, ZIP_RDONLY);
    if (!archive)
        return Problem{TR("%1 is damaged or incomplete. Use an undamaged copy."), {name}};
    const Result<std::vector<Entry>> entries = listEntries(archive.get(), bytes.size(), name);
    if (!entries)
        return entries.problem();
    Members members;
    for (const Entry& entry : *entries) {
        if (entry.name.ends_with('/'))
            continue;
        Result<Bytes> member = readMember(archive.get(), entry, name);
        if (!member)
            return member.problem();
        if (!members.emplace(entry.name, *std::move(member)).second)
            return Problem{TR("%1 holds the part %2 twice and was not opened. Use an undamaged copy."),
                           {name, entry.name}};
    }
    return members;
}

Result<Bytes> writePackage(const Members& members, const std::string& name, const KeepOn& keepOn)
{
    const Problem failed{TR("%1 was not saved: the package could not be made. Try again."), {name}};
    Source source = bufferSource(nullptr, 0);
    if (!source)
        return failed;
    zip_source_keep(source.get());
    Source target(source.get()); // the second reference: what was written is read from it
    Archive archive = openArchive(source, ZIP_CREATE | ZIP_TRUNCATE);
    if (!archive)
        return failed;
    for (const auto& [member, bytes] : members)
        if (!addMember(archive.get(), member, bytes))
            return failed;
    if (keepOn)
        zip_register_cancel_callback_with_state(
            archive.get(), [](zip_t*, void* state) { return (*static_cast<const KeepOn*>(state))() ? 0 : 1; },
            nullptr, const_cast<KeepOn*>(&keepOn));
    if (zip_close(archive.get()) != 0)
        return keepOn && !keepOn() ? savingStopped(name) : failed;
    (void)archive.release();
    return contents(target.get(), failed);
}

} // namespace engine

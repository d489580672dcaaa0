#include "engine/project/bytes_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

namespace fs = std::filesystem;

namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return m_number; }
    bool valid() const { return m_number >= 0; }
    // Some file systems report a full disk only here.
    bool close() { return m_number < 0 || ::close(std::exchange(m_number, -1)) == 0; }

private:
    int m_number;
};

Problem saveProblem(const fs::path& path, int error)
{
    const std::string name = path.filename().string();
    const std::string folder = path.parent_path().string();
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {TR("%1 was not saved: there is not enough space on the disk. Free some, or save elsewhere."),
                {name}};
    case EACCES:
    case EPERM:
    case EROFS:
        return {TR("%1 was not saved: the folder %2 cannot be written to. Save elsewhere."), {name, folder}};
    case ENOENT:
    case ENOTDIR:
        return {TR("%1 was not saved: the folder %2 does not exist. Save elsewhere."), {name, folder}};
    case EISDIR:
        return {TR("%1 was not saved: a folder has this name. Choose another name."), {name}};
    case ENAMETOOLONG:
        return {TR("%1 was not saved: its name is too long. Choose a shorter one."), {name}};
    default:
        return {TR("%1 was not saved: the system says \"%2\". Save elsewhere."),
                {name, std::strerror(error)}};
    }
}

std::string temporaryPrefix(const fs::path& target)
{
    return "." + target.filename().string() + ".saving-";
}

// Whoever saves holds a lock on its temporary file, and the system lets go of it when a program ends, however
// it does. So a file that can be locked belongs to nobody.
void removeLeftovers(const fs::path& target)
{
    const std::string prefix = temporaryPrefix(target);
    std::error_code error;
    for (fs::directory_iterator it(target.parent_path(), error), end; !error && it != end;
         it.increment(error)) {
        if (!it->path().filename().string().starts_with(prefix))
            continue;
        const Descriptor file(::open(it->path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (file.valid() && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0)
            ::unlink(it->path().c_str());
    }
}

struct TemporaryFile {
    fs::path path;
    Descriptor descriptor;
};

// Locked; errno says why there is none. Somebody's removeLeftovers() may come between open and lock: then the
// file has no name any more, and the next try makes another.
std::optional<TemporaryFile> makeTemporary(const fs::path& target, mode_t mode)
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    for (int attempt = 0; attempt < 100; ++attempt) {
        const fs::path path = target.parent_path() /
            (temporaryPrefix(target) + std::to_string(::getpid()) + "-" + std::to_string(now + attempt));
        Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
        if (!file.valid() && errno != EEXIST)
            return std::nullopt;
        struct stat status {};
        if (file.valid() && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0 &&
            ::fstat(file.number(), &status) == 0 && status.st_nlink == 1)
            return TemporaryFile{path, std::move(file)};
    }
    return std::nullopt;
}

bool writeAll(int descriptor, std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.subspan(std::size_t(std::max<ssize_t>(written, 0)));
    }
    return true;
}

// To the disk piece by piece, so that there is not all of it to wait for at the end.
bool writeInPieces(int descriptor, std::span<const std::uint8_t> bytes, const KeepOn& keepOn)
{
    constexpr std::size_t most = std::size_t{4} << 20;
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(most, bytes.size()));
        if (!keepOn()) {
            errno = ECANCELED;
            return false;
        }
        if (!writeAll(descriptor, piece) || ::fdatasync(descriptor) != 0)
            return false;
        bytes = bytes.subspan(piece.size());
    }
    return true;
}

bool fill(TemporaryFile& temporary, const fs::path& target, std::span<const std::uint8_t> bytes,
          const KeepOn& keepOn)
{
    const int file = temporary.descriptor.number();
    const bool written = keepOn ? writeInPieces(file, bytes, keepOn) : writeAll(file, bytes);
    return written && ::fsync(file) == 0 && ::rename(temporary.path.c_str(), target.c_str()) == 0;
}

// A renamed file may be lost with the power until its folder is on the disk too.
void flushFolder(const fs::path& folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.valid())
        ::fsync(descriptor.number());
}

// Through links, so that a link stays one.
fs::path resolved(const fs::path& path)
{
    std::error_code error;
    const fs::path real = fs::weakly_canonical(fs::absolute(path), error);
    return error ? fs::absolute(path) : real;
}

} // namespace

Problem savingStopped(const std::string& name)
{
    return {TR("Saving %1 was stopped; what was there before is still there."), {name}};
}

Result<void> replaceFile(const fs::path& path, std::span<const std::uint8_t> bytes, const KeepOn& keepOn)
{
    const fs::path target = resolved(path);
    struct stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        return saveProblem(target, EISDIR);
    removeLeftovers(target);
    std::optional<TemporaryFile> temporary = makeTemporary(target, 0666);
    if (!temporary)
        return saveProblem(target, errno);
    if (exists)
        (void)!::fchmod(temporary->descriptor.number(), status.st_mode & 0777);
    if (!fill(*temporary, target, bytes, keepOn)) {
        const int error = errno;
        ::unlink(temporary->path.c_str());
        return error == ECANCELED ? savingStopped(target.filename().string()) : saveProblem(target, error);
    }
    flushFolder(target.parent_path());
    return {};
}

Result<void> canReplaceFile(const fs::path& path)
{
    const fs::path target = resolved(path);
    std::error_code error;
    if (fs::is_directory(target, error))
        return saveProblem(target, EISDIR);
    const std::optional<TemporaryFile> temporary = makeTemporary(target, 0600);
    if (!temporary)
        return saveProblem(target, errno);
    ::unlink(temporary->path.c_str());
    return {};
}

Result<Bytes> readBytes(const fs::path& path, std::int64_t limit)
{
    const std::string name = path.filename().empty() ? path.string() : path.filename().string();
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid() && (errno == ENOENT || errno == ENOTDIR))
        return Problem{TR("%1 does not exist. Check its name and folder."), {path.string()}};
    struct stat status {};
    if (!file.valid() || ::fstat(file.number(), &status) != 0)
        return Problem{TR("%1 cannot be read: the system says \"%2\". Check who may read it."),
                       {path.string(), std::strerror(errno)}};
    if (!S_ISREG(status.st_mode))
        return Problem{TR("%1 is not a file. Choose a file."), {path.string()}};
    if (status.st_size > limit)
        return Problem{TR("%1 is larger than %2 MB, too large to be read. Choose another file."),
                       {name, grouped(limit >> 20)}};
    Bytes bytes(std::size_t(status.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Problem{TR("%1 cannot be read: the system says \"%2\". Try again, or use a copy."),
                           {name, std::strerror(errno)}};
        if (count == 0)
            break; // shortened meanwhile: what is there decides
        done += std::size_t(count);
    }
    bytes.resize(done);
    return bytes;
}

} // namespace engine

#include "engine/datasets/picture_folder.h"

#include "engine/base/utf8.h"
#include "engine/datasets/image_file.h"

#include <algorithm>

namespace engine {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostClasses = 1000;

// What a folder's files and folders are called, in order; nothing of a folder that cannot be read. Names with
// a dot in front are not meant to be seen.
template <class Wanted>
std::vector<std::string> namesIn(const fs::path& folder, Wanted wanted)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && wanted(*entry))
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool isFolder(const fs::directory_entry& entry)
{
    std::error_code error;
    return entry.is_directory(error);
}

bool isPicture(const fs::directory_entry& entry)
{
    std::error_code error;
    return isPictureName(entry.path()) && entry.is_regular_file(error);
}

bool holdsPictures(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (!entry->path().filename().string().starts_with('.') && isPicture(*entry))
            return true;
    return false;
}

std::vector<std::string> classesIn(const fs::path& folder)
{
    return folder.empty() ? std::vector<std::string>()
                          : namesIn(folder, [](const fs::directory_entry& entry) {
                                return isFolder(entry) && holdsPictures(entry.path());
                            });
}

// The folders of train, validation and test. A folder of pictures called "train" is a class: the toy, say.
std::array<fs::path, 3> partFolders(const fs::path& folder)
{
    constexpr std::array<std::array<const char*, 4>, 3> names = {
        {{"train", "training", "Train", "Training"},
         {"validation", "val", "valid", "Validation"},
         {"test", "testing", "Test", "Testing"}}};
    std::array<fs::path, 3> parts;
    for (std::size_t part = 0; part < parts.size(); ++part)
        for (const char* name : names[part])
            if (parts[part].empty() && !classesIn(folder / name).empty())
                parts[part] = folder / name;
    if (parts[0].empty())
        return {folder, {}, {}};
    return parts;
}

Problem unreadableName(const fs::path& folder)
{
    return {TR("A folder in %1 has a name that is not UTF-8; rename it."), {folder.string()}};
}

Result<void> checkClasses(const fs::path& folder, const std::vector<std::string>& classes)
{
    if (classes.empty())
        return Problem{
            TR("%1 has no folders with PNG or JPEG pictures; choose a folder that holds one folder of "
               "pictures for each class."),
            {folder.string()}};
    if (classes.size() == 1)
        return Problem{TR("%1 holds pictures of one class only, “%2”; add a folder for another class."),
                       {folder.string(), classes.front()}};
    if (classes.size() > mostClasses)
        return Problem{
            TR("%1 has %2 classes, more than the %3 that are possible; choose a folder with fewer."),
            {folder.string(), grouped(std::int64_t(classes.size())), grouped(mostClasses)}};
    return {};
}

// The classes of a part in the order of those of training; a class that is missing there has no files.
Result<std::vector<PictureClass>> part(const fs::path& folder, const std::vector<std::string>& classes,
                                       Looking looking)
{
    if (folder.empty())
        return std::vector<PictureClass>();
    for (const std::string& name : classesIn(folder))
        if (!std::binary_search(classes.begin(), classes.end(), name))
            return Problem{TR("The class “%1” in %2 is none of those to train; name the folders alike."),
                           {validUtf8(name) ? name : "?", folder.string()}};
    std::vector<PictureClass> part;
    for (const std::string& name : classes) {
        part.push_back({folder / name});
        if (looking == Looking::ForFiles)
            part.back().files = namesIn(folder / name, isPicture);
    }
    return part;
}

} // namespace

Result<PictureFolder> lookInto(const fs::path& folder, Looking looking)
{
    std::error_code error;
    if (folder.empty())
        return Problem{
            TR("No folder of pictures is chosen yet; choose one that holds a folder for each class.")};
    if (!fs::is_directory(folder, error))
        return Problem{TR("The folder %1 is not there; check its name or choose another one."),
                       {folder.string()}};
    const auto folders = partFolders(folder);
    PictureFolder found{classesIn(folders[0]), {}};
    if (auto result = checkClasses(folder, found.classes); !result)
        return result.problem();
    if (!std::all_of(found.classes.begin(), found.classes.end(), validUtf8))
        return unreadableName(folders[0]);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        auto pictures = part(folders[i], found.classes, looking);
        if (!pictures)
            return pictures.problem();
        found.parts[i] = *std::move(pictures);
    }
    return found;
}

} // namespace engine

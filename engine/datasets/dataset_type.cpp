#include "engine/datasets/dataset_type.h"

#include <algorithm>
#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace engine {

namespace {

std::filesystem::path folderFrom(const char* variable)
{
    const char* value = std::getenv(variable);
    return value ? std::filesystem::path(value) : std::filesystem::path();
}

std::filesystem::path homeFolder()
{
    if (std::filesystem::path home = folderFrom("HOME"); home.is_absolute())
        return home;
    const passwd* user = getpwuid(getuid());
    return user && user->pw_dir ? user->pw_dir : "/";
}

} // namespace

std::filesystem::path dataFolder()
{
    if (std::filesystem::path folder = folderFrom("LAYERLOOM_DATA"); !folder.empty())
        return folder;
    std::filesystem::path base = folderFrom("XDG_DATA_HOME");
    if (!base.is_absolute()) // the XDG specification: relative paths are to be ignored
        base = homeFolder() / ".local" / "share";
    return base / "layerloom" / "datasets";
}

std::filesystem::path findFile(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    std::error_code error;
    const bool elsewhere = path.is_relative() && !std::filesystem::exists(path, error);
    return elsewhere && std::filesystem::exists(folder / path, error) ? folder / path : path;
}

const DatasetType* findDatasetType(const std::string& id)
{
    const auto& types = datasetTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const DatasetType& t) { return t.id == id; });
    return found == types.end() ? nullptr : &*found;
}

} // namespace engine

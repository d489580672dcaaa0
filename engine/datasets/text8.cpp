// text8: the beginning of Wikipedia in small letters, with no marks.
#include "engine/datasets/text_windows.h"

#include <algorithm>

namespace engine {

namespace {

// The file itself, or the first in its folder whose name begins so: "text8", "text8.zip", an excerpt.
std::filesystem::path findIn(const std::filesystem::path& folder)
{
    std::error_code error;
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.is_regular_file(error) && entry.path().filename().string().starts_with("text8"))
            found.push_back(entry.path());
    return found.empty() ? std::filesystem::path() : std::ranges::min(found);
}

Result<TextPlace> find(const Attributes&, const std::filesystem::path& folder)
{
    for (const auto& place : {folder / "text8", folder})
        if (const std::filesystem::path file = findIn(place); !file.empty())
            return TextPlace{file.filename().string(), {file}};
    return Problem{
        TR("The file text8 (or text8.zip, text8.gz) is not in %1; put it there, choose another data "
           "folder, or use the bundled phrases."),
        {(folder / "text8").string()}};
}

} // namespace

namespace datasets {

DatasetType text8()
{
    TextSet set{{"text8", TR("text8"),
                 TR("The beginning of the English Wikipedia: words of small letters with single spaces."),
                 TR("Matt Mahoney, from the dump of March 2006; by Wikipedia's contributors, CC BY-SA.")}};
    set.type.standIn = "phrases";
    set.initial.tokens = 5000; // enough to watch a network learn them within a minute
    set.find = find;
    return textDatasetType(std::move(set));
}

} // namespace datasets

} // namespace engine

// A text of the user's own.
#include "engine/datasets/text_windows.h"

namespace engine {

namespace {

struct Options {
    std::string path;
};

std::vector<BoundField<Options>> boundFields()
{
    return {field("path", &Options::path, TR("File"), {}, {},
                  TR("A text in UTF-8, plain or compressed as .gz or .zip."))};
}

Result<TextPlace> find(const Attributes& attributes, const std::filesystem::path& folder)
{
    const Options options = readOptions(boundFields(), attributes);
    if (options.path.empty())
        return Problem{TR("No text is chosen yet; choose a text file.")};
    const auto file = findFile(options.path, folder);
    return TextPlace{file.filename().string(), {file}};
}

} // namespace

namespace datasets {

DatasetType text_file()
{
    TextSet set{{"text-file", TR("Own text"),
                 TR("A text file of your own, read word by word or character by character."),
                 TR("Your own file.")}};
    set.type.endings = {"txt"};
    const auto fields = boundFields();
    set.type.fields.assign(fields.begin(), fields.end());
    set.initial.unit = "characters"; // of any language, and few enough to choose among
    set.initial.window = 40;
    set.find = find;
    return textDatasetType(std::move(set));
}

} // namespace datasets

} // namespace engine

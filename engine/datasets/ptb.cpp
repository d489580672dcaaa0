// The Penn Treebank's newspaper sentences as language models know them.
#include "engine/datasets/text_windows.h"

namespace engine {

namespace {

std::filesystem::path findPart(const std::filesystem::path& place, const std::string& part)
{
    std::error_code error;
    for (const char* ending : {".txt", ".txt.gz", ".txt.zip"})
        if (auto file = place / ("ptb." + part + ending); std::filesystem::is_regular_file(file, error))
            return file;
    return {};
}

Result<TextPlace> find(const Attributes&, const std::filesystem::path& folder)
{
    for (const auto& place : {folder / "ptb", folder / "ptb" / "simple-examples" / "data", folder}) {
        TextPlace found{"PTB"};
        for (const char* part : {"train", "valid", "test"})
            if (auto file = findPart(place, part); !file.empty())
                found.files.push_back(std::move(file));
        if (found.files.size() == 3)
            return found;
    }
    return Problem{
        TR("The files ptb.train.txt, ptb.valid.txt and ptb.test.txt are not in %1; put them there, "
           "choose another data folder, or use the bundled phrases."),
        {(folder / "ptb").string()}};
}

} // namespace

namespace datasets {

DatasetType ptb()
{
    TextSet set{{"ptb", TR("Penn Treebank"),
                 TR("A million words of newspaper sentences, 10,000 different ones; rare words are <unk>."),
                 TR("Mitchell Marcus and others, LDC99T42, as prepared by Tomas Mikolov; for research under "
                    "the licence of the Linguistic Data Consortium.")}};
    set.type.standIn = "phrases";
    set.lineEnds = set.hasParts = true;
    set.find = find;
    return textDatasetType(std::move(set));
}

} // namespace datasets

} // namespace engine

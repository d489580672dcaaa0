#pragma once

#include "engine/base/result.h"

#include <array>
#include <filesystem>

namespace engine {

// The pictures of one class in one part; names in order of the alphabet.
struct PictureClass {
    std::filesystem::path folder;
    std::vector<std::string> files;
};

// A folder that holds one folder of pictures for each class: either once, to be split, or in folders `train`,
// `test` and `validation`, which then are the parts.
struct PictureFolder {
    std::vector<std::string> classes; // names of the folders, in order of the alphabet
    std::array<std::vector<PictureClass>, 3> parts; // train, validation, test; empty where there is none
};

// Finds the classes only, which is cheap; or their files, too. Opens no picture.
enum class Looking { ForClasses, ForFiles };
Result<PictureFolder> lookInto(const std::filesystem::path& folder, Looking looking);

} // namespace engine

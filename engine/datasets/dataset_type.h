#pragma once

#include "engine/base/fields.h"
#include "engine/datasets/dataset.h"

#include <filesystem>

namespace engine {

// Where a data set's files are looked for and kept: $LAYERLOOM_DATA, else the user's data directory
// ($XDG_DATA_HOME or ~/.local/share, /layerloom/datasets).
std::filesystem::path dataFolder();

// A column before anything is loaded.
struct ColumnDescription {
    std::string name; // "image"
    Signal signal;
    std::string title; // TR("Image")
    std::vector<std::string> classes = {}; // names of ids, where they are known beforehand
    std::vector<std::int64_t> counts = {}; // how often each id occurs, where that is known beforehand
};

// Says how far loading is (0 to 1); returns false to cancel.
using LoadProgress = std::function<bool(double)>;

// All that the rest of the program knows about a data set.
struct DatasetType {
    std::string id; // "mnist", "digits"
    std::string title; // "MNIST"
    std::string summary; // one sentence
    std::string source; // where it comes from, with its licence note
    bool bundled = false; // the program makes it itself
    std::string standIn = {}; // id of the bundled set that can replace it
    std::vector<std::string> endings = {}; // of the files of the user that it reads: {"csv", "tsv"}
    std::vector<Field> fields = {};
    std::function<std::vector<ColumnDescription>(const Attributes&)> columns = {};
    // Nothing missing, or what is and where it was looked for; cheap.
    std::function<Result<void>(const Attributes&, const std::filesystem::path& folder)> present = {};
    // Empty, or says what these settings ask of the user's own files or of bundled data that they do not
    // have; cheap, for it is asked after every edit and shown at the Inputs.
    std::function<Result<void>(const Attributes&, const std::filesystem::path& folder)> usable = {};
    std::function<Result<Dataset>(const Attributes&, const std::filesystem::path& folder,
                                  const LoadProgress&)>
        load = {};
};

// Where tables of the user lie: an absolute path as it is, a relative one here or in the data folder.
std::filesystem::path findFile(const std::filesystem::path& path, const std::filesystem::path& folder);

const std::vector<DatasetType>& datasetTypes();
const DatasetType* findDatasetType(const std::string& id);

} // namespace engine

#pragma once

#include "engine/project/project_file.h"

namespace CLI {
class App;
}

namespace cli {

// Folders where sample projects lie; the nearest first.
std::vector<std::filesystem::path> sampleFolders();

// A file, or a sample by its name.
engine::Result<engine::ProjectFile> openProject(const std::string& name);

// The choice that --dataset makes, or the project's own where it is empty; settings are KEY=VALUE.
engine::Result<engine::Choice> chooseDataset(const engine::Choice& own, const std::string& wanted,
                                             const std::vector<std::string>& settings = {});

// Loads it, with a progress bar. Where its files are missing the sentence says what to do.
engine::Result<engine::Dataset> loadDataset(const engine::Choice& choice, std::int64_t limit = 0);

engine::Result<engine::Dataset::Part> partNamed(const std::string& name);

// What a run learned, ready to be used.
struct Trained {
    const engine::Run* run = nullptr;
    engine::Choice dataset;
    std::vector<engine::ColumnDescription> columns;
    std::unique_ptr<engine::Network> network;
};
struct RunChoice {
    std::string run; // its id; empty: the newest that has weights
    bool best = false; // its best weights instead of the last
    std::string dataset; // instead of the run's
};
// The options --run and --best; who takes another data set as well says so itself.
void addRunChoice(CLI::App& command, RunChoice& choice);
// `file` must outlive the result.
engine::Result<Trained> trainedNetwork(const engine::ProjectFile& file, const RunChoice& choice,
                                       const std::string& name);
const engine::Run* newestTrainedRun(const engine::ProjectFile& file, const std::string& id = "");

} // namespace cli

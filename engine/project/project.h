#pragma once

#include "engine/training/trainer.h"

#include <filesystem>

namespace engine {

// What the user edits: a value, so that an edit is a function on it and undo keeps copies.
struct Project {
    std::string title;
    std::string description;
    Graph graph;
    Choice dataset; // id of a DatasetType with its settings
    TrainingSettings training;
    std::string extra = {}; // JSON members of project.json this version does not know
    bool operator==(const Project&) const = default;
};

// The columns of the data set; none when nobody knows it.
std::vector<ColumnDescription> columnsOf(const Choice& dataset);
std::vector<ColumnDescription> columnsOf(const Project& project);

// What these settings ask of the data set that it does not have, or what is wrong with the user's own file.
// Files of a known data set that are only missing are no such problem: they can be fetched.
std::optional<Problem> dataProblem(const Choice& dataset);

Analysis analyse(const Project& project);

// One training: what it was, what came out. Not part of the undo history.
struct Run {
    std::string id; // names its folder in the file: "run-3"
    std::string name;
    Graph graph; // as it was trained
    Choice dataset;
    TrainingSettings settings;
    std::string started; // ISO 8601, UTC
    std::string hardware; // "CPU, 2 threads"
    std::string state; // "running", "paused", "finished", "stopped", "failed"
    std::string problem; // of a failed one
    bool visible = true;
    int color = 0;
    std::vector<BatchPoint> batches; // thinned when there are more than 200,000
    std::vector<EpochResult> epochs;
    std::shared_ptr<const Checkpoint> last, best;
    std::string extra = {};
};

// All that one file holds.
struct ProjectFile {
    Project project;
    std::vector<Run> runs;
    std::string panels; // JSON: what the panels want to find again
    std::vector<std::uint8_t> preview; // PNG
    std::map<std::string, std::vector<std::uint8_t>> otherMembers; // unknown files, kept
    std::string extraMetadata = {}; // unknown keys of metadata.json, kept
    bool fromNewerVersion = false; // opened with a warning; saved as a copy only
};

inline constexpr int formatVersion = 1;

} // namespace engine

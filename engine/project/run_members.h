#pragma once

#include "engine/project/package.h"
#include "engine/project/project.h"

namespace engine {

// Runs as members of a package. Reading takes out what it understands. `name` is the file's, for the
// sentences.
Result<std::vector<Run>> readRuns(Members& members, const std::string& name);
void addRun(const Run& run, Members& members);

// A run's id names its folder.
Result<void> checkIds(const std::vector<Run>& runs, const std::string& name);
// Members of a run that was deleted go with it.
bool belongsToDeletedRun(const std::string& member, const std::vector<Run>& runs);

std::string_view textOf(std::span<const std::uint8_t> bytes);
Bytes bytesOf(std::string_view text);
std::optional<Bytes> take(Members& members, const std::string& member); // taken out
Problem missing(const std::string& name, const std::string& member);
std::string memberOf(const std::string& name, const std::string& member); // for sentences

} // namespace engine

#pragma once

#include "engine/project/bytes_file.h"
#include "engine/project/project.h"

namespace engine {

// Reads a .loom package, or a bare project.json of any name. Whatever the bytes are, the answer is a project
// or one sentence that names the file and says what to do.
Result<ProjectFile> loadProject(const std::filesystem::path& path);
Result<ProjectFile> parseProject(std::span<const std::uint8_t> bytes, const std::string& name);

// Writes a package: a temporary file beside the target, flushed to disk, then renamed. At any moment the disk
// holds the old project or the new one. The program's lock-free rule: the last save wins. Gives up soon after
// keepOn says no.
Result<void> saveProject(const std::filesystem::path& path, const ProjectFile& file,
                         const KeepOn& keepOn = {});

// The project alone, as JSON text: how the samples are kept.
std::string projectJson(const Project& project);

} // namespace engine

#pragma once

#include "engine/training/network.h"

#include <filesystem>

namespace engine {

// The safetensors format: 8 bytes header length (little endian), JSON header, raw little-endian values.
// float32 and int32 are written; F16, BF16, F64, I64 and U8 are converted on reading.
std::vector<std::uint8_t> writeSafetensors(const NamedTensors& tensors,
                                           const std::map<std::string, std::string>& metadata = {});
Result<NamedTensors> readSafetensors(std::span<const std::uint8_t> bytes, const std::string& name,
                                     std::map<std::string, std::string>* metadata = nullptr);
Result<NamedTensors> loadSafetensors(const std::filesystem::path& path);
Result<void> saveSafetensors(const std::filesystem::path& path, const NamedTensors& tensors);

} // namespace engine

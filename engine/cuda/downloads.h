#pragma once

#include "engine/tensor/device_memory.h"

namespace engine::cuda {

// Scalars to the host without a stop: packed by a kernel, copied to pinned memory once the step they belong
// to has been given to the device. See DeviceMemory.
Download* startDownload(const float* const* scalars, int count);
bool isDownloaded(const Download* download);
const float* finishDownload(Download* download);
void releaseDownload(Download* download);

// A step has been started: the downloads that belong to it follow.
void sendDownloads();

} // namespace engine::cuda

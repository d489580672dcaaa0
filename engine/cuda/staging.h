#pragma once

#include <cstddef>

namespace engine::cuda {

// From the host to the device through pinned memory, on a stream of its own: a batch is on its way while the
// steps before it are still computed. The source may be changed at once.
void upload(void* target, const void* source, std::size_t bytes);
// From the device to the host: waits for all that was queued before.
void download(void* target, const void* source, std::size_t bytes);

// All that was staged so far has been given to the device to read.
void releaseStaging();
void openStaging(); // once

} // namespace engine::cuda

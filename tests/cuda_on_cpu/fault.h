#pragma once

namespace cudaOnCpu {

// Runs a function; where it does what a kernel must not it ends at once, and the result says what that was.
// Null where all went well.
const char* runGuarded(void (*function)(void* argument), void* argument);

} // namespace cudaOnCpu

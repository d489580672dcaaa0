#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace cudaOnCpu {

// Held by every call of the runtime, and so while a kernel runs.
std::recursive_mutex& runtimeMutex();

// What lies in memory that nobody has written: a NaN, and an index that leads nowhere.
constexpr std::uint32_t unwrittenWord = 0xffedfeed;
void fillUnwritten(std::byte* begin, std::size_t bytes);
std::byte* firstWritten(std::byte* begin, std::byte* end); // after that; else end

// The memory of the device: one region of addresses that the host can touch only while a task runs. Around
// every allocation lies a red zone, so that writes out of bounds are found.
class DeviceMemory {
public:
    DeviceMemory();

    void* allocate(std::size_t bytes); // null where the limit is reached
    bool free(void* memory); // false if there is no such allocation
    std::size_t limit() const;
    std::size_t used() const { return m_used; }
    bool holds(const void* memory) const; // lies in the region
    // Whether all of it lies in one allocation.
    bool owns(const void* memory, std::size_t bytes) const;
    // What was written out of bounds, if anything, in a sentence; mends it.
    std::optional<std::string> damage();
    void freeAll();

    // While one lives, the memory can be read and written.
    class Open {
    public:
        explicit Open(DeviceMemory& memory);
        ~Open();
        Open(const Open&) = delete;
        Open& operator=(const Open&) = delete;

    private:
        DeviceMemory& m_memory;
    };

private:
    struct Block {
        std::size_t bytes; // as asked for
        std::size_t whole; // with what rounding added
    };
    void protect(bool accessible);

    std::byte* m_begin;
    std::size_t m_touched = 0; // so much of the region was ever used
    std::size_t m_used = 0;
    int m_open = 0;
    std::map<std::byte*, Block> m_blocks; // by address
};
DeviceMemory& deviceMemory();

bool isPinned(const void* memory);
// Memory that the host has and the device cannot reach.
bool isHostAddress(const void* memory);

} // namespace cudaOnCpu

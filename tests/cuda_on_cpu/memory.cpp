#include "tests/cuda_on_cpu/memory.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace cudaOnCpu {

namespace {

constexpr std::size_t regionBytes = std::size_t{64} << 30;
constexpr std::size_t alignment = 256, redZone = 256;
constexpr std::size_t hugePage = std::size_t{2} << 20;
// New memory holds NaNs, which show where it is read before it was written; of large blocks only the
// beginning.
constexpr std::size_t filledAtMost = std::size_t{32} << 20;
constexpr int pattern = 0xff;

std::size_t roundUp(std::size_t bytes, std::size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

std::byte patternAt(const std::byte* place)
{
    return std::byte(unwrittenWord >> reinterpret_cast<std::uintptr_t>(place) % 4 * 8);
}

} // namespace

void fillUnwritten(std::byte* begin, std::size_t bytes)
{
    std::byte* const end = begin + bytes;
    for (; begin < end && reinterpret_cast<std::uintptr_t>(begin) % 4 != 0; ++begin)
        *begin = patternAt(begin);
    for (; begin + 4 <= end; begin += 4)
        std::memcpy(begin, &unwrittenWord, 4);
    for (; begin < end; ++begin)
        *begin = patternAt(begin);
}

std::byte* firstWritten(std::byte* begin, std::byte* end)
{
    constexpr std::uint64_t twice = std::uint64_t{unwrittenWord} << 32 | unwrittenWord;
    const auto isPattern = [](const std::byte& b) { return b == patternAt(&b); };
    for (; begin < end && reinterpret_cast<std::uintptr_t>(begin) % 8 != 0; ++begin)
        if (!isPattern(*begin))
            return begin;
    for (std::uint64_t word; begin + 8 <= end; begin += 8)
        if (std::memcpy(&word, begin, 8); word != twice)
            break;
    return std::find_if_not(begin, end, isPattern);
}

std::recursive_mutex& runtimeMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

DeviceMemory& deviceMemory()
{
    static auto* const memory = new DeviceMemory; // for ever: tensors may die after it would
    return *memory;
}

DeviceMemory::DeviceMemory()
{
    void* const region =
        mmap(nullptr, regionBytes + hugePage, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (region == MAP_FAILED)
        throw std::bad_alloc();
    m_begin = reinterpret_cast<std::byte*>(roundUp(reinterpret_cast<std::uintptr_t>(region), hugePage));
    madvise(m_begin, regionBytes, MADV_HUGEPAGE);
    madvise(m_begin, regionBytes, MADV_DONTDUMP);
}

std::size_t DeviceMemory::limit() const
{
    const char* const given = std::getenv("LAYERLOOM_CUDA_ON_CPU_MEMORY");
    return (given ? std::strtoull(given, nullptr, 10) : 1024) << 20;
}

void DeviceMemory::protect(bool accessible)
{
    if (m_touched == 0)
        return;
    if (mprotect(m_begin, m_touched, accessible ? PROT_READ | PROT_WRITE : PROT_NONE) != 0) {
        std::perror("mprotect of the device's memory");
        std::abort();
    }
}

DeviceMemory::Open::Open(DeviceMemory& memory) : m_memory(memory)
{
    if (memory.m_open++ == 0)
        memory.protect(true);
}

DeviceMemory::Open::~Open()
{
    if (--m_memory.m_open == 0)
        m_memory.protect(false);
}

void* DeviceMemory::allocate(std::size_t bytes)
{
    const std::size_t whole = roundUp(bytes, alignment);
    if (bytes > limit() || m_used + whole > limit())
        return nullptr;
    // The first gap that is large enough; a red zone follows every block, and one lies before the first.
    std::byte* at = m_begin + redZone;
    for (const auto& [address, block] : m_blocks) {
        if (at + whole + redZone <= address)
            break;
        at = address + block.whole + redZone;
    }
    if (at + whole + redZone > m_begin + regionBytes)
        return nullptr;
    m_blocks.emplace(at, Block{bytes, whole});
    m_used += whole;
    const auto end = std::size_t(at + whole + redZone - m_begin);
    m_touched = std::max(m_touched, roundUp(end, hugePage));
    const Open open(*this);
    fillUnwritten(at - redZone, redZone + std::min(bytes, filledAtMost));
    fillUnwritten(at + bytes, whole - bytes + redZone);
    return at;
}

bool DeviceMemory::free(void* memory)
{
    const auto found = m_blocks.find(static_cast<std::byte*>(memory));
    if (found == m_blocks.end())
        return false;
    m_used -= found->second.whole;
    m_blocks.erase(found);
    return true;
}

void DeviceMemory::freeAll()
{
    m_blocks.clear();
    m_used = 0;
}

bool DeviceMemory::holds(const void* memory) const
{
    return memory >= m_begin && memory < m_begin + regionBytes;
}

bool DeviceMemory::owns(const void* memory, std::size_t bytes) const
{
    auto* const begin = const_cast<std::byte*>(static_cast<const std::byte*>(memory));
    auto block = m_blocks.upper_bound(begin);
    if (block == m_blocks.begin())
        return false;
    --block;
    return begin + bytes <= block->first + block->second.bytes;
}

std::optional<std::string> DeviceMemory::damage()
{
    const Open open(*this);
    for (const auto& [address, block] : m_blocks) {
        std::byte* const end = address + block.whole + redZone;
        std::byte* place = firstWritten(address + block.bytes, end);
        if (place == end)
            place = firstWritten(address - redZone, address);
        if (place == address)
            continue;
        fillUnwritten(address - redZone, redZone);
        fillUnwritten(address + block.bytes, std::size_t(end - address) - block.bytes);
        return std::string("byte ") + std::to_string(place - address) + " of a block of " +
            std::to_string(block.bytes) + " was written";
    }
    return std::nullopt;
}

} // namespace cudaOnCpu

#include "engine/cuda/recording.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cstring>

namespace engine::cuda {

constexpr std::size_t alignment = alignof(std::max_align_t); // of every argument

static std::size_t padded(std::size_t bytes)
{
    return (bytes + alignment - 1) / alignment * alignment;
}

static bool sameSize(const dim3& a, const dim3& b)
{
    return a.x == b.x && a.y == b.y && a.z == b.z;
}

static bool sameTask(const Task& a, const Task& b)
{
    return a.kind == b.kind && a.start == b.start && a.kernel == b.kernel && sameSize(a.blocks, b.blocks) &&
        sameSize(a.threads, b.threads) && a.sharedBytes == b.sharedBytes;
}

static std::uint64_t mixed(std::uint64_t hash, std::uint64_t value)
{
    return RandomKey::mix(hash + value + 0x9e3779b97f4a7c15ULL);
}

void Recording::add(const Task& task, void** arguments)
{
    const std::size_t begin = m_bytes.size();
    std::size_t bytes = 0;
    for (const std::size_t size : task.sizes)
        bytes += padded(size);
    m_bytes.resize(begin + bytes); // zeros between the arguments
    std::size_t place = begin;
    for (std::size_t i = 0; i < task.sizes.size(); ++i) {
        std::memcpy(m_bytes.data() + place, arguments[i], task.sizes[i]);
        place += padded(task.sizes[i]);
    }
    m_entries.push_back({task, begin, bytes});
    m_shape = mixed(
        m_shape,
        reinterpret_cast<std::uintptr_t>(task.kernel ? task.kernel : reinterpret_cast<void*>(task.start)));
    m_shape = mixed(m_shape, task.blocks.x * std::uint64_t{0x10001} + task.threads.x);
    if (task.kind == Task::Kind::Call)
        for (std::size_t at = begin; at < begin + bytes; at += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, m_bytes.data() + at, sizeof word);
            m_shape = mixed(m_shape, word);
        }
}

void Recording::clear()
{
    m_entries.clear();
    m_bytes.clear();
    m_shape = 0;
}

void** Recording::arguments(std::size_t i)
{
    const Entry& entry = m_entries[i];
    m_pointers.clear();
    std::size_t place = entry.begin;
    for (const std::size_t size : entry.task.sizes) {
        m_pointers.push_back(m_bytes.data() + place);
        place += padded(size);
    }
    return m_pointers.data();
}

void Recording::start(std::size_t i, cudaStream_t stream)
{
    m_entries[i].task.start(m_entries[i].task, arguments(i), stream);
}

bool Recording::hasArgumentsOf(const Recording& other, std::size_t i) const
{
    return std::memcmp(m_bytes.data() + m_entries[i].begin, other.m_bytes.data() + other.m_entries[i].begin,
                       m_entries[i].bytes) == 0;
}

void Recording::takeArguments(const Recording& other, std::size_t i)
{
    std::memcpy(m_bytes.data() + m_entries[i].begin, other.m_bytes.data() + other.m_entries[i].begin,
                m_entries[i].bytes);
}

bool Recording::hasShapeOf(const Recording& other) const
{
    if (m_shape != other.m_shape || size() != other.size())
        return false;
    for (std::size_t i = 0; i < size(); ++i)
        if (!sameTask(task(i), other.task(i)) ||
            (task(i).kind == Task::Kind::Call && !hasArgumentsOf(other, i)))
            return false;
    return true;
}

} // namespace engine::cuda

#pragma once

#include "engine/cuda/queue.h"

#include <cstdint>
#include <vector>

namespace engine::cuda {

// Tasks in their order, with copies of their arguments.
class Recording {
public:
    void add(const Task& task, void** arguments);
    void clear();
    bool empty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    const Task& task(std::size_t i) const { return m_entries[i].task; }

    // Pointers to the arguments of a task; they are good until the next call.
    void** arguments(std::size_t i);
    void start(std::size_t i, cudaStream_t stream);

    // Whether the tasks are the same but for the arguments of kernels, which a graph can be given anew.
    bool hasShapeOf(const Recording& other) const;
    std::uint64_t shape() const { return m_shape; } // equal where hasShapeOf() says so
    bool hasArgumentsOf(const Recording& other, std::size_t i) const;
    void takeArguments(const Recording& other, std::size_t i);

private:
    struct Entry {
        Task task;
        std::size_t begin, bytes; // of its arguments in m_bytes
    };
    std::vector<Entry> m_entries;
    std::vector<std::byte> m_bytes;
    std::vector<void*> m_pointers;
    std::uint64_t m_shape = 0;
};

} // namespace engine::cuda

#pragma once

#include "tests/cuda_on_cpu/runtime.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

// Streams, events and graphs.

struct CUgraphNode_st {
    cudaOnCpu::Task task;
};

struct CUgraph_st {
    std::vector<std::unique_ptr<CUgraphNode_st>> nodes; // in the order of capture
};

struct CUgraphExec_st {
    CUgraph_st* origin; // null once it was destroyed: its nodes then name nothing
    std::vector<cudaOnCpu::Task> tasks;
    std::map<CUgraphNode_st*, std::size_t> places; // in tasks
};

struct CUstream_st {
    struct Capture {
        cudaStreamCaptureMode mode;
        std::thread::id thread;
        unsigned long long id;
        std::unique_ptr<CUgraph_st> graph;
        bool invalid = false;
        std::vector<CUgraphNode_st*> last = {}; // what the next node depends on
    };
    unsigned flags;
    std::optional<Capture> capture = {};
    std::deque<cudaOnCpu::Task> waiting = {};
    std::uint64_t queued = 0, done = 0; // tasks so far
};

struct CUevent_st {
    CUstream_st* captured = nullptr; // in whose capture it was recorded last
    CUstream_st* stream = nullptr; // else where, and after how many tasks
    std::uint64_t position = 0;
};

namespace cudaOnCpu {

bool known(CUstream_st* stream); // or the default one
bool capturing(CUstream_st* stream);
void runNext(CUstream_st* stream);
void runUntil(CUstream_st* stream, std::uint64_t position);
// Runs a task now, or queues it where the stream is deferred.
cudaError_t start(CUstream_st* stream, Task task);

} // namespace cudaOnCpu

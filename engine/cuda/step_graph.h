#pragma once

#include "engine/cuda/recording.h"

namespace engine::cuda {

// A recorded step as a CUDA graph: the device gets all of it by one call.
class StepGraph {
public:
    StepGraph(Recording recording, cudaStream_t stream);
    StepGraph(StepGraph&& other) noexcept;
    StepGraph& operator=(StepGraph&& other) noexcept;
    ~StepGraph();

    bool fits(const Recording& step) const { return m_recording.hasShapeOf(step); }
    void run(const Recording& step, cudaStream_t stream); // one that fits, with its arguments

private:
    void capture(cudaStream_t stream);

    Recording m_recording; // with the arguments that the graph has now
    std::vector<cudaGraphNode_t> m_nodes; // of the kernels, one an entry; null for calls
    cudaGraph_t m_graph = nullptr; // keeps the nodes alive
    cudaGraphExec_t m_executable = nullptr;
};

} // namespace engine::cuda

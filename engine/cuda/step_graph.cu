#include "engine/cuda/step_graph.h"

#include <utility>

namespace engine::cuda {

// The node of the kernel that was captured last: what the next one would wait for.
static cudaGraphNode_t newestNode(cudaStream_t stream)
{
    cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
    unsigned long long id = 0;
    cudaGraph_t graph = nullptr;
    const cudaGraphNode_t* nodes = nullptr;
    std::size_t count = 0;
#if CUDART_VERSION >= 13000
    check(cudaStreamGetCaptureInfo(stream, &status, &id, &graph, &nodes, nullptr, &count));
#else
    check(cudaStreamGetCaptureInfo_v2(stream, &status, &id, &graph, &nodes, &count));
#endif
    return count == 1 ? nodes[0] : nullptr;
}

StepGraph::StepGraph(Recording recording, cudaStream_t stream) : m_recording(std::move(recording))
{
    m_nodes.resize(m_recording.size());
    check(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
    try {
        capture(stream);
    } catch (...) {
        cudaStreamEndCapture(stream, &m_graph); // the stream goes on without it
        if (m_graph)
            cudaGraphDestroy(m_graph);
        throw;
    }
    check(cudaStreamEndCapture(stream, &m_graph));
    check(cudaGraphInstantiate(&m_executable, m_graph, 0));
}

void StepGraph::capture(cudaStream_t stream)
{
    for (std::size_t i = 0; i < m_recording.size(); ++i) {
        m_recording.start(i, stream);
        if (m_recording.task(i).kind == Task::Kind::Kernel)
            m_nodes[i] = newestNode(stream);
    }
}

StepGraph::StepGraph(StepGraph&& other) noexcept
    : m_recording(std::move(other.m_recording)), m_nodes(std::move(other.m_nodes)),
      m_graph(std::exchange(other.m_graph, nullptr)), m_executable(std::exchange(other.m_executable, nullptr))
{
}

StepGraph& StepGraph::operator=(StepGraph&& other) noexcept
{
    std::swap(m_recording, other.m_recording);
    std::swap(m_nodes, other.m_nodes);
    std::swap(m_graph, other.m_graph);
    std::swap(m_executable, other.m_executable);
    return *this;
}

StepGraph::~StepGraph()
{
    if (m_executable)
        cudaGraphExecDestroy(m_executable);
    if (m_graph)
        cudaGraphDestroy(m_graph);
}

// What differs from step to step is little: the learning rate, random keys, where a batch lies.
void StepGraph::run(const Recording& step, cudaStream_t stream)
{
    for (std::size_t i = 0; i < m_recording.size(); ++i) {
        if (m_recording.hasArgumentsOf(step, i))
            continue;
        m_recording.takeArguments(step, i);
        const Task& task = m_recording.task(i);
        cudaKernelNodeParams parameters = {};
        parameters.func = const_cast<void*>(task.kernel);
        parameters.gridDim = task.blocks;
        parameters.blockDim = task.threads;
        parameters.sharedMemBytes = static_cast<unsigned>(task.sharedBytes);
        parameters.kernelParams = m_recording.arguments(i);
        check(cudaGraphExecKernelNodeSetParams(m_executable, m_nodes[i], &parameters));
    }
    check(cudaGraphLaunch(m_executable, stream));
}

} // namespace engine::cuda

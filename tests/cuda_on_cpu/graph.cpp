#include "tests/cuda_on_cpu/memory.h"
#include "tests/cuda_on_cpu/stream.h"

#include <set>

// Captures of streams, and graphs.

using namespace cudaOnCpu;
using Lock = std::lock_guard<std::recursive_mutex>;

namespace {

std::set<CUgraphExec_st*>& executables()
{
    static auto* const all = new std::set<CUgraphExec_st*>;
    return *all;
}

} // namespace

cudaError_t cudaStreamBeginCapture(cudaStream_t stream, cudaStreamCaptureMode mode)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!stream)
        return remember(cudaErrorStreamCaptureUnsupported);
    if (stream->capture)
        return remember(cudaErrorIllegalState);
    static unsigned long long captures = 0;
    stream->capture =
        CUstream_st::Capture{mode, std::this_thread::get_id(), ++captures, std::make_unique<CUgraph_st>()};
    return cudaSuccess;
}

cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* graph)
{
    const Lock lock(runtimeMutex());
    *graph = nullptr;
    if (const cudaError_t problem = unusable())
        return problem;
    if (!stream || !stream->capture)
        return remember(cudaErrorIllegalState);
    if (stream->capture->mode != cudaStreamCaptureModeRelaxed &&
        stream->capture->thread != std::this_thread::get_id())
        return remember(cudaErrorStreamCaptureWrongThread);
    CUstream_st::Capture capture = *std::exchange(stream->capture, std::nullopt);
    if (capture.invalid)
        return remember(cudaErrorStreamCaptureInvalidated);
    *graph = capture.graph.release();
    return cudaSuccess;
}

cudaError_t cudaStreamIsCapturing(cudaStream_t stream, cudaStreamCaptureStatus* status)
{
    return cudaStreamGetCaptureInfo(stream, status);
}

cudaError_t cudaStreamGetCaptureInfo(cudaStream_t stream, cudaStreamCaptureStatus* status,
                                     unsigned long long* id, cudaGraph_t* graph,
                                     const cudaGraphNode_t** dependencies, const cudaGraphEdgeData** edges,
                                     std::size_t* dependencyCount)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!stream || !stream->capture) {
        *status = cudaStreamCaptureStatusNone;
        return cudaSuccess;
    }
    const CUstream_st::Capture& capture = *stream->capture;
    *status = capture.invalid ? cudaStreamCaptureStatusInvalidated : cudaStreamCaptureStatusActive;
    if (capture.invalid)
        return cudaSuccess;
    if (id)
        *id = capture.id;
    if (graph)
        *graph = capture.graph.get();
    if (dependencies)
        *dependencies = capture.last.data();
    if (edges)
        *edges = nullptr;
    if (dependencyCount)
        *dependencyCount = capture.last.size();
    return cudaSuccess;
}

cudaError_t cudaGraphGetNodes(cudaGraph_t graph, cudaGraphNode_t* nodes, std::size_t* count)
{
    const Lock lock(runtimeMutex());
    if (!nodes) {
        *count = graph->nodes.size();
        return unusable();
    }
    for (std::size_t i = 0; i < *count; ++i)
        nodes[i] = i < graph->nodes.size() ? graph->nodes[i].get() : nullptr;
    *count = std::min(*count, graph->nodes.size());
    return unusable();
}

cudaError_t cudaGraphInstantiate(cudaGraphExec_t* executable, cudaGraph_t graph, unsigned long long)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    auto made = std::make_unique<CUgraphExec_st>();
    made->origin = graph;
    for (const std::unique_ptr<CUgraphNode_st>& node : graph->nodes) {
        made->places.emplace(node.get(), made->tasks.size());
        made->tasks.push_back(node->task);
    }
    *executable = made.release();
    executables().insert(*executable);
    return cudaSuccess;
}

cudaError_t cudaGraphExecKernelNodeSetParams(cudaGraphExec_t executable, cudaGraphNode_t node,
                                             const cudaKernelNodeParams* parameters)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    const auto place = executable->places.find(node);
    if (place == executable->places.end() || !executable->tasks[place->second].kernel || parameters->extra)
        return remember(cudaErrorInvalidValue);
    KernelCall call{parameters->func, knownSignature(parameters->func), parameters->gridDim,
                    parameters->blockDim, parameters->sharedMemBytes};
    if (!call.signature)
        return remember(cudaErrorInvalidDeviceFunction);
    call.copyArguments(parameters->kernelParams);
    if (const cudaError_t refused = refusal(call))
        return remember(refused);
    executable->tasks[place->second].kernel = std::move(call);
    return cudaSuccess;
}

cudaError_t cudaGraphUpload(cudaGraphExec_t, cudaStream_t)
{
    const Lock lock(runtimeMutex());
    return unusable();
}

cudaError_t cudaGraphLaunch(cudaGraphExec_t executable, cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (!executables().contains(executable))
        return remember(cudaErrorInvalidValue);
    if (stream && stream->capture)
        return remember(cudaErrorNotSupported);
    for (const Task& task : executable->tasks) {
        if (const cudaError_t problem = unusable())
            return problem;
        start(stream, task); // what goes wrong in it makes the device unusable
    }
    return unusable();
}

cudaError_t cudaGraphDestroy(cudaGraph_t graph)
{
    const Lock lock(runtimeMutex());
    for (CUgraphExec_st* executable : executables())
        if (executable->origin == graph) {
            executable->origin = nullptr;
            executable->places.clear();
        }
    delete graph;
    return unusable();
}

cudaError_t cudaGraphExecDestroy(cudaGraphExec_t executable)
{
    const Lock lock(runtimeMutex());
    if (executables().erase(executable) == 0)
        return remember(cudaErrorInvalidValue);
    delete executable;
    return unusable();
}

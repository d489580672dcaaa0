#include "tests/cuda_on_cpu/stream.h"

#include "tests/cuda_on_cpu/memory.h"

#include <set>

namespace cudaOnCpu {

namespace {

std::set<cudaStream_t>& streams()
{
    static auto* const all = new std::set<cudaStream_t>;
    return *all;
}

bool capturing(cudaStream_t stream)
{
    return stream && stream->capture;
}

// A call that a captured stream cannot take spoils the capture.
cudaError_t spoil(cudaStream_t stream)
{
    stream->capture->invalid = true;
    return remember(cudaErrorStreamCaptureUnsupported);
}

bool known(cudaStream_t stream)
{
    return !stream || streams().contains(stream);
}

} // namespace

cudaError_t run(Task& task)
{
    if (task.kernel)
        return runKernel(*task.kernel);
    const DeviceMemory::Open open(deviceMemory());
    task.work();
    return cudaSuccess;
}

cudaError_t submit(cudaStream_t stream, Task task)
{
    if (const cudaError_t problem = unusable())
        return problem;
    if (!known(stream))
        return remember(cudaErrorInvalidResourceHandle);
    if (!stream)
        if (const cudaError_t refused = refuseWhileCapturing())
            return refused;
    if (!capturing(stream))
        return run(task);
    CUstream_st::Capture& capture = *stream->capture;
    if (capture.invalid)
        return remember(cudaErrorStreamCaptureInvalidated);
    capture.graph->nodes.push_back(std::make_unique<CUgraphNode_st>(std::move(task)));
    capture.last = {capture.graph->nodes.back().get()};
    return cudaSuccess;
}

cudaError_t enqueue(cudaStream_t stream, std::function<void()> work)
{
    const std::lock_guard lock(runtimeMutex());
    return submit(stream, Task{std::nullopt, std::move(work)});
}

cudaError_t refuseWhileCapturing()
{
    cudaError_t refused = cudaSuccess;
    for (cudaStream_t stream : streams()) {
        if (!stream->capture || stream->capture->mode == cudaStreamCaptureModeRelaxed)
            continue;
        if (stream->capture->mode == cudaStreamCaptureModeThreadLocal &&
            stream->capture->thread != std::this_thread::get_id())
            continue;
        refused = spoil(stream);
    }
    return refused;
}

void dropCaptures()
{
    for (cudaStream_t stream : streams())
        stream->capture.reset();
}

} // namespace cudaOnCpu

using namespace cudaOnCpu;
using Lock = std::lock_guard<std::recursive_mutex>;

cudaError_t cudaStreamCreate(cudaStream_t* stream)
{
    return cudaStreamCreateWithFlags(stream, cudaStreamDefault);
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    *stream = new CUstream_st{flags, {}};
    streams().insert(*stream);
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (!stream || streams().erase(stream) == 0)
        return remember(cudaErrorInvalidResourceHandle);
    delete stream;
    return unusable();
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!known(stream))
        return remember(cudaErrorInvalidResourceHandle);
    return capturing(stream) ? spoil(stream) : refuseWhileCapturing();
}

cudaError_t cudaStreamQuery(cudaStream_t stream)
{
    return cudaStreamSynchronize(stream);
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!known(stream) || !event)
        return remember(cudaErrorInvalidResourceHandle);
    if (event->captured != (capturing(stream) ? stream : nullptr)) {
        if (capturing(stream))
            stream->capture->invalid = true;
        return remember(cudaErrorStreamCaptureIsolation);
    }
    return cudaSuccess;
}

cudaError_t cudaEventCreate(cudaEvent_t* event)
{
    return cudaEventCreateWithFlags(event, cudaEventDefault);
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    *event = new CUevent_st;
    return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!known(stream) || !event)
        return remember(cudaErrorInvalidResourceHandle);
    event->captured = capturing(stream) ? stream : nullptr;
    return cudaSuccess;
}

cudaError_t cudaEventQuery(cudaEvent_t event)
{
    return cudaEventSynchronize(event);
}

cudaError_t cudaEventSynchronize(cudaEvent_t event)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t problem = unusable())
        return problem;
    if (!event)
        return remember(cudaErrorInvalidResourceHandle);
    if (event->captured) {
        if (capturing(event->captured))
            event->captured->capture->invalid = true;
        return remember(cudaErrorCapturedEvent);
    }
    return refuseWhileCapturing();
}

cudaError_t cudaEventDestroy(cudaEvent_t event)
{
    const Lock lock(runtimeMutex());
    if (!event)
        return remember(cudaErrorInvalidResourceHandle);
    delete event;
    return unusable();
}

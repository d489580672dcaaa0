#include "tests/cuda_on_cpu/memory.h"
#include "tests/cuda_on_cpu/stream.h"

using namespace cudaOnCpu;
using Lock = std::lock_guard<std::recursive_mutex>;

static bool isDone(const CUevent_st& event)
{
    return !event.stream || !known(event.stream) || event.stream->done >= event.position;
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
    if (capturing(stream) || isDone(*event))
        return cudaSuccess;
    return start(stream,
                 {std::nullopt, [awaited = *event] { runUntil(awaited.stream, awaited.position); }, false});
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
    event->stream = stream;
    event->position = stream ? stream->queued : 0;
    return cudaSuccess;
}

static cudaError_t refuseToAsk(cudaEvent_t event)
{
    if (const cudaError_t problem = unusable())
        return problem;
    if (!event)
        return remember(cudaErrorInvalidResourceHandle);
    if (!event->captured)
        return refuseWhileCapturing();
    if (capturing(event->captured))
        event->captured->capture->invalid = true;
    return remember(cudaErrorCapturedEvent);
}

cudaError_t cudaEventQuery(cudaEvent_t event)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t refused = refuseToAsk(event))
        return refused;
    if (isDone(*event))
        return cudaSuccess;
    runNext(event->stream);
    return cudaErrorNotReady;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t refused = refuseToAsk(event))
        return refused;
    runUntil(event->stream, event->position);
    return unusable();
}

cudaError_t cudaEventDestroy(cudaEvent_t event)
{
    const Lock lock(runtimeMutex());
    if (!event)
        return remember(cudaErrorInvalidResourceHandle);
    delete event;
    return unusable();
}

#include "tests/cuda_on_cpu/stream.h"

#include "tests/cuda_on_cpu/memory.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

namespace cudaOnCpu {

namespace {

std::set<cudaStream_t>& streams()
{
    static auto* const all = new std::set<cudaStream_t>;
    return *all;
}

// A call that a captured stream cannot take spoils the capture.
cudaError_t spoil(cudaStream_t stream)
{
    stream->capture->invalid = true;
    return remember(cudaErrorStreamCaptureUnsupported);
}

// For tests that want to see a difference.
struct LeavingOut {
    std::set<const void*> launched = {}; // kernels, since somebody asked
    const void* kernel = nullptr; // that does nothing
    long computed = 0; // tasks so far
};

LeavingOut& leavingOut()
{
    static auto* const leavingOut = new LeavingOut;
    return *leavingOut;
}

bool isLeftOut(const Task& task)
{
    LeavingOut& out = leavingOut();
    if (task.kernel)
        out.launched.insert(task.kernel->function);
    const char* const number = std::getenv("LAYERLOOM_CUDA_ON_CPU_LEAVE_OUT");
    return (task.computes && number && ++out.computed == std::atol(number)) ||
        (task.kernel && task.kernel->function == out.kernel);
}

cudaError_t run(Task& task)
{
    if (isLeftOut(task))
        return cudaSuccess;
    if (task.kernel)
        return runKernel(*task.kernel);
    const DeviceMemory::Open open(deviceMemory());
    task.work();
    return cudaSuccess;
}

} // namespace

bool capturing(cudaStream_t stream)
{
    return stream && stream->capture;
}

bool known(cudaStream_t stream)
{
    return !stream || streams().contains(stream);
}

void runNext(cudaStream_t stream)
{
    Task task = std::move(stream->waiting.front());
    stream->waiting.pop_front();
    if (unusable() == cudaSuccess)
        run(task);
    ++stream->done;
}

void runUntil(cudaStream_t stream, std::uint64_t position)
{
    while (streams().contains(stream) && stream->done < position)
        runNext(stream);
}

bool isDeferred(cudaStream_t stream)
{
    const char* const lazy = std::getenv("LAYERLOOM_CUDA_ON_CPU_LAZY");
    return stream && !capturing(stream) && lazy && std::string_view(lazy) == "1";
}

cudaError_t start(cudaStream_t stream, Task task)
{
    if (!isDeferred(stream)) {
        finish(stream); // what was queued while it was
        return run(task);
    }
    stream->waiting.push_back(std::move(task));
    ++stream->queued;
    return cudaSuccess;
}

void finish(cudaStream_t stream)
{
    if (stream)
        runUntil(stream, stream->queued);
}

void finishAll()
{
    const std::set<cudaStream_t> all = streams();
    for (cudaStream_t stream : all)
        finish(stream);
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
        return start(stream, std::move(task));
    CUstream_st::Capture& capture = *stream->capture;
    if (capture.invalid)
        return remember(cudaErrorStreamCaptureInvalidated);
    capture.graph->nodes.push_back(std::make_unique<CUgraphNode_st>(std::move(task)));
    capture.last = {capture.graph->nodes.back().get()};
    return cudaSuccess;
}

cudaError_t enqueue(cudaStream_t stream, std::function<void()> work, bool computes)
{
    const std::lock_guard lock(runtimeMutex());
    return submit(stream, Task{std::nullopt, std::move(work), computes});
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

void dropAllWork()
{
    for (cudaStream_t stream : streams()) {
        stream->capture.reset();
        stream->waiting.clear();
        stream->done = stream->queued;
    }
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
    *stream = new CUstream_st{flags};
    streams().insert(*stream);
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (!stream || !known(stream))
        return remember(cudaErrorInvalidResourceHandle);
    finish(stream);
    streams().erase(stream);
    delete stream;
    return unusable();
}

static cudaError_t refuseToAsk(cudaStream_t stream)
{
    if (const cudaError_t problem = unusable())
        return problem;
    if (!known(stream))
        return remember(cudaErrorInvalidResourceHandle);
    return capturing(stream) ? spoil(stream) : refuseWhileCapturing();
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t refused = refuseToAsk(stream))
        return refused;
    finish(stream);
    return unusable();
}

// Who asks again and again is told yes in the end.
cudaError_t cudaStreamQuery(cudaStream_t stream)
{
    const Lock lock(runtimeMutex());
    if (const cudaError_t refused = refuseToAsk(stream))
        return refused;
    if (!stream || stream->waiting.empty())
        return cudaSuccess;
    runNext(stream);
    return cudaErrorNotReady;
}

// Which kernels have been launched since the last call: how many, and as many as there is room for.
extern "C" __attribute__((visibility("default"))) std::size_t cudaOnCpuLaunched(const void** kernels,
                                                                                std::size_t room)
{
    const Lock lock(runtimeMutex());
    const std::set<const void*> launched = std::exchange(leavingOut().launched, {});
    std::copy_n(launched.begin(), std::min(room, launched.size()), kernels);
    return launched.size();
}

// From now on one kernel does nothing; null: none. A lost device is back.
extern "C" __attribute__((visibility("default"))) void cudaOnCpuLeaveOut(const void* kernel)
{
    const Lock lock(runtimeMutex());
    leavingOut().kernel = kernel;
    unlose();
}

#include "engine/cuda/downloads.h"

#include "engine/cuda/launch.h"
#include "engine/tensor/block.h"

#include <algorithm>
#include <new>
#include <vector>

namespace engine {

struct Download {
    float* device = nullptr;
    float* host = nullptr; // pinned
    cudaEvent_t arrived = nullptr;
    int count = 0;
    bool sent = false;
};

} // namespace engine

namespace engine::cuda {

struct Downloads {
    std::vector<Download*> free;
    std::vector<Download*> waiting; // for the end of the step that is being recorded
};

static Downloads& downloads()
{
    static Downloads* const downloads = new Downloads;
    return *downloads;
}

static Download* makeDownload()
{
    auto* const download = new Download;
    if (cudaMalloc(&download->device, maxDownload * sizeof(float)) != cudaSuccess ||
        cudaMallocHost(&download->host, maxDownload * sizeof(float)) != cudaSuccess) {
        cudaGetLastError();
        cudaFree(download->device);
        delete download;
        throw std::bad_alloc();
    }
    check(cudaEventCreateWithFlags(&download->arrived, cudaEventDisableTiming));
    return download;
}

struct Places {
    const float* from[maxDownload];
};

static __global__ void pack(Places places, float* target)
{
    target[threadIdx.x] = *places.from[threadIdx.x];
}

static void send(Download& download)
{
    check(cudaMemcpyAsync(download.host, download.device, std::size_t(download.count) * sizeof(float),
                          cudaMemcpyDeviceToHost, stream()));
    check(cudaEventRecord(download.arrived, stream()));
    download.sent = true;
}

Download* startDownload(const float* const* scalars, int count)
{
    const std::lock_guard order(deviceOrder());
    Downloads& all = downloads();
    if (all.free.empty())
        all.free.push_back(makeDownload());
    Download* const download = all.free.back();
    all.free.pop_back();
    download->count = count;
    download->sent = false;
    Places places = {};
    std::copy_n(scalars, count, places.from);
    launch(pack, {dim3(1), dim3(unsigned(count))}, places, download->device);
    if (isRecording())
        all.waiting.push_back(download);
    else
        send(*download);
    return download;
}

void sendDownloads()
{
    std::vector<Download*>& waiting = downloads().waiting;
    for (Download* download : waiting)
        send(*download);
    waiting.clear();
}

// Of a step that is still being recorded.
static void sendNow()
{
    const std::lock_guard order(deviceOrder());
    if (isRecording())
        startRecorded();
}

bool isDownloaded(const Download* download)
{
    if (!download->sent)
        return false;
    const cudaError_t status = cudaEventQuery(download->arrived);
    if (status == cudaErrorNotReady)
        return false;
    check(status);
    return true;
}

const float* finishDownload(Download* download)
{
    if (!download->sent)
        sendNow();
    check(cudaEventSynchronize(download->arrived));
    return download->host;
}

void releaseDownload(Download* download)
{
    const std::lock_guard order(deviceOrder());
    std::erase(downloads().waiting, download);
    if (download->sent) // the next to use it must not meet this copy
        cudaEventSynchronize(download->arrived);
    downloads().free.push_back(download);
}

} // namespace engine::cuda

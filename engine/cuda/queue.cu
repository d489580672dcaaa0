#include "engine/cuda/queue.h"

#include "engine/cuda/downloads.h"
#include "engine/cuda/launch.h"
#include "engine/cuda/staging.h"
#include "engine/cuda/step_graph.h"
#include "engine/tensor/block.h"

#include <algorithm>
#include <list>

namespace engine::cuda {

// Steps of so many different shapes are kept as graphs: the full batch and the last one, with and without
// what comes along only now and then.
constexpr std::size_t mostGraphs = 16;

struct Queue {
    cudaStream_t stream = nullptr;
    bool recording = false;
    Recording step;
    std::list<StepGraph> graphs; // the newest use first
    std::vector<std::uint64_t> seen; // shapes of steps that came once so far
};

static Queue& queue()
{
    static Queue* const queue = new Queue; // the driver may be gone before statics are destroyed
    return *queue;
}

cudaStream_t stream()
{
    return queue().stream;
}

void openQueue()
{
    check(cudaStreamCreateWithFlags(&queue().stream, cudaStreamNonBlocking));
}

// Who records holds the lock until the end of the step, so that it records nothing of other threads.
void submit(const Task& task, void** arguments)
{
    const std::lock_guard order(deviceOrder());
    if (queue().recording)
        queue().step.add(task, arguments);
    else
        task.start(task, arguments, queue().stream);
}

bool isRecording()
{
    return queue().recording;
}

void beginStep()
{
    queue().recording = true;
    queue().step.clear();
}

void abandonStep()
{
    queue().recording = false;
    queue().step.clear();
    releaseStaging();
}

// A step that has been started: whoever waits for a part of it may go on.
static void afterStep()
{
    queue().step.clear();
    releaseStaging();
    sendDownloads();
}

static void startOneByOne(Recording& step)
{
    for (std::size_t i = 0; i < step.size(); ++i)
        step.start(i, queue().stream);
}

// A step that comes for the second time is worth a graph.
static void runStep(Recording& step)
{
    Queue& q = queue();
    const auto known = std::find_if(q.graphs.begin(), q.graphs.end(),
                                    [&](const StepGraph& graph) { return graph.fits(step); });
    if (known != q.graphs.end()) {
        q.graphs.splice(q.graphs.begin(), q.graphs, known);
        q.graphs.front().run(step, q.stream);
        return;
    }
    if (std::find(q.seen.begin(), q.seen.end(), step.shape()) == q.seen.end()) {
        if (q.seen.size() == 4 * mostGraphs)
            q.seen.erase(q.seen.begin());
        q.seen.push_back(step.shape());
        startOneByOne(step);
        return;
    }
    if (q.graphs.size() == mostGraphs)
        q.graphs.pop_back();
    q.graphs.emplace_front(step, q.stream);
    q.graphs.front().run(step, q.stream);
}

void endStep()
{
    Queue& q = queue();
    q.recording = false;
    if (!q.step.empty())
        runStep(q.step);
    afterStep();
}

void startRecorded()
{
    startOneByOne(queue().step);
    afterStep();
}

struct Zeroing {
    void* memory;
    std::size_t bytes;
};

void fillZero(void* memory, std::size_t bytes)
{
    if (bytes == 0)
        return;
    call<Zeroing>(
        [](const Zeroing& z, cudaStream_t stream) { check(cudaMemsetAsync(z.memory, 0, z.bytes, stream)); },
        {memory, bytes});
}

static __global__ void copyWords(const unsigned* source, unsigned* target, std::size_t words)
{
    const std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x;
    if (i < words)
        target[i] = source[i];
}

// By a kernel, because a graph can be told anew where a kernel reads. Tensors consist of words.
void copyOnDevice(void* target, const void* source, std::size_t bytes)
{
    const std::size_t words = bytes / sizeof(unsigned);
    launch(copyWords, {dim3(unsigned(divideUp(std::int64_t(words), blockThreads)))},
           static_cast<const unsigned*>(source), static_cast<unsigned*>(target), words);
}

} // namespace engine::cuda

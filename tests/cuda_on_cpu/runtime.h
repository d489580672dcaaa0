#pragma once

#include <cuda_on_cpu/api.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

// What the parts of the runtime share. All of it is used with the runtime's mutex held.
namespace cudaOnCpu {

// Remembers an error for cudaGetLastError and hands it on.
cudaError_t remember(cudaError_t error);
// Why nothing can be done at all (no device, no driver, a lost device), else cudaSuccess.
cudaError_t unusable();
// From now on every call fails, as on a real device after a fault in a kernel.
void lose(cudaError_t error, const std::string& why);
void unlose();

// A kernel and its arguments, copied.
struct KernelCall {
    const void* function = nullptr;
    const Signature* signature = nullptr;
    dim3 grid, block;
    std::size_t sharedBytes = 0;
    std::vector<std::byte> bytes = {};

    void copyArguments(void** arguments);
    std::vector<void*> arguments();
};
// What CUDA would refuse at once.
cudaError_t refusal(const KernelCall& call);
cudaError_t runKernel(KernelCall& call);
const Signature* knownSignature(const void* kernel); // null if it was never launched

// Something queued: a kernel or other work.
struct Task {
    std::optional<KernelCall> kernel;
    std::function<void()> work;
    bool computes = true; // rather than copies or waits
};
cudaError_t submit(cudaStream_t stream, Task task);
// Queues work of a library, which may touch the device's memory.
cudaError_t enqueue(cudaStream_t stream, std::function<void()> work, bool computes = true);

// With LAYERLOOM_CUDA_ON_CPU_LAZY=1 streams do nothing before somebody waits for them, so that it shows where
// the host or another stream does not wait.
bool isDeferred(cudaStream_t stream);
void finish(cudaStream_t stream);
void finishAll();

// Refuses (and spoils the capture of) what must not be called while a stream is being captured.
cudaError_t refuseWhileCapturing();
void dropAllWork();

} // namespace cudaOnCpu

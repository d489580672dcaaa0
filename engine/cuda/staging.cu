#include "engine/cuda/staging.h"

#include "engine/cuda/queue.h"
#include "engine/tensor/block.h"

#include <array>
#include <cstring>
#include <new>

namespace engine::cuda {

// What is larger comes seldom, a whole data set for instance, and goes straight.
constexpr std::size_t largestStaged = std::size_t{64} << 20;
constexpr std::size_t smallestSlot = std::size_t{64} << 10;

// A place that a copy passes through. The kernel that takes it out of `device` must be done before the slot
// is filled again.
struct Slot {
    void* host = nullptr;
    void* device = nullptr;
    std::size_t bytes = 0;
    cudaEvent_t arrived = nullptr, taken = nullptr;
    bool inUse = false; // by a step that is still being recorded
};

struct Staging {
    cudaStream_t stream = nullptr;
    std::array<Slot, 32> slots;
    std::size_t next = 0;
};

static Staging& staging()
{
    static Staging* const staging = new Staging;
    return *staging;
}

void openStaging()
{
    check(cudaStreamCreateWithFlags(&staging().stream, cudaStreamNonBlocking));
    for (Slot& slot : staging().slots) {
        check(cudaEventCreateWithFlags(&slot.arrived, cudaEventDisableTiming));
        check(cudaEventCreateWithFlags(&slot.taken, cudaEventDisableTiming));
    }
}

static void grow(Slot& slot, std::size_t bytes)
{
    check(cudaFree(slot.device));
    check(cudaFreeHost(slot.host));
    slot.device = slot.host = nullptr;
    slot.bytes = 0;
    std::size_t room = smallestSlot;
    while (room < bytes)
        room *= 2;
    if (cudaMalloc(&slot.device, room) != cudaSuccess || cudaMallocHost(&slot.host, room) != cudaSuccess) {
        cudaGetLastError(); // not a failure of the device
        throw std::bad_alloc();
    }
    slot.bytes = room;
}

static Slot& takeSlot(std::size_t bytes)
{
    Staging& s = staging();
    Slot& slot = s.slots[s.next];
    s.next = (s.next + 1) % s.slots.size();
    if (slot.inUse) // a step with more uploads than slots
        startRecorded();
    check(cudaEventSynchronize(slot.taken));
    if (slot.bytes < bytes)
        grow(slot, bytes);
    slot.inUse = true;
    return slot;
}

static void uploadAtOnce(void* target, const void* source, std::size_t bytes)
{
    if (isRecording())
        startRecorded();
    check(cudaMemcpyAsync(target, source, bytes, cudaMemcpyHostToDevice, stream()));
    check(cudaStreamSynchronize(stream()));
}

void upload(void* target, const void* source, std::size_t bytes)
{
    const std::lock_guard order(deviceOrder());
    if (bytes > largestStaged)
        return uploadAtOnce(target, source, bytes);
    Slot& slot = takeSlot(bytes);
    std::memcpy(slot.host, source, bytes);
    check(cudaMemcpyAsync(slot.device, slot.host, bytes, cudaMemcpyHostToDevice, staging().stream));
    check(cudaEventRecord(slot.arrived, staging().stream));
    check(cudaStreamWaitEvent(stream(), slot.arrived, 0));
    copyOnDevice(target, slot.device, bytes);
    if (!isRecording())
        releaseStaging();
}

void download(void* target, const void* source, std::size_t bytes)
{
    const std::lock_guard order(deviceOrder());
    if (isRecording())
        startRecorded();
    check(cudaMemcpyAsync(target, source, bytes, cudaMemcpyDeviceToHost, stream()));
    check(cudaStreamSynchronize(stream()));
}

void releaseStaging()
{
    for (Slot& slot : staging().slots)
        if (slot.inUse) {
            cudaEventRecord(slot.taken, stream()); // of a lost device others hear soon enough
            slot.inUse = false;
        }
}

} // namespace engine::cuda

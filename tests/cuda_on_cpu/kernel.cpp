#include "tests/cuda_on_cpu/block.h"
#include "tests/cuda_on_cpu/memory.h"
#include "tests/cuda_on_cpu/runtime.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <map>

// Launches of kernels.

namespace cudaOnCpu {

namespace {

constexpr std::size_t argumentAlignment = 16, mostArgumentBytes = 4096;
constexpr std::size_t sharedWithoutAsking = 48 << 10, sharedAtMost = 163 << 10;

struct KnownKernel {
    const Signature* signature = nullptr;
    std::size_t sharedLimit = sharedWithoutAsking;
};

std::map<const void*, KnownKernel>& knownKernels()
{
    static auto* const kernels = new std::map<const void*, KnownKernel>;
    return *kernels;
}

std::size_t slot(std::size_t bytes)
{
    return (bytes + argumentAlignment - 1) / argumentAlignment * argumentAlignment;
}

// Where addr2line finds it.
std::string placeOf(const void* kernel)
{
    Dl_info info;
    if (dladdr(kernel, &info) == 0)
        return "a kernel";
    std::array<char, 32> offset{};
    std::snprintf(offset.data(), offset.size(), "+0x%zx",
                  std::size_t(static_cast<const char*>(kernel) - static_cast<const char*>(info.dli_fbase)));
    return std::string("the kernel ") + (info.dli_sname ? info.dli_sname : info.dli_fname) + offset.data();
}

// For tests of a lost device: the N-th launch and everything after it fails.
bool failsNow()
{
    static long launches = 0;
    ++launches;
    const char* const after = std::getenv("LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER");
    return after && launches >= std::atol(after);
}

} // namespace

void KernelCall::copyArguments(void** given)
{
    std::size_t total = 0;
    for (std::size_t i = 0; i < signature->count; ++i)
        total += slot(signature->sizes[i]);
    bytes.assign(total, std::byte{});
    std::byte* at = bytes.data();
    for (std::size_t i = 0; i < signature->count; at += slot(signature->sizes[i++]))
        std::memcpy(at, given[i], signature->sizes[i]);
}

std::vector<void*> KernelCall::arguments()
{
    std::vector<void*> all;
    std::byte* at = bytes.data();
    for (std::size_t i = 0; i < signature->count; at += slot(signature->sizes[i++]))
        all.push_back(at);
    all.push_back(nullptr);
    return all;
}

cudaError_t refusal(const KernelCall& call)
{
    const dim3 &grid = call.grid, &block = call.block;
    const auto threads = std::uint64_t{block.x} * block.y * block.z;
    if (threads == 0 || threads > 1024 || block.x > 1024 || block.y > 1024 || block.z > 64)
        return cudaErrorInvalidConfiguration;
    if (grid.x == 0 || grid.y == 0 || grid.z == 0 || grid.x > 2147483647U || grid.y > 65535 || grid.z > 65535)
        return cudaErrorInvalidConfiguration;
    if (call.bytes.size() > mostArgumentBytes || call.sharedBytes > knownKernels()[call.function].sharedLimit)
        return cudaErrorInvalidValue;
    return cudaSuccess;
}

// Where an argument, or a part of one, is an address of the host: of those that show it for certain. Under
// AddressSanitizer none does, because its shadow lies where two small integers point.
std::string hostAddressIn([[maybe_unused]] const KernelCall& call)
{
#if !defined(LAYERLOOM_SANITIZED)
    const std::byte* at = call.bytes.data();
    for (std::size_t i = 0; i < call.signature->count; at += slot(call.signature->sizes[i++]))
        for (std::size_t offset = 0; call.signature->solid[i] && offset + 8 <= call.signature->sizes[i];
             offset += 8) {
            void* word = nullptr;
            std::memcpy(static_cast<void*>(&word), at + offset, sizeof(word));
            if (isHostAddress(word))
                return "argument " + std::to_string(i) + " has an address of the host at byte " +
                    std::to_string(offset);
        }
#endif
    return {};
}

cudaError_t runKernel(KernelCall& call)
{
    if (failsNow()) {
        lose(cudaErrorIllegalAddress, "the device is lost, as was wished");
        return cudaErrorIllegalAddress;
    }
    if (const std::string wrong = hostAddressIn(call); !wrong.empty()) {
        lose(cudaErrorIllegalAddress, placeOf(call.function) + ": " + wrong);
        return cudaSuccess;
    }
    std::vector<void*> arguments = call.arguments();
    const Kernel kernel{call.function, call.signature,   call.grid,
                        call.block,    call.sharedBytes, arguments.data()};
    const DeviceMemory::Open open(deviceMemory());
    if (const Fault fault = runGrid(kernel, orderFromEnvironment()); fault.error != cudaSuccess)
        lose(fault.error, placeOf(call.function) + ": " + fault.what);
    if (const std::optional<std::string> damage = deviceMemory().damage())
        lose(cudaErrorIllegalAddress, placeOf(call.function) + " wrote out of bounds: " + *damage);
    return cudaSuccess;
}

const Signature* knownSignature(const void* kernel)
{
    const auto found = knownKernels().find(kernel);
    return found == knownKernels().end() ? nullptr : found->second.signature;
}

cudaError_t launch(const void* kernel, const Signature* signature, dim3 grid, dim3 block, void** arguments,
                   std::size_t sharedBytes, cudaStream_t stream)
{
    const std::lock_guard lock(runtimeMutex());
    if (!kernel)
        return remember(cudaErrorInvalidDeviceFunction);
    knownKernels()[kernel].signature = signature;
    KernelCall call{kernel, signature, grid, block, sharedBytes};
    call.copyArguments(arguments);
    if (const cudaError_t refused = refusal(call))
        return remember(refused);
    return submit(stream, Task{std::move(call), {}});
}

cudaError_t setSharedLimit(const void* kernel, std::size_t bytes)
{
    const std::lock_guard lock(runtimeMutex());
    if (bytes > sharedAtMost)
        return remember(cudaErrorInvalidValue);
    knownKernels()[kernel].sharedLimit = bytes;
    return unusable();
}

} // namespace cudaOnCpu

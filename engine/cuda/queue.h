#pragma once

#include "engine/cuda/check.h"

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>

namespace engine::cuda {

// Something for the device to do: a function and the bytes of its arguments, so that it can be kept, compared
// with the one of an earlier step and run again.
struct Task {
    enum class Kind { Kernel, Call };
    // Of a kernel: starts it on the stream with pointers to its arguments. Of a call: `kernel` is null and
    // the only argument is the struct that the call takes.
    using Start = void (*)(const Task& task, void** arguments, cudaStream_t stream);

    Kind kind;
    Start start;
    const void* kernel = nullptr;
    dim3 blocks = {}, threads = {};
    std::size_t sharedBytes = 0;
    std::span<const std::size_t> sizes = {}; // of the arguments; static
};

// Everything runs in order on one stream. While a step is recorded, tasks are kept and run in its end, as one
// CUDA graph where the same tasks came before.
void submit(const Task& task, void** arguments);

// A call of a library that queues work on the stream it is given. Arguments must hold everything that decides
// what it does, without padding, because steps are told apart by their bytes.
template <class Arguments>
void call(void (*function)(const Arguments&, cudaStream_t), const Arguments& arguments)
{
    static_assert(std::is_trivially_copyable_v<Arguments>);
    struct Bound {
        void (*function)(const Arguments&, cudaStream_t);
        Arguments arguments;
    };
    static constexpr std::array<std::size_t, 1> sizes{sizeof(Bound)};
    Bound bound{function, arguments};
    void* pointer = &bound;
    const Task task{.kind = Task::Kind::Call,
                    .start =
                        [](const Task&, void** given, cudaStream_t stream) {
                            const Bound& kept = *static_cast<const Bound*>(given[0]);
                            kept.function(kept.arguments, stream);
                        },
                    .sizes = sizes};
    submit(task, &pointer);
}

// Memory of the device, in order with everything else.
void fillZero(void* memory, std::size_t bytes);
void copyOnDevice(void* target, const void* source, std::size_t bytes);

// For the module itself.
cudaStream_t stream(); // on which everything runs
void openQueue(); // once
void beginStep();
void endStep();
void abandonStep();
bool isRecording();
// Starts what has been recorded so far, so that the host can wait for it. The rest of the step is recorded as
// a step of its own.
void startRecorded();

} // namespace engine::cuda

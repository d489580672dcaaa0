#include "tests/cuda_on_cpu/fault.h"

#include <array>
#include <csetjmp>
#include <csignal>
#include <cstddef>
#include <pthread.h>

namespace cudaOnCpu {

namespace {

constexpr std::array signals{SIGSEGV, SIGBUS, SIGFPE};
std::array<struct sigaction, signals.size()> before;

sigjmp_buf guardedPlace;
volatile std::sig_atomic_t guarded = 0;
pthread_t guardedThread;
const char* volatile fault = nullptr;

void handle(int signal, siginfo_t*, void*)
{
    if (guarded != 0 && pthread_equal(guardedThread, pthread_self()) != 0) {
        guarded = 0;
        fault = signal == SIGFPE ? "it divided by zero" : "it used memory that is not there";
        siglongjmp(guardedPlace, 1);
    }
    // Not of a kernel: it happens again and is handled as ever.
    for (std::size_t i = 0; i < signals.size(); ++i)
        if (signals[i] == signal)
            sigaction(signal, &before[i], nullptr);
}

bool install()
{
    struct sigaction action = {};
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    for (std::size_t i = 0; i < signals.size(); ++i)
        sigaction(signals[i], &action, &before[i]);
    return true;
}

// A kernel may have used up its stack.
void giveSignalsAStack()
{
    static thread_local std::array<std::byte, std::size_t{64} << 10> stack;
    stack_t current = {};
    if (sigaltstack(nullptr, &current) == 0 && (current.ss_flags & SS_DISABLE) != 0) {
        current = {.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
        sigaltstack(&current, nullptr);
    }
}

} // namespace

const char* runGuarded(void (*function)(void* argument), void* argument)
{
    static const bool installed = install();
    (void)installed;
    giveSignalsAStack();
    guardedThread = pthread_self();
    fault = nullptr;
    if (sigsetjmp(guardedPlace, 0) == 0) {
        guarded = 1;
        function(argument);
        guarded = 0;
    }
    return fault;
}

} // namespace cudaOnCpu

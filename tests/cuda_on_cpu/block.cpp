#include "tests/cuda_on_cpu/block_threads.h"

#include <bit>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <cstdlib>
#include <utility>
#if defined(LAYERLOOM_SANITIZED)
#include <sanitizer/lsan_interface.h>
#endif

uint3 threadIdx;

namespace cudaOnCpu {

constexpr std::size_t stackBytes = std::size_t{128} << 10;

Block& theBlock()
{
    static auto* const block = new Block; // for ever: its stacks are used until the program ends
    return *block;
}

void Block::enter(unsigned thread)
{
    const dim3& size = m_kernel->block;
    m_thread = thread;
    threadIdx = thread < size.x ? uint3{thread, 0, 0}
                                : uint3{thread % size.x, thread / size.x % size.y, thread / size.x / size.y};
}

// Rather than going on with one that may.
bool Block::startsAnother() const
{
    return m_started < m_threads && (m_ready.empty() || !m_warpByWarp || m_started % lanes != 0);
}

// The whole life of a runner.
context::fiber Block::runThreads(context::fiber&& scheduler, Runner& runner)
{
    m_scheduler = std::move(scheduler);
    for (;;) {
        while (startsAnother()) {
            enter((*m_order)[m_started++]);
            m_kernel->signature->call(m_kernel->function, m_kernel->arguments);
            threadEnded();
        }
        m_idle.push_back(&runner);
        suspend();
    }
}

Runner* Block::freeRunner()
{
    if (m_idle.empty()) {
        m_runners.push_back(std::make_unique<Runner>());
        Runner* const made = m_runners.back().get();
        made->place = context::fiber(std::allocator_arg, context::protected_fixedsize_stack(stackBytes),
                                     [this, made, at = m_runners.size()](context::fiber&& scheduler) {
                                         // Stacks that begin at the same place in their pages would share few
                                         // lines of the cache.
                                         [[maybe_unused]] volatile char* const shift =
                                             static_cast<char*>(__builtin_alloca(at * 832 % 16384));
                                         return runThreads(std::move(scheduler), *made);
                                     });
        return made;
    }
    Runner* const runner = m_idle.back();
    m_idle.pop_back();
    return runner;
}

// Called by the scheduler; whoever comes back to it has kept its own place.
void Block::resume(Runner& runner)
{
    m_current = &runner;
    std::move(runner.place).resume();
}

// Goes on with the next thread that may, else with the scheduler.
void Block::suspend()
{
    Runner& left = *m_current;
    context::fiber* next = &m_scheduler;
    if (!m_ready.empty() && !startsAnother()) {
        enter(m_ready.front());
        m_ready.pop_front();
        m_current = m_runnerOf[m_thread];
        if (m_current == &left)
            return;
        next = &m_current->place;
    }
    context::fiber scheduler = std::move(*next).resume_with([&left](context::fiber&& place) {
        left.place = std::move(place);
        return context::fiber();
    });
    if (scheduler) // that is who brought this one back
        m_scheduler = std::move(scheduler);
}

std::string Block::run(const Kernel& kernel, const std::vector<unsigned>& order, bool warpByWarp)
{
    m_kernel = &kernel;
    m_order = &order;
    m_warpByWarp = warpByWarp;
    m_threads = unsigned(order.size());
    m_started = m_ended = m_atBarrier = 0;
    m_predicates = 0;
    for (unsigned first = 0; first < m_threads; first += lanes) {
        Warp& warp = m_warps[first / lanes];
        warp.alive = m_threads - first >= lanes ? ~0U : (1U << (m_threads - first)) - 1;
        warp.waiting = 0;
    }
    for (;;) {
        if (startsAnother()) {
            resume(*freeRunner());
        } else if (!m_ready.empty()) {
            const unsigned thread = m_ready.front();
            m_ready.pop_front();
            enter(thread);
            resume(*m_runnerOf[thread]);
        } else {
            break;
        }
        if (!m_problem.empty())
            break;
    }
    if (m_problem.empty() && m_ended < m_threads)
        m_problem = deadlock();
    if (!m_problem.empty())
        abandon();
    return std::exchange(m_problem, {});
}

void Block::threadEnded()
{
    ++m_ended;
    Warp& own = warp();
    own.alive &= ~(1U << lane());
    for (unsigned waiting = own.waiting; waiting != 0; waiting &= waiting - 1)
        releaseWarpIfComplete(own, own.exchanges[std::countr_zero(waiting)].mask);
    releaseBlockIfComplete();
}

// Threads that have ended count as arrived, as on real cards since Volta.
void Block::releaseBlockIfComplete()
{
    if (m_atBarrier == 0 || m_atBarrier + m_ended < m_threads)
        return;
    m_atBarrier = 0;
    m_count = std::exchange(m_predicates, 0);
    for (unsigned thread : *m_order)
        if (std::exchange(m_blockWaits[thread], false))
            m_ready.push_back(thread);
}

void Block::waitForBlock(bool predicate)
{
    m_runnerOf[m_thread] = m_current;
    m_blockWaits[m_thread] = true;
    m_predicates += int(predicate);
    ++m_atBarrier;
    releaseBlockIfComplete();
    suspend();
}

const Exchange& Block::waitForWarp(const Exchange& exchange)
{
    Warp& own = warp();
    const unsigned at = lane();
    if ((exchange.mask >> at & 1U) == 0)
        fail("a thread calls a warp's function with a mask that it is not in");
    m_runnerOf[m_thread] = m_current;
    own.waiting |= 1U << at;
    own.exchanges[at] = exchange;
    releaseWarpIfComplete(own, exchange.mask);
    suspend();
    return own.exchanges[at];
}

void Block::releaseWarpIfComplete(Warp& warp, unsigned mask)
{
    const unsigned group = mask & warp.alive;
    if (group == 0 || (warp.waiting & group) != group)
        return;
    checkSameCall(warp, group);
    warp.waiting &= ~group;
    Votes votes{group, 0};
    for (unsigned lane = 0; lane < lanes; ++lane)
        votes.those |= unsigned(group >> lane & 1U && warp.exchanges[lane].given == 1) << lane;
    const auto first = unsigned(&warp - m_warps.data()) * lanes;
    const bool upwards = m_order->front() < m_order->back();
    for (unsigned i = 0; i < lanes; ++i) {
        const unsigned lane = upwards ? i : lanes - 1 - i;
        if ((group >> lane & 1U) == 0)
            continue;
        Exchange& own = warp.exchanges[lane];
        own.votes = votes;
        own.got = group >> own.source & 1U ? warp.exchanges[own.source].given : ~std::uint64_t{0};
        m_ready.push_back(first + lane);
    }
}

void Block::checkSameCall(const Warp& warp, unsigned group)
{
    const Exchange& first = warp.exchanges[std::countr_zero(group)];
    for (unsigned rest = group; rest != 0; rest &= rest - 1) {
        const Exchange& other = warp.exchanges[std::countr_zero(rest)];
        if (other.mask != first.mask || other.what != first.what)
            fail("threads of a warp that should meet are in different functions or give different masks");
    }
}

void Block::fail(const std::string& problem)
{
    m_problem = problem;
    m_ready.clear();
    m_started = m_threads;
    suspend(); // never to come back
    std::abort();
}

std::string Block::deadlock() const
{
    unsigned inWarps = 0;
    for (unsigned first = 0; first < m_threads; first += lanes)
        inWarps += unsigned(std::popcount(m_warps[first / lanes].waiting));
    return std::string("a deadlock: ") + std::to_string(m_atBarrier) + " threads wait in __syncthreads, " +
        std::to_string(inWarps) + " for others of their warp, " + std::to_string(m_ended) + " have ended";
}

// On purpose.
static void leak([[maybe_unused]] const void* memory)
{
#if defined(LAYERLOOM_SANITIZED)
    __lsan_ignore_object(memory);
#endif
}

// The stacks of a failed block are left as they are: nothing could unwind them safely.
void Block::abandon()
{
    for (std::unique_ptr<Runner>& runner : m_runners)
        leak(runner.release());
    if (m_scheduler)
        leak(new context::fiber(std::move(m_scheduler)));
    m_runners.clear();
    m_idle.clear();
    m_ready.clear();
    m_blockWaits.fill(false);
}

void abandonBlock()
{
    theBlock().abandon();
}

std::string runBlock(const Kernel& kernel, const std::vector<unsigned>& order, bool warpByWarp)
{
    return theBlock().run(kernel, order, warpByWarp);
}

} // namespace cudaOnCpu

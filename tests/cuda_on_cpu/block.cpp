#include "tests/cuda_on_cpu/block.h"

#include <cuda_on_cpu/device.h>

#include <algorithm>
#include <array>
#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <cstdlib>
#include <deque>
#include <memory>
#include <numeric>
#include <random>
#include <string_view>
#include <vector>

uint3 threadIdx, blockIdx;
dim3 blockDim, gridDim;

namespace cudaOnCpu {

namespace {

namespace context = boost::context;

constexpr unsigned mostThreads = 1024, lanes = 32;
constexpr std::size_t stackBytes = std::size_t{128} << 10;
constexpr std::size_t mostShared = std::size_t{228} << 10, sharedGuard = 256;

// A stack on which threads run: one after the other until one of them has to wait, which keeps the stack.
struct Runner {
    context::fiber own; // while it does not run
    context::fiber scheduler; // while it does
};

// What a lane gives to the others of its warp and gets from them.
struct Exchange {
    unsigned mask;
    int what;
    std::uint64_t given; // of a vote: 0 or 1
    unsigned source; // of a shuffle
    std::uint64_t got; // by a shuffle
    Votes votes;
};

struct Warp {
    unsigned alive, waiting;
    std::array<Exchange, lanes> exchanges; // of the waiting lanes
};

class Block {
public:
    std::string run(const Kernel& kernel, const std::vector<unsigned>& order);

    void waitForBlock(bool predicate);
    int countOfBlock() const { return m_count; }
    const Exchange& waitForWarp(const Exchange& exchange);
    unsigned lane() const { return m_thread % lanes; }
    [[noreturn]] void fail(const std::string& problem);

private:
    Warp& warp() { return m_warps[m_thread / lanes]; }
    context::fiber runThreads(context::fiber&& scheduler, Runner& runner);
    Runner* freeRunner();
    void enter(unsigned thread);
    void resume(Runner& runner);
    void suspend();
    void threadEnded();
    void releaseBlockIfComplete();
    void releaseWarpIfComplete(Warp& warp, unsigned mask);
    void checkSameCall(const Warp& warp, unsigned group);
    std::string deadlock() const;
    void abandon();

    const Kernel* m_kernel = nullptr;
    const std::vector<unsigned>* m_order = nullptr;
    unsigned m_threads = 0, m_started = 0, m_ended = 0, m_thread = 0;
    unsigned m_atBarrier = 0;
    int m_predicates = 0, m_count = 0;
    std::array<Warp, mostThreads / lanes> m_warps;
    std::array<Runner*, mostThreads> m_runnerOf{};
    std::array<bool, mostThreads> m_blockWaits{};
    std::deque<unsigned> m_ready;
    std::vector<std::unique_ptr<Runner>> m_runners;
    std::vector<Runner*> m_idle;
    Runner* m_current = nullptr;
    std::string m_problem;
};

Block& theBlock()
{
    static auto* const block = new Block; // for ever: its stacks are used until the program ends
    return *block;
}

alignas(16) std::array<std::byte, mostShared + sharedGuard> dynamicMemory;

void Block::enter(unsigned thread)
{
    const dim3& size = m_kernel->block;
    m_thread = thread;
    threadIdx = {thread % size.x, thread / size.x % size.y, thread / size.x / size.y};
}

// The whole life of a runner.
context::fiber Block::runThreads(context::fiber&& scheduler, Runner& runner)
{
    runner.scheduler = std::move(scheduler);
    for (;;) {
        while (m_started < m_threads) {
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
        made->own = context::fiber(
            std::allocator_arg, context::protected_fixedsize_stack(stackBytes),
            [this, made](context::fiber&& scheduler) { return runThreads(std::move(scheduler), *made); });
        return made;
    }
    Runner* const runner = m_idle.back();
    m_idle.pop_back();
    return runner;
}

void Block::resume(Runner& runner)
{
    m_current = &runner;
    runner.own = std::move(runner.own).resume();
}

void Block::suspend()
{
    Runner& runner = *m_current;
    runner.scheduler = std::move(runner.scheduler).resume();
}

std::string Block::run(const Kernel& kernel, const std::vector<unsigned>& order)
{
    m_kernel = &kernel;
    m_order = &order;
    m_threads = unsigned(order.size());
    m_started = m_ended = m_atBarrier = 0;
    m_predicates = 0;
    for (unsigned first = 0; first < m_threads; first += lanes) {
        Warp& warp = m_warps[first / lanes];
        warp.alive = m_threads - first >= lanes ? ~0U : (1U << (m_threads - first)) - 1;
        warp.waiting = 0;
    }
    for (;;) {
        if (m_started < m_threads) {
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

// The stacks of a failed block are left as they are: nothing could unwind them safely.
void Block::abandon()
{
    for (std::unique_ptr<Runner>& runner : m_runners)
        runner.release();
    m_runners.clear();
    m_idle.clear();
    m_ready.clear();
    m_blockWaits.fill(false);
}

std::vector<unsigned> threadOrder(unsigned threads, Order order)
{
    static std::minstd_rand random(1);
    std::vector<unsigned> all(threads);
    std::iota(all.begin(), all.end(), 0U);
    if (order == Order::Descending)
        std::reverse(all.begin(), all.end());
    if (order == Order::Shuffled)
        std::shuffle(all.begin(), all.end(), random);
    return all;
}

// The i-th block to run of `count`.
std::uint64_t blockAt(std::uint64_t i, std::uint64_t count, Order order)
{
    if (order == Order::Ascending)
        return i;
    if (order == Order::Descending)
        return count - 1 - i;
    std::uint64_t step = count * 5 / 8 | 1;
    while (std::gcd(step, count) != 1)
        ++step;
    return (i * step + count / 3) % count;
}

bool guardIntact(std::size_t sharedBytes)
{
    const auto begin = dynamicMemory.begin() + std::ptrdiff_t(sharedBytes);
    return std::all_of(begin, begin + sharedGuard, [](std::byte b) { return b == std::byte{0xff}; });
}

} // namespace

Order orderFromEnvironment()
{
    const char* const given = std::getenv("LAYERLOOM_CUDA_ON_CPU_ORDER");
    const std::string_view name = given ? given : "";
    return name == "descending" ? Order::Descending : name == "shuffled" ? Order::Shuffled : Order::Ascending;
}

std::string runGrid(const Kernel& kernel, Order order)
{
    gridDim = kernel.grid;
    blockDim = kernel.block;
    const std::vector<unsigned> threads =
        threadOrder(kernel.block.x * kernel.block.y * kernel.block.z, order);
    const std::uint64_t blocks = std::uint64_t{kernel.grid.x} * kernel.grid.y * kernel.grid.z;
    for (std::uint64_t i = 0; i < blocks; ++i) {
        const std::uint64_t block = blockAt(i, blocks, order);
        blockIdx = {unsigned(block % kernel.grid.x), unsigned(block / kernel.grid.x % kernel.grid.y),
                    unsigned(block / kernel.grid.x / kernel.grid.y)};
        if (kernel.sharedBytes > 0) // NaNs show what is read before it was written
            std::fill_n(dynamicMemory.begin(), kernel.sharedBytes + sharedGuard, std::byte{0xff});
        if (std::string problem = theBlock().run(kernel, threads); !problem.empty())
            return problem;
        if (kernel.sharedBytes > 0 && !guardIntact(kernel.sharedBytes))
            return "a write beyond the dynamic shared memory";
    }
    return {};
}

float* sharedMemory()
{
    return reinterpret_cast<float*>(dynamicMemory.data());
}

void syncBlock()
{
    theBlock().waitForBlock(false);
}

int syncBlockCount(int predicate)
{
    theBlock().waitForBlock(predicate != 0);
    return theBlock().countOfBlock();
}

void syncWarp(unsigned mask)
{
    theBlock().waitForWarp({.mask = mask});
}

std::uint64_t shuffle(unsigned mask, std::uint64_t given, unsigned source, int what)
{
    return theBlock().waitForWarp({.mask = mask, .what = what, .given = given, .source = source % lanes}).got;
}

Votes vote(unsigned mask, bool predicate, int what)
{
    return theBlock().waitForWarp({.mask = mask, .what = what, .given = predicate}).votes;
}

unsigned lane()
{
    return theBlock().lane();
}

void trap()
{
    theBlock().fail("__trap was called");
}

} // namespace cudaOnCpu

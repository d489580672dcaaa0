#pragma once

#include "tests/cuda_on_cpu/block.h"

#include <cuda_on_cpu/device.h>

#include <array>
#include <boost/context/fiber.hpp>
#include <deque>
#include <memory>

namespace cudaOnCpu {

namespace context = boost::context;

constexpr unsigned mostThreads = 1024, lanes = 32;

// A stack on which threads run: one after the other until one of them has to wait, which keeps the stack.
struct Runner {
    context::fiber place; // where it goes on, while it does not run
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

// The threads of the block that runs.
class Block {
public:
    std::string run(const Kernel& kernel, const std::vector<unsigned>& order, bool warpByWarp);

    void waitForBlock(bool predicate);
    int countOfBlock() const { return m_count; }
    const Exchange& waitForWarp(const Exchange& exchange);
    unsigned lane() const { return m_thread % lanes; }
    void abandon();
    [[noreturn]] void fail(const std::string& problem);

private:
    Warp& warp() { return m_warps[m_thread / lanes]; }
    context::fiber runThreads(context::fiber&& scheduler, Runner& runner);
    Runner* freeRunner();
    bool startsAnother() const;
    void enter(unsigned thread);
    void resume(Runner& runner);
    void suspend();
    void threadEnded();
    void releaseBlockIfComplete();
    void releaseWarpIfComplete(Warp& warp, unsigned mask);
    void checkSameCall(const Warp& warp, unsigned group);
    std::string deadlock() const;

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
    context::fiber m_scheduler; // while a runner runs
    bool m_warpByWarp = false;
    std::string m_problem;
};
Block& theBlock();

} // namespace cudaOnCpu

#include "engine/base/parallel.h"

#include "engine/base/serial_scope.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace engine {

namespace {

// Set while a thread runs pieces, so that what it calls in turn runs serially; and by SerialScope.
thread_local bool serial = false;

void relax()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

// Long enough to bridge the gap between two operations of a training step, short enough not to be felt.
constexpr auto patience = std::chrono::microseconds(40);

template <class Condition>
bool spinUntil(Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    do {
        for (int i = 0; i < 32; ++i) {
            if (condition())
                return true;
            relax();
        }
    } while (std::chrono::steady_clock::now() < end);
    return false;
}

void runSerially(std::int64_t pieces, const Work& work)
{
    for (std::int64_t i = 0; i < pieces; ++i)
        work(i);
}

// Threads that wait for one job at a time. m_left counts the pieces nobody has taken yet; taking one when it
// is positive pins the job, because the caller returns only when all pieces are reported in m_done. So a
// thread that comes late finds either nothing or a whole newer job, and both are right.
class Pool {
public:
    void setThreads(int count)
    {
        const std::lock_guard turn(m_turn);
        stopWorkers();
        m_threads = count > 0 ? count : std::max(1, int(std::thread::hardware_concurrency()));
    }
    int threads() const { return m_threads; }

    void run(std::int64_t pieces, const Work& work)
    {
        const std::lock_guard turn(m_turn);
        if (m_closed) {
            runSerially(pieces, work);
            return;
        }
        startWorkers();
        m_work = &work;
        m_pieces = pieces;
        m_failedPiece = std::numeric_limits<std::int64_t>::max();
        m_done.store(0, std::memory_order_relaxed);
        m_left.store(pieces, std::memory_order_release);
        wakeWorkers();
        takePieces();
        waitUntilDone(pieces);
        if (m_failure)
            std::rethrow_exception(std::exchange(m_failure, nullptr));
    }

    // At exit: threads end before the statics they might use die; later work runs on its caller.
    void close()
    {
        const std::lock_guard turn(m_turn);
        stopWorkers();
        m_closed = true;
    }

private:
    void startWorkers()
    {
        while (int(m_workers.size()) + 1 < m_threads)
            m_workers.emplace_back([this, seen = m_generation.load()] { serve(seen); });
    }

    void stopWorkers()
    {
        m_stop = true;
        wakeWorkers();
        for (std::thread& worker : m_workers)
            worker.join();
        m_workers.clear();
        m_stop = false;
    }

    void wakeWorkers()
    {
        m_generation.fetch_add(1, std::memory_order_acq_rel);
        m_generation.notify_all();
    }

    void serve(std::uint32_t seen)
    {
        for (;;) {
            const auto changed = [&] { return m_generation.load(std::memory_order_acquire) != seen; };
            if (!spinUntil(changed))
                m_generation.wait(seen, std::memory_order_acquire);
            seen = m_generation.load(std::memory_order_acquire);
            if (m_stop)
                return;
            takePieces();
        }
    }

    void takePieces()
    {
        serial = true;
        std::int64_t count = 0;
        for (std::int64_t left; (left = m_left.fetch_sub(1, std::memory_order_acq_rel)) > 0; ++count)
            runPiece(m_pieces - left);
        serial = false;
        if (count == 0)
            return;
        const std::int64_t pieces = m_pieces; // once all are reported the next job may overwrite it
        if (m_done.fetch_add(count, std::memory_order_acq_rel) + count == pieces)
            m_done.notify_one();
    }

    void runPiece(std::int64_t piece)
    {
        try {
            (*m_work)(piece);
        } catch (...) {
            const std::lock_guard lock(m_failureMutex);
            if (piece < m_failedPiece) { // the first in order, so that what is reported does not vary
                m_failedPiece = piece;
                m_failure = std::current_exception();
            }
        }
    }

    void waitUntilDone(std::int64_t pieces)
    {
        const auto done = [&] { return m_done.load(std::memory_order_acquire) == pieces; };
        if (spinUntil(done))
            return;
        for (std::int64_t now; (now = m_done.load(std::memory_order_acquire)) != pieces;)
            m_done.wait(now, std::memory_order_acquire);
    }

    std::mutex m_turn; // held by the one caller whose job runs
    std::atomic<int> m_threads = std::max(1, int(std::thread::hardware_concurrency()));
    std::vector<std::thread> m_workers;
    bool m_closed = false;
    std::atomic<bool> m_stop = false;

    const Work* m_work = nullptr;
    std::int64_t m_pieces = 0;
    std::mutex m_failureMutex;
    std::int64_t m_failedPiece = 0;
    std::exception_ptr m_failure;

    alignas(64) std::atomic<std::uint32_t> m_generation = 0;
    alignas(64) std::atomic<std::int64_t> m_left = 0;
    alignas(64) std::atomic<std::int64_t> m_done = 0;
};

// Never destroyed: work may be asked for by the destructor of another static.
Pool& pool()
{
    static Pool* const pool = new Pool;
    static const struct Closer {
        ~Closer() { pool->close(); }
    } closer;
    return *pool;
}

} // namespace

void setThreads(int count)
{
    pool().setThreads(count);
}
int threads()
{
    return pool().threads();
}

SerialScope::SerialScope() : m_before(std::exchange(serial, true)) {}
SerialScope::~SerialScope()
{
    serial = m_before;
}

void parallel(std::int64_t pieces, Work work)
{
    if (pieces <= 1 || serial || pool().threads() == 1)
        runSerially(pieces, work);
    else
        pool().run(pieces, work);
}

} // namespace engine

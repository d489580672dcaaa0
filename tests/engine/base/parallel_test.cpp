#include "engine/base/parallel.h"

#include "engine/base/serial_scope.h"

#include <QtTest>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace engine;

class ParallelTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void runsEveryPieceOnce_data()
    {
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("pieces");
        for (int threads : {1, 2, 3, 8})
            for (int pieces : {0, 1, 2, 7, 1000})
                QTest::addRow("%d threads, %d pieces", threads, pieces) << threads << pieces;
    }
    void runsEveryPieceOnce()
    {
        QFETCH(int, threads);
        QFETCH(int, pieces);
        setThreads(threads);
        for (int round = 0; round < 50; ++round) {
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(pieces));
            parallel(pieces, [&](std::int64_t i) { ++runs[std::size_t(i)]; });
            for (const std::atomic<int>& count : runs)
                QCOMPARE(count.load(), 1);
        }
    }

    void rangesCoverTheWholeWithoutOverlap()
    {
        for (std::int64_t count : {0, 1, 9, 10, 11, 100, 101}) {
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
            parallelRanges(count, 10, [&](std::int64_t first, std::int64_t last) {
                for (std::int64_t i = first; i < last; ++i)
                    ++runs[std::size_t(i)];
            });
            for (const std::atomic<int>& number : runs)
                QCOMPARE(number.load(), 1);
        }
    }

    void severalThreadsShareTheWork()
    {
        setThreads(2);
        std::atomic<int> arrived = 0;
        parallel(2, [&](std::int64_t) { // each piece waits until the other one runs, too
            ++arrived;
            while (arrived < 2)
                std::this_thread::yield();
        });
        QCOMPARE(arrived.load(), 2);
    }

    void whatRunsSeriallyDoesNotWaitForItsTurn()
    {
        setThreads(2);
        std::atomic<bool> started = false, goOn = false;
        std::thread other([&] {
            parallel(2, [&](std::int64_t) {
                started = true;
                while (!goOn) // keeps the turn until the serial work is done
                    std::this_thread::yield();
            });
        });
        while (!started)
            std::this_thread::yield();
        int runs = 0, elsewhere = 0;
        {
            const SerialScope serial;
            const std::thread::id here = std::this_thread::get_id();
            parallel(16, [&](std::int64_t) {
                ++runs;
                elsewhere += std::this_thread::get_id() == here ? 0 : 1;
            });
        }
        goOn = true;
        other.join();
        QCOMPARE(runs, 16);
        QCOMPARE(elsewhere, 0);
    }

    void nestedCallsRunInPlace()
    {
        setThreads(4);
        std::atomic<int> runs = 0;
        std::atomic<int> elsewhere = 0;
        parallel(8, [&](std::int64_t) {
            const std::thread::id outer = std::this_thread::get_id();
            parallel(16, [&](std::int64_t) {
                ++runs;
                elsewhere += std::this_thread::get_id() == outer ? 0 : 1;
            });
        });
        QCOMPARE(runs.load(), 8 * 16);
        QCOMPARE(elsewhere.load(), 0);
    }

    void manyCallersTakeTurns()
    {
        setThreads(3);
        std::atomic<std::int64_t> wrong = 0;
        std::vector<std::thread> callers;
        for (int caller = 0; caller < 4; ++caller)
            callers.emplace_back([&, caller] {
                for (int round = 0; round < 200; ++round) {
                    std::vector<std::int64_t> values(std::size_t(5 + caller));
                    parallel(std::int64_t(values.size()),
                             [&](std::int64_t i) { values[std::size_t(i)] = i * round; });
                    for (std::size_t i = 0; i < values.size(); ++i)
                        wrong += values[i] == std::int64_t(i) * round ? 0 : 1;
                }
            });
        for (std::thread& caller : callers)
            caller.join();
        QCOMPARE(wrong.load(), 0);
    }

    void theFirstExceptionReachesTheCaller()
    {
        for (int threads : {1, 2, 4}) {
            setThreads(threads);
            for (int round = 0; round < 20; ++round) {
                try {
                    parallel(50, [](std::int64_t i) {
                        if (i % 10 == 7)
                            throw std::runtime_error(std::to_string(i));
                    });
                    QFAIL("no exception");
                } catch (const std::runtime_error& error) {
                    QCOMPARE(std::string(error.what()), std::string("7"));
                }
            }
            std::atomic<int> runs = 0; // and the pool goes on working
            parallel(20, [&](std::int64_t) { ++runs; });
            QCOMPARE(runs.load(), 20);
        }
    }

    void threadsAreAtLeastOne()
    {
        setThreads(0);
        QVERIFY(threads() >= 1);
        setThreads(3);
        QCOMPARE(threads(), 3);
    }
};

QTEST_GUILESS_MAIN(ParallelTest)
#include "parallel_test.moc"

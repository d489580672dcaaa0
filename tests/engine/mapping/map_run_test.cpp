#include "engine/mapping/map_run.h"
#include "engine/ops/dot.h"

#include "some_points.h"

#include <QTest>

#include <chrono>
#include <thread>

using namespace engine;
using namespace engine::maps;
using Phase = MapState::Phase;
using State = std::shared_ptr<const MapState>;

namespace {

TsneSettings quick(const std::string& method = "barnes-hut", int iterations = 120)
{
    TsneSettings settings;
    settings.method = method;
    settings.iterations = iterations;
    settings.exaggerationIterations = 50;
    settings.perplexity = 10;
    return settings;
}

constexpr int endless = 1'000'000;

State finished(const MapRun& run)
{
    run.wait();
    return run.newest();
}

State finished(const Tensor& points, const TsneSettings& settings)
{
    return finished(MapRun(points, settings));
}

template <class Condition>
bool eventually(const MapRun& run, Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
        if (condition(*run.newest()))
            return true;
        std::this_thread::yield();
    }
    return false;
}

auto in(Phase phase)
{
    return [phase](const MapState& state) { return state.phase == phase; };
}

auto pastIteration(int count)
{
    return [count](const MapState& state) { return state.iteration >= count; };
}

} // namespace

class MapRunTest : public QObject {
    Q_OBJECT
private slots:
    void finishesWithAMap_data()
    {
        QTest::addColumn<QString>("method");
        for (const char* const method : {"auto", "exact", "barnes-hut", "fft"})
            QTest::newRow(method) << QString(method);
    }
    void finishesWithAMap()
    {
        QFETCH(QString, method);
        const State state = finished(clusters(400, 6, 4), quick(method.toStdString()));
        QCOMPARE(state->phase, Phase::Finished);
        QCOMPARE(state->iteration, 120);
        QCOMPARE(state->iterations, 120);
        QCOMPARE(state->progress, 1.0);
        QCOMPARE(state->secondsLeft, 0.0);
        QCOMPARE(state->klIteration, 120);
        QVERIFY(state->kl > 0 && state->kl < 3);
        QCOMPARE(state->positions->size(), 800u);
        QCOMPARE(QString::fromStdString(state->method), method == "auto" ? "exact" : method);
        QVERIFY(state->note.pattern.empty());
        QVERIFY(state->seconds > 0);
    }

    void startsPausedWhenToldAtOnce()
    {
        MapRun run(clusters(500, 6, 4), quick());
        run.pause();
        QVERIFY(eventually(run, in(Phase::Paused)));
        const State paused = run.newest();
        QVERIFY(paused->iteration < 120);
        run.resume();
        QCOMPARE(finished(run)->phase, Phase::Finished);
    }

    void showsTheComponentsBeforeItMoves()
    {
        MapRun run(clusters(3000, 6, 4), quick());
        QVERIFY(eventually(run, [](const MapState& state) { return state.positions != nullptr; }));
        const State first = run.newest();
        QVERIFY(first->positions->size() == 6000u);
        QCOMPARE(finished(run)->phase, Phase::Finished);
    }

    void pausingChangesNothing()
    {
        const Tensor points = clusters(600, 6, 4);
        const State whole = finished(points, quick());
        MapRun run(points, quick());
        for (const int at : {0, 20, 70}) {
            eventually(run, pastIteration(at));
            run.pause();
            QVERIFY(
                eventually(run, [](const MapState& s) { return s.phase == Phase::Paused || s.isOver(); }));
            const State paused = run.newest();
            QCOMPARE(run.newest()->iteration, paused->iteration);
            run.resume();
        }
        QVERIFY(*finished(run)->positions == *whole->positions);
        QCOMPARE(finished(run)->kl, whole->kl);
    }

    void stopsForGoodWithTheMapSoFar()
    {
        MapRun run(clusters(600, 6, 4), quick("fft", endless));
        QVERIFY(eventually(run, pastIteration(10)));
        run.stop();
        const State state = finished(run);
        QCOMPARE(state->phase, Phase::Stopped);
        QVERIFY(state->iteration >= 10 && state->iteration < endless);
        QCOMPARE(state->klIteration, state->iteration);
        QCOMPARE(state->positions->size(), 1200u);
        run.resume();
        run.setIterations(2 * endless);
        QCOMPARE(run.newest()->phase, Phase::Stopped);
    }

    void stopsWhilePaused()
    {
        MapRun run(clusters(600, 6, 4), quick("barnes-hut", endless));
        run.pause();
        QVERIFY(eventually(run, in(Phase::Paused)));
        run.stop();
        QCOMPARE(finished(run)->phase, Phase::Stopped);
    }

    void stopsAtOnceOrWithItsOwner()
    {
        for (int i = 0; i < 20; ++i) {
            MapRun run(clusters(300, 6, 4), quick("auto", endless));
            if (i % 2 == 0)
                run.stop();
            else
                eventually(run, pastIteration(i));
        }
    }

    void stopsInTheMiddleOfTheSearch_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("points");
        QTest::newRow("for neighbours") << "fft" << 20'000;
        QTest::newRow("over all pairs") << "exact" << 6000;
    }
    void stopsInTheMiddleOfTheSearch()
    {
        QFETCH(QString, method);
        QFETCH(int, points);
        MapRun run(cloud(points, 40), quick(method.toStdString(), endless));
        QVERIFY(eventually(run, in(Phase::Neighbours)));
        run.stop();
        const State state = finished(run);
        QCOMPARE(state->phase, Phase::Stopped);
        QCOMPARE(state->iteration, 0);
        QVERIFY(std::isnan(state->kl));
        QCOMPARE(state->positions->size(), size_t(points) * 2);
    }

    void moreIterationsGoOnAsIfNothingHadEnded_data()
    {
        QTest::addColumn<QString>("method");
        for (const char* const method : {"exact", "barnes-hut", "fft"})
            QTest::newRow(method) << QString(method);
    }
    void moreIterationsGoOnAsIfNothingHadEnded()
    {
        QFETCH(QString, method);
        const Tensor points = clusters(500, 6, 4);
        const State whole = finished(points, quick(method.toStdString(), 130));
        MapRun run(points, quick(method.toStdString(), 75));
        QCOMPARE(finished(run)->iteration, 75);
        run.setIterations(130);
        QVERIFY(!run.newest()->isOver() || run.newest()->iteration == 130);
        const State state = finished(run);
        QCOMPARE(state->phase, Phase::Finished);
        QCOMPARE(state->iteration, 130);
        QVERIFY(*state->positions == *whole->positions);
        QCOMPARE(state->kl, whole->kl);
    }

    void fewerIterationsFinishIt()
    {
        MapRun run(clusters(300, 6, 4), quick("exact", endless));
        QVERIFY(eventually(run, pastIteration(5)));
        run.setIterations(1);
        const State state = finished(run);
        QCOMPARE(state->phase, Phase::Finished);
        QVERIFY(state->iteration >= 5);
        QCOMPARE(state->progress, 1.0);
    }

    void startsWhereItIsTold()
    {
        const Tensor points = clusters(300, 6, 4);
        const Tensor at = cloud(300, 2, 3);
        const std::vector<float> start(at.values().begin(), at.values().end());
        MapRun run(points, quick("exact", 1), start);
        const State state = finished(run);
        double moved = 0;
        for (size_t i = 0; i < start.size(); ++i)
            moved = std::max(moved, std::fabs(double((*state->positions)[i]) - start[i]));
        QVERIFY(moved > 0 && moved < 3);
    }

    void normalisedPointsCountByTheirDirection()
    {
        const Tensor points = clusters(200, 6, 4);
        Tensor factors({200}), directions = Tensor::like(points), stretched = points.clone();
        ops::unitRows(points, factors, directions);
        for (std::int64_t i = 0; i < stretched.size(); ++i)
            stretched.data()[i] *= float(1 << i / 6 % 5); // powers of two change no digit
        const State expected = finished(directions, quick());
        TsneSettings settings = quick();
        QVERIFY(*finished(stretched, settings)->positions != *expected->positions);
        settings.normalise = true;
        QVERIFY(*finished(stretched, settings)->positions == *expected->positions);
    }

    void isTheSameOnAnyNumberOfThreads()
    {
        const Tensor points = clusters(900, 60, 4);
        TsneSettings settings = quick("fft", 40);
        settings.components = 10;
        const auto positions = [&] { return *finished(points, settings)->positions; };
        const std::vector<float> one = onThreads(1, positions);
        for (const int threads : {2, 5})
            QVERIFY(onThreads(threads, positions) == one);
    }

    void tellsTheDivergenceNowAndThen()
    {
        MapRun run(clusters(300, 6, 4), quick("exact", endless));
        QVERIFY(eventually(run, pastIteration(150)));
        const State state = run.newest();
        QVERIFY(state->kl > 0);
        QVERIFY(state->klIteration % 50 == 0 && state->klIteration + 50 > state->iteration);
        QVERIFY(state->secondsLeft > 0);
        QVERIFY(state->progress > 0 && state->progress < 1);
    }

    void lowersThePerplexityOfFewPointsAndSaysSo()
    {
        TsneSettings settings = quick("exact", 300);
        settings.perplexity = 30;
        const State state = finished(clusters(31, 3, 2), settings);
        QCOMPARE(state->phase, Phase::Finished);
        QCOMPARE(state->perplexity, 10.0);
        QCOMPARE(state->note.sentence(), "The perplexity was lowered to 10, as 31 points allow no more.");
    }

    void fourPointsAreEnough_data() { finishesWithAMap_data(); }
    void fourPointsAreEnough()
    {
        QFETCH(QString, method);
        const State state = finished(cloud(4, 3), quick(method.toStdString(), 200));
        QCOMPARE(state->phase, Phase::Finished);
        for (const float value : *state->positions)
            QVERIFY(std::isfinite(value));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<Tensor>("points");
        QTest::addColumn<TsneSettings>("settings");
        QTest::addColumn<QString>("sentence");
        Tensor hole = cloud(20, 3);
        hole.data()[3 * 7 + 1] = std::nanf("");
        Tensor huge = cloud(20, 3);
        huge.data()[5] = 1e30f;
        TsneSettings flat = quick();
        flat.dimensions = 4;
        QTest::newRow("three points") << cloud(3, 3) << quick() << "at least four points, here are 3";
        QTest::newRow("no points") << Tensor() << quick() << "at least four points, here are 0";
        QTest::newRow("not a number") << hole << quick() << "Row 8 ";
        QTest::newRow("too large") << huge << quick() << "beyond 1e15";
        QTest::newRow("all the same") << Tensor::zeros({20, 3}) << quick() << "All points are the same";
        QTest::newRow("settings") << cloud(20, 3) << flat << "Dimensions";
    }
    void saysWhatIsWrong()
    {
        QFETCH(Tensor, points);
        QFETCH(TsneSettings, settings);
        QFETCH(QString, sentence);
        const State state = finished(points, settings);
        QCOMPARE(state->phase, Phase::Failed);
        const QString said = QString::fromStdString(state->problem.sentence());
        QVERIFY2(said.contains(sentence), qPrintable(said));
    }

    void refusesStartPositionsOfAnotherSize()
    {
        MapRun run(cloud(20, 3), quick(), std::vector<float>(39));
        QCOMPARE(finished(run)->problem.sentence(),
                 "The start positions must be 2 values for each of 20 points.");
    }
};

QTEST_GUILESS_MAIN(MapRunTest)
#include "map_run_test.moc"

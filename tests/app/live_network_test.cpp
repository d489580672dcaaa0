#include "app/live_network.h"

#include "app/workbench.h"
#include "tests/app/small_training.h"

#include "engine/training/network.h"

#include <QSignalSpy>
#include <QTest>

#include <semaphore>

using namespace app;

namespace {

struct Bench {
    Document document;
    Log log;
    Session session{document, log};
    Selection selection;
    LiveNetwork network{document, session, selection};

    void train(int epochs)
    {
        openSmall(document, epochs);
        session.train();
    }
    bool finish()
    {
        QSignalSpy ended(&session, &Session::runEnded);
        return ended.wait(60000);
    }
    engine::Batch someDigits()
    {
        const std::vector<std::string> columns{"pixels"};
        const std::vector<std::int32_t> rows{0, 1, 2};
        return engine::gather(*session.data().loaded({"digits"}), columns, rows);
    }
};

std::vector<float> predict(engine::Network& network, const engine::Batch& batch)
{
    network.forward(batch, {});
    const engine::Tensor prediction = network.prediction(network.outputs().front());
    return {prediction.values().begin(), prediction.values().end()};
}

} // namespace

class LiveNetworkTest : public QObject {
    Q_OBJECT
private slots:
    void answersWithTheWeightsOfTheCheckpoint()
    {
        Bench bench;
        QVERIFY(!bench.network.plan());
        bench.train(1);
        QVERIFY(bench.finish());
        QVERIFY(bench.network.plan() && bench.network.hasWeights());
        const engine::Run& run = bench.document.runs().back();
        const engine::Batch batch = bench.someDigits();
        std::vector<float> answer;
        bench.network.ask(
            &bench.document, [batch](engine::Network& network) { return predict(network, batch); },
            [&](std::vector<float> values) { answer = std::move(values); });
        QTRY_VERIFY(!answer.empty());

        auto own = engine::Network::build(run.graph, engine::columnsOf(run.dataset), {.seed = 5});
        QVERIFY(own);
        QVERIFY((*own)->setWeights(run.last->weights));
        QCOMPARE(answer, predict(**own, batch));
    }

    void weightsOfATrainingUnderWayKeepComing()
    {
        Bench bench;
        std::vector<std::vector<float>> answers;
        QObject owner;
        const auto askAgain = [&] {
            bench.network.ask(
                &owner, [batch = bench.someDigits()](engine::Network& n) { return predict(n, batch); },
                [&](std::vector<float> values) { answers.push_back(std::move(values)); });
        };
        QObject::connect(&bench.network, &LiveNetwork::weightsChanged, &owner, askAgain);
        bench.train(100000); // its first epoch may end before the first question
        QTRY_COMPARE_WITH_TIMEOUT(bench.session.state(), Session::State::Running, 60000);
        askAgain();
        QTRY_VERIFY_WITH_TIMEOUT(answers.size() > 5, 60000);
        QVERIFY(answers.front() != answers.back());
        bench.session.finish();
    }

    void whoAskedBeforeTheTrainingBeganIsAnsweredInItsFirstEpoch()
    {
        Bench bench;
        int answers = 0;
        QObject owner;
        QObject::connect(&bench.network, &LiveNetwork::changed, &owner, [&] {
            bench.network.ask(
                &owner, [](engine::Network&) { return true; }, [&](bool) { ++answers; });
        });
        openSmall(bench.document, 1);
        bench.document.edit(QStringLiteral("An epoch of many seconds"), [](engine::Project& p) {
            p.training.limit = 0;
            p.training.batchSize = 1;
            for (engine::Node& node : p.graph.nodes)
                if (node.type == "dense" && node.name == "Hidden")
                    node.attributes["units"] = std::int64_t{4096};
        });
        bench.session.train();
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 60000);
        QVERIFY(bench.document.runs().back().epochs.empty());
        bench.session.finish();
    }

    void aPausedTrainingIsAskedOnce()
    {
        Bench bench;
        int answers = 0;
        QObject owner;
        const auto askAgain = [&] {
            bench.network.ask(
                &owner, [](engine::Network& network) { return network.outputs().size(); },
                [&](std::size_t) { ++answers; });
        };
        QObject::connect(&bench.network, &LiveNetwork::weightsChanged, &owner, askAgain);
        openSmall(bench.document, 1000);
        bench.session.step();
        QTRY_COMPARE_WITH_TIMEOUT(bench.session.state(), Session::State::Paused, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 60000);
        QSignalSpy snapshots(&bench.session, &Session::snapshotArrived);
        bench.session.setWatched(&owner, {}); // the answer to this comes after all that was wished before
        QTRY_VERIFY_WITH_TIMEOUT(snapshots.count() > 0, 60000);
        QCOMPARE(answers, 1);
        bench.session.finish();
    }

    void theNewestQuestionOfAnOwnerReplacesItsOlderOnes()
    {
        Bench bench;
        bench.train(1);
        QVERIFY(bench.finish());
        QObject first, second;
        std::binary_semaphore started{0}, goOn{0};
        const auto hold = [&](engine::Network&) {
            started.release();
            goOn.acquire();
            return 0;
        };
        QList<int> answers;
        bench.network.ask(&first, hold, [&](int value) { answers << value; });
        started.acquire(); // the thread is busy: the next questions wait
        for (int i = 1; i <= 3; ++i)
            bench.network.ask(
                &second, [i](engine::Network&) { return i; }, [&](int value) { answers << value; });
        goOn.release();
        QTRY_COMPARE(answers, (QList<int>{0, 3}));
    }

    void anotherRunDropsTheAnswersOfTheOldOne()
    {
        Bench bench;
        bench.train(1);
        QVERIFY(bench.finish());
        bench.session.train();
        QVERIFY(bench.finish());
        QList<int> answers;
        QObject owner;
        const auto ask = [&](int number) {
            bench.network.ask(
                &owner, [number](engine::Network&) { return number; }, [&](int value) { answers << value; });
        };
        ask(1);
        QSignalSpy changed(&bench.network, &LiveNetwork::changed);
        bench.selection.setRun(bench.document.runs().front().id);
        QCOMPARE(changed.count(), 1);
        ask(2);
        QTRY_COMPARE(answers, QList<int>{2});
    }

    void aNetworkThatCannotBeBuiltSaysWhy()
    {
        Bench bench;
        bench.train(1);
        QVERIFY(bench.finish());
        engine::Run run = bench.document.runs().back();
        engine::Checkpoint wrong = engine::deepCopy(*run.last);
        wrong.weights.erase(wrong.weights.begin());
        run.last = std::make_shared<const engine::Checkpoint>(std::move(wrong));
        run.id.clear();
        bench.document.addRun(run);
        bool answered = false;
        bench.network.ask(
            &bench.document, [](engine::Network&) { return 0; }, [&](int) { answered = true; });
        QTRY_VERIFY(bench.network.problem());
        QVERIFY(bench.network.problem()->sentence().find("missing") != std::string::npos);
        QVERIFY(!answered);
        bench.selection.setRun(bench.document.runs().front().id);
        QVERIFY(!bench.network.problem());
    }

    void closingInTheMiddleOfAnAnswerIsClean()
    {
        bool answered = false;
        {
            Bench bench;
            bench.train(1);
            QVERIFY(bench.finish());
            std::binary_semaphore started{0};
            const engine::Batch batch = bench.someDigits();
            bench.network.ask(
                &bench.document,
                [&started, batch](engine::Network& network) {
                    started.release();
                    for (int i = 0; i < 100; ++i)
                        predict(network, batch);
                    return 0;
                },
                [&](int) { answered = true; });
            started.acquire();
        }
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_MAIN(LiveNetworkTest)
#include "live_network_test.moc"

#include "app/session.h"

#include "tests/app/small_training.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace app;

class SessionTest : public QObject {
    Q_OBJECT
private slots:
    void trainingFillsTheRunOfTheDocument()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 2);
        QSignalSpy ended(&session, &Session::runEnded);
        session.train();
        QCOMPARE(session.state(), Session::State::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000);
        QCOMPARE(session.state(), Session::State::Idle);
        const engine::Run& run = document.runs().back();
        QCOMPARE(run.state, std::string("finished"));
        QCOMPARE(run.epochs.size(), std::size_t{2});
        QCOMPARE(run.batches.size(), std::size_t{40});
        QVERIFY(run.last != nullptr);
        QVERIFY(document.isModified());
    }

    void picturesThatWereLeftOutAreLogged()
    {
        QTemporaryDir folder;
        for (const char* name : {"a", "b"}) {
            QVERIFY(QDir(folder.path()).mkdir(name));
            for (int i = 0; i < 10; ++i)
                QVERIFY(QImage(8, 8, QImage::Format_RGB32)
                            .save(folder.filePath(QString("%1/%2.png").arg(name).arg(i))));
        }
        QFile torn(folder.filePath("a/torn.png"));
        QVERIFY(torn.open(QFile::WriteOnly) && torn.write("no picture") > 0);
        torn.close();
        Document document;
        Log log;
        Session session(document, log);
        QSignalSpy arrived(&session.data(), &DataStore::arrived);
        const engine::Choice choice{"image-folder",
                                    {{"folder", folder.path().toStdString()}, {"skip_damaged", true}}};
        session.data().want(choice);
        QTRY_COMPARE_WITH_TIMEOUT(arrived.count(), 1, 60000);
        session.data().want(choice); // is there: nothing new to say
        QCOMPARE(arrived.count(), 2);
        QCOMPARE(log.entries().size(), 1);
        const QString said = log.entries().constFirst().text;
        QVERIFY2(said.contains("1 of 21 pictures") && said.contains("torn.png"), qPrintable(said));
    }

    void pauseStepResumeAndStopAnswer()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 1000);
        session.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Running, 60000);
        session.pause();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Paused, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(document.runs().back().last != nullptr, 60000);
        const std::size_t points = document.runs().back().batches.size();
        session.step();
        QTRY_COMPARE_WITH_TIMEOUT(document.runs().back().batches.size(), points + 1, 60000);
        QCOMPARE(session.state(), Session::State::Paused);
        session.resume();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Running, 60000);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Idle, 60000);
        QCOMPARE(document.runs().back().state, std::string("stopped"));
    }

    void continuedRunGivesTheSameBitsAsOneInOneGo()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 3);
        QSignalSpy ended(&session, &Session::runEnded);
        session.train();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000);
        const engine::Run whole = document.runs().back();

        session.step(); // a new run, one batch
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Paused, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(document.runs().back().last != nullptr, 60000);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 60000);
        const std::string id = document.runs().back().id;
        session.continueRun(id);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 3, 60000);
        const engine::Run* parts = document.run(id);
        QCOMPARE(parts->state, std::string("finished"));
        QCOMPARE(parts->epochs.size(), whole.epochs.size());
        for (const auto& [name, tensor] : whole.last->weights) {
            const auto a = tensor.values(), b = parts->last->weights.at(name).values();
            QVERIFY2(std::equal(a.begin(), a.end(), b.begin(), b.end()), name.c_str());
        }
    }

    void editingDoesNotDisturbTheRun()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 1000);
        session.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Running, 60000);
        QVERIFY(!session.canvasChangedSince());
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        QVERIFY(session.canvasChangedSince());
        QCOMPARE(session.state(), Session::State::Running);
        session.finish();
        QCOMPARE(document.runs().back().state, std::string("stopped"));
    }

    void theStateOfStatefulLayersIsResetWhileTheyTrain()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 1000);
        QVERIFY(!session.keepsState());
        session.step();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Paused, 60000);
        QVERIFY(!session.keepsState()); // nothing in this network keeps one
        session.finish();

        openStateful(document);
        session.step();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Paused, 60000);
        QVERIFY(session.keepsState());
        const auto last = [&] { return document.runs().back().last; };
        QTRY_VERIFY_WITH_TIMEOUT(last() && last()->state.contains("LSTM/state"), 60000);
        session.resetState();
        QTRY_VERIFY_WITH_TIMEOUT(last()->state.empty(), 60000);
        QCOMPARE(session.state(), Session::State::Paused);
        session.finish();
        QVERIFY(!session.keepsState());
    }

    void missingDataIsRefusedWithASentence()
    {
        Document document;
        Log log;
        Session session(document, log);
        openSmall(document, 1);
        document.edit(QStringLiteral("Data"), [](engine::Project& p) { p.dataset = {"nobody-knows"}; });
        QSignalSpy refused(&session, &Session::refused);
        session.train();
        QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, 60000);
        QVERIFY(refused.first().first().toString().contains(QLatin1String("nobody-knows")));
        QCOMPARE(session.state(), Session::State::Idle);
        QVERIFY(document.runs().empty());
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"

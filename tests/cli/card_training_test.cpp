// Training on a graphics card that fails: the card of tests/cuda_on_cpu fails when it is told to.
#include "engine/project/project_file.h"

#include <QtTest>

#include <QProcess>

using namespace engine;

namespace {

struct Outcome {
    int status = -1;
    QByteArray output, errors;
};

Outcome train(const QStringList& options, const QList<QPair<QString, QString>>& variables = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LAYERLOOM_CUDA_MODULE",
                       LAYERLOOM_BIN_DIR "/../lib/tests/liblayerloom-cuda-on-cpu.so");
    for (const auto& [name, value] : variables)
        environment.insert("LAYERLOOM_CUDA_ON_CPU_" + name, value);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(LAYERLOOM_BIN_DIR "/layerloom-cli",
                  QStringList{"train", LAYERLOOM_SOURCE_DIR "/projects/dense-digits.loom", "--dataset",
                              "digits", "--limit", "300"} +
                      options);
    process.waitForFinished(100'000);
    const bool ended =
        process.exitStatus() == QProcess::NormalExit && process.state() == QProcess::NotRunning;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class CardTrainingTest : public QObject {
    Q_OBJECT

private slots:
    void aLostCardLeavesTheLastCheckpoint()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("trained.loom");
        const Outcome lost =
            train({"--device", "cuda", "--epochs", "500", "-o", path}, {{"FAIL_AFTER", "900"}});
        QCOMPARE(lost.status, 1);
        QVERIFY2(lost.errors.contains("The graphics card has stopped working"), lost.errors);
        QVERIFY2(!lost.errors.contains("terminate"), lost.errors);
        const Result<ProjectFile> file = loadProject(path.toStdString());
        QVERIFY(bool(file));
        const Run& run = file->runs.back();
        QCOMPARE(run.state, std::string("failed"));
        QVERIFY(run.last && run.last->epoch >= 5);
        QVERIFY(run.batches.size() >= std::size_t(run.last->step));
    }

    void aFullCardSaysSo()
    {
        const Outcome full = train({"--device", "cuda", "--epochs", "1"}, {{"MEMORY", "12"}});
        QCOMPARE(full.status, 1);
        QVERIFY2(full.errors.contains("not enough memory"), full.errors);
        QVERIFY2(full.errors.contains("choose Processor"), full.errors);
    }

    void withoutACardTheReasonIsOneSentence_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no card") << "DEVICES"
                                 << "0"
                                 << "has none of NVIDIA's";
        QTest::newRow("old driver") << "DRIVER"
                                    << "old"
                                    << "too old";
    }
    void withoutACardTheReasonIsOneSentence()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, reason);
        const Outcome asked = train({"--device", "cuda", "--epochs", "1"}, {{variable, value}});
        QCOMPARE(asked.status, 1);
        QVERIFY2(asked.errors.contains(reason.toUtf8()), asked.errors);
        QCOMPARE(asked.errors.count('\n'), 1);
        QCOMPARE(train({"--device", "auto", "--epochs", "1"}, {{variable, value}}).status, 0);
    }

    void aRunTellsWhatItTrainedOn()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("trained.loom");
        QCOMPARE(train({"--device", "cuda", "--epochs", "1", "--precision", "tf32", "-o", path}).status, 0);
        const Result<ProjectFile> file = loadProject(path.toStdString());
        QVERIFY(bool(file));
        QCOMPARE(file->runs.back().hardware, std::string("CUDA on the processor"));
        QCOMPARE(file->runs.back().settings.precision, std::string("tf32"));
    }
};

QTEST_GUILESS_MAIN(CardTrainingTest)
#include "card_training_test.moc"

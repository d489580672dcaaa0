// The command devices as scripts use it: without a card, and with the kernels on the processor.
#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace {

struct Outcome {
    int status = -1;
    QByteArray output, errors;
    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray& line : output.split('\n'))
            if (!line.isEmpty())
                objects << QJsonDocument::fromJson(line).object();
        return objects;
    }
};

Outcome run(const QStringList& options, const QList<QPair<QString, QString>>& variables = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LAYERLOOM_CUDA_MODULE",
                       LAYERLOOM_BIN_DIR "/../lib/tests/liblayerloom-cuda-on-cpu.so");
    for (const auto& [name, value] : variables)
        environment.insert(name, value);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(LAYERLOOM_BIN_DIR "/layerloom-cli", QStringList{"devices"} + options);
    process.waitForFinished(200'000);
    const bool ended =
        process.exitStatus() == QProcess::NormalExit && process.state() == QProcess::NotRunning;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class DevicesCliTest : public QObject {
    Q_OBJECT

private slots:
    void quickListsTheCard()
    {
        const Outcome outcome = run({"--quick", "--json"});
        QCOMPARE(outcome.status, 0);
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1]["device"].toString(), QString("cuda"));
        QVERIFY(lines[1]["available"].toBool());
        QCOMPARE(lines[1]["name"].toString(), QString("CUDA on the processor"));
        QCOMPARE(lines[1]["memory"].toInteger(), qint64{1024} << 20);
        QVERIFY(lines[1]["libraries"].toString().contains("cuBLAS"));
        QCOMPARE(lines[1]["operations"], lines[0]["operations"]);
        QVERIFY(run({"--quick"}).output.contains("cuda: CUDA on the processor, 1,024 MB"));
    }

    void withoutACardTheReasonIsOneSentence_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("no card") << "LAYERLOOM_CUDA_ON_CPU_DEVICES"
                                 << "0"
                                 << "this machine has none";
        QTest::newRow("old driver") << "LAYERLOOM_CUDA_ON_CPU_DRIVER"
                                    << "old"
                                    << "driver";
        QTest::newRow("no module") << "LAYERLOOM_CUDA_MODULE"
                                   << "/none/module.so"
                                   << "/none/module.so";
    }
    void withoutACardTheReasonIsOneSentence()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const Outcome outcome = run({"--json"}, {{variable, value}});
        QCOMPARE(outcome.status, 0);
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 2);
        QVERIFY(!lines[1]["available"].toBool());
        QVERIFY2(lines[1]["reason"].toString().contains(says), outcome.output.constData());
        QVERIFY(lines[1]["reason"].toString().endsWith('.'));
        QVERIFY(run({}, {{variable, value}}).output.contains(says.toUtf8()));
    }

    void everyOperationIsChecked()
    {
        const Outcome outcome = run({"--json"});
        const auto lines = outcome.lines();
        QVERIFY2(outcome.status == 0, outcome.output.constData());
        const auto operations = lines[0]["operations"].toArray().size();
        QCOMPARE(lines.size(), 2 + operations + 1);
        for (const QJsonObject& line : lines.mid(2, operations)) {
            QVERIFY(line["cases"].toInt() > 0);
            QVERIFY(line["largest_difference"].toDouble(1) <= 1e-4);
        }
        QCOMPARE(lines.last()["agreeing"].toInteger(), operations);
        QVERIFY(lines.last()["largest_difference"].toDouble() > 0);
    }

    void aDifferenceIsAFailure()
    {
        // Neither all inputs nor results of the first case are written.
        const Outcome outcome = run({}, {{"LAYERLOOM_CUDA_ON_CPU_LEAVE_OUT", "4"}});
        QCOMPARE(outcome.status, 1);
        const QByteArray last = outcome.output.trimmed().split('\n').last();
        QVERIFY2(last.startsWith("The largest relative difference is inf, of "), last.constData());
    }

    void aLostCardIsAFailureInASentence()
    {
        const Outcome outcome = run({}, {{"LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER", "20"}});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.trimmed().endsWith('.'), outcome.errors.constData());
        QVERIFY(outcome.errors.contains("layerloom-cli: "));
    }
};

QTEST_GUILESS_MAIN(DevicesCliTest)
#include "devices_cli_test.moc"

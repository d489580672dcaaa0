// The command map as scripts use it: the real program, its files, its exit status.
#include "engine/datasets/image_file.h"
#include "engine/datasets/text_windows.h"
#include "engine/mapping/point_set.h"
#include "engine/project/project_file.h"
#include "tests/engine/training/tiny_training.h"

#include <QtTest>

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace engine;

namespace {

struct Outcome {
    int status = -1;
    QByteArray output, errors;
    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
};

Outcome run(const QStringList& arguments)
{
    QProcess process;
    process.start(LAYERLOOM_BIN_DIR "/layerloom-cli", arguments);
    process.waitForFinished(60'000);
    const bool ended =
        process.exitStatus() == QProcess::NormalExit && process.state() == QProcess::NotRunning;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

// A text's Embedding(200, 6), flattened, that says the next word.
Project words()
{
    Project project;
    project.title = "Words";
    project.dataset = {"phrases", {{"window", std::int64_t{3}}, {"tokens", std::int64_t{3000}}}};
    project.training.epochs = 1;
    Graph& graph = project.graph;
    const std::int64_t size =
        findDatasetType("phrases")->load(project.dataset.attributes, {}, {})->text->vocabulary.size();
    NodeId node = tiny::add(graph, "input", {{"column", "ids"}});
    node = tiny::add(graph, "embedding", {{"input_dim", size}, {"output_dim", std::int64_t{6}}}, {node});
    node = tiny::add(graph, "flatten", {}, {node});
    node = tiny::add(graph, "dense", tiny::dense(int(size), "softmax"), {node});
    tiny::add(graph, "output", {{"column", "next"}, {"loss", "sparse_cross_entropy"}}, {node});
    return project;
}

Project digits()
{
    Project project;
    project.title = "Digits";
    project.dataset = {
        "digits",
        {{"training", std::int64_t{200}}, {"validation", std::int64_t{40}}, {"test", std::int64_t{60}}}};
    project.training.epochs = 1;
    Graph& graph = project.graph;
    NodeId node = tiny::add(graph, "input", {{"column", "pixels"}});
    node = tiny::add(graph, "dense", tiny::dense(12, "relu"), {node});
    node = tiny::add(graph, "dense", tiny::dense(10, "softmax"), {node});
    tiny::add(graph, "output", {{"column", "label"}, {"loss", "sparse_cross_entropy"}}, {node});
    return project;
}

} // namespace

class MapCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(name); }
    std::filesystem::path file(const char* name) const { return path(name).toStdString(); }
    void put(const char* name, const QByteArray& bytes) const
    {
        QFile out(path(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    QByteArray read(const char* name) const
    {
        QFile in(path(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        qputenv("LAYERLOOM_DATA", path("no-data").toLocal8Bit());
        QVERIFY(bool(saveProject(file("words.loom"), {.project = words()})));
        QVERIFY(bool(saveProject(file("digits.loom"), {.project = digits()})));
        QCOMPARE(run({"train", path("words.loom"), "-o", path("words-trained.loom")}).status, 0);
        QCOMPARE(run({"train", path("digits.loom"), "-o", path("digits-trained.loom")}).status, 0);
    }

    void vectorsOfWordsBecomeATableAndAPicture()
    {
        const Outcome outcome =
            run({"map", path("words-trained.loom"), "--limit", "40", "--iterations", "60", "--perplexity",
                 "8", "--output", path("map.tsv"), "--picture", path("map.png"), "--json"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.json()["source"].toString(), "Embedding");
        QCOMPARE(outcome.json()["points"].toInt(), 40);
        QVERIFY(outcome.json()["available"].toInt() > 100);
        QCOMPARE(outcome.json()["values"].toInt(), 6);
        QCOMPARE(outcome.json()["iterations"].toInt(), 60);
        QVERIFY(outcome.json()["kl"].toDouble() > 0);
        const PointSet map = *tablePoints(file("map.tsv"), 0);
        QCOMPARE(map.count(), 40);
        QVERIFY(read("map.tsv").startsWith("x\ty\tlabel\tclass\t"));
        const auto words = findDatasetType("phrases")->load({{"tokens", std::int64_t{3000}}}, {}, {})->text;
        QVERIFY(std::ranges::equal(map.labels, std::span(words->vocabulary.words()).first(40)));
        QVERIFY(!map.classNames.empty());
        QVERIFY(readPng(file("map.png"), 3)->width > 1000);
    }

    void outputsOfALayerKeepClassesAndPictures()
    {
        const Outcome outcome = run({"map", path("digits-trained.loom"), "--layer", "Dense", "--dimensions",
                                     "3", "--iterations", "20", "--perplexity", "5", "--output",
                                     path("digits.tsv"), "--projector", path("projector"), "--json"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.json()["points"].toInt(), 60); // the test part
        QVERIFY(read("digits.tsv").startsWith("x\ty\tz\tlabel\tclass\n"));
        QCOMPARE(tablePoints(file("digits.tsv"), 0)->classNames.size(), std::size_t{10});
        const PointSet vectors = *tablePoints(file("projector/vectors.tsv"), 0);
        QCOMPARE(vectors.dimensions(), 12);
        QCOMPARE(vectors.classNames.size(), std::size_t{10});
        QCOMPARE(readPng(file("projector/sprite.png"), 1)->width, 8 * 28);
    }

    void tablesAreMappedAndTheSameSeedGivesTheSameMap()
    {
        QByteArray table;
        for (int i = 0; i < 50; ++i)
            table += QByteArray::number(i % 5 * 10 + (i * 7 % 11)) + '\t' + QByteArray::number(i % 3) + '\n';
        put("vectors.tsv", table);
        QStringList arguments{"map",          path("vectors.tsv"),
                              "--iterations", "30",
                              "--start",      "random",
                              "--perplexity", "5",
                              "--seed",       "4"};
        const Outcome one = run(arguments + QStringList{"--threads", "1"});
        QCOMPARE(one.status, 0);
        QCOMPARE(one.output.count('\n'), 51); // on standard output
        QVERIFY(one.errors.contains("50 points of vectors.tsv"));
        QCOMPARE(run(arguments + QStringList{"--threads", "3"}).output, one.output);
        arguments.last() = "5";
        QVERIFY(run(arguments).output != one.output);
        arguments.last() = "4";
        QVERIFY(run(arguments + QStringList{"--normalise"}).output != one.output);
    }

    void theProcessorIsTakenWhereItIsWished()
    {
        const QStringList arguments{"map", path("digits-trained.loom"), "--iterations", "5", "--json"};
        QCOMPARE(run(arguments + QStringList{"--device", "cpu"}).json()["device"].toString(), "cpu");
        qputenv("LAYERLOOM_CUDA_MODULE", "/nowhere/module.so");
        const Outcome outcome = run(arguments + QStringList{"--device", "cuda"});
        qunsetenv("LAYERLOOM_CUDA_MODULE");
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.contains("No graphics card is used, because "), outcome.errors);
        QCOMPARE(outcome.errors.count('\n'), 1);
    }

    void whatCannotBeMappedIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const QStringList& arguments, int status, const char* said) {
            QTest::newRow(name) << arguments << status << QByteArray(said);
        };
        row("untrained", {"words.loom"}, 1, "has not been trained");
        row("no such layer", {"digits-trained.loom", "--layer", "Conv"}, 1, "choose among: Dense, Dense 2.");
        row("no embedding", {"digits-trained.loom", "--embedding", "E"}, 1, "The network has no embedding");
        row("no such embedding", {"words-trained.loom", "--embedding", "E"}, 1, "choose among: Embedding.");
        row("no such part", {"digits-trained.loom", "--part", "exam"}, 1, "choose train, validation or test");
        row("a layer of a table", {"missing.tsv", "--layer", "Dense"}, 1, "is a table and has no layers");
        row("no such table", {"missing.tsv"}, 1, "missing.tsv is not there");
        row("a wrong method", {"digits-trained.loom", "--method", "slow"}, 2, "--method");
        row("a wrong device", {"digits-trained.loom", "--device", "tpu"}, 2, "--device");
        row("a wrong perplexity", {"digits-trained.loom", "--perplexity", "-1"}, 2, "Perplexity");
        row("both", {"digits-trained.loom", "--layer", "Dense", "--embedding", "E"}, 2, "--layer");
    }
    void whatCannotBeMappedIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(const int, status);
        QFETCH(const QByteArray, said);
        arguments.first() = path(qPrintable(arguments.first()));
        const Outcome outcome = run(QStringList{"map"} + arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY2(outcome.errors.contains(said), outcome.errors);
        QCOMPARE(outcome.errors.count('\n'), 1); // one sentence
    }
};

QTEST_GUILESS_MAIN(MapCliTest)
#include "map_cli_test.moc"

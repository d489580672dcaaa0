// layerloom-cli neighbors as scripts use it.
#include "engine/project/project_file.h"
#include "engine/training/word_vectors.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <set>

using namespace engine;

namespace {

struct Outcome {
    int status = -1;
    QString output, errors;

    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QString& line : output.split('\n', Qt::SkipEmptyParts))
            objects << QJsonDocument::fromJson(line.toUtf8()).object();
        return objects;
    }
};

Outcome run(const QStringList& arguments)
{
    QProcess process;
    process.start(LAYERLOOM_BIN_DIR "/layerloom-cli", arguments);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

// Two Embeddings, Dot and a sigmoid on the bundled phrases.
Project skipGram()
{
    Project project;
    project.dataset = {"phrases",
                       {{"samples", std::string("labelled_pairs")},
                        {"window", std::int64_t{2}},
                        {"negatives", std::int64_t{2}},
                        {"sentences", std::int64_t{600}}}};
    project.training.epochs = 1;
    project.training.limit = 2000;
    Graph& graph = project.graph;
    const NodeId dot = graph.add("dot"), dense = graph.add("dense"), output = graph.add("output");
    int side = 0;
    for (const char* column : {"other", "word"}) { // the vectors of the words come first all the same
        const NodeId input = graph.add("input"), embedding = graph.add("embedding");
        graph.node(input)->attributes["column"] = std::string(column);
        graph.node(embedding)->name = column;
        graph.node(embedding)->attributes = {{"input_dim", std::int64_t{210}},
                                             {"output_dim", std::int64_t{12}}};
        graph.connect({input, 0, embedding, 0});
        graph.connect({embedding, 0, dot, side++});
    }
    graph.node(dense)->attributes = {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}};
    graph.node(output)->attributes = {{"column", std::string("label")},
                                      {"loss", std::string("binary_cross_entropy")}};
    graph.connect({dot, 0, dense, 0});
    graph.connect({dense, 0, output, 0});
    return project;
}

} // namespace

class NeighborsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_trained = m_folder.filePath("words.loom"), m_new = m_folder.filePath("new.loom");

private slots:
    void initTestCase()
    {
        ProjectFile file;
        file.project = skipGram();
        QVERIFY(bool(saveProject(m_new.toStdString(), file)));
        const Outcome outcome = run({"train", m_new, "-o", m_trained});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
    }

    void neighboursOfTheWordsAskedForAreListed()
    {
        const Outcome outcome =
            run({"neighbors", m_trained, "--word", "dog", "--word", "Monday", "--top", "4", "--json"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0]["word"].toString(), QStringLiteral("dog"));
        QCOMPARE(lines[0]["class"].toString(), QStringLiteral("animal"));
        QCOMPARE(lines[1]["word"].toString(), QStringLiteral("monday"));
        double last = 1;
        const QJsonArray near = lines[0]["neighbors"].toArray();
        QCOMPARE(near.size(), 4);
        for (const QJsonValue& word : near) {
            QVERIFY(word["word"].toString() != QLatin1String("dog"));
            QVERIFY(!word["class"].toString().isEmpty());
            QVERIFY(word["cosine"].toDouble() <= last);
            last = word["cosine"].toDouble();
        }
        QVERIFY(lines[2]["words"].toInt() > 150);
        QVERIFY(lines[2]["same_class_nearest"].toDouble() <= 1);
    }

    void withoutWordsSomeOfTheTextAreShown()
    {
        const Outcome outcome = run({"neighbors", m_trained});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        const QStringList lines = outcome.output.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 9);
        static const QRegularExpression form("^[a-z]+:( [a-z.,]+ -?[0-9.]+,?){5}$");
        QVERIFY2(form.match(lines[0]).hasMatch(), qPrintable(lines[0]));
        static const QRegularExpression share(
            "^Of 1[0-9]{2} words, [0-9.]+ % have a nearest neighbour of their class");
        QVERIFY2(share.match(lines[8]).hasMatch(), qPrintable(lines[8]));
    }

    void analogiesLeaveOutWhatTheyAreMadeOf()
    {
        const Outcome outcome =
            run({"neighbors", m_trained, "--analogy", "dog - monday + tuesday", "--top", "200", "--json"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        const QJsonObject line = outcome.lines().first();
        QCOMPARE(line["analogy"].toString(), QStringLiteral("dog - monday + tuesday"));
        QCOMPARE(line["neighbors"].toArray().size(), outcome.lines().last()["words"].toInt() - 3);
        for (const QJsonValue& word : line["neighbors"].toArray())
            QVERIFY(!QStringList({"dog", "monday", "tuesday"}).contains(word["word"].toString()));
    }

    void anotherEmbeddingMayBeChosen()
    {
        const QStringList asked{"neighbors", m_trained, "--word", "dog", "--embedding"};
        const Outcome first = run(asked.mid(0, 4)), word = run(asked + QStringList{"word"}),
                      other = run(asked + QStringList{"other"});
        QCOMPARE(word.output, first.output);
        QVERIFY(other.status == 0 && other.output != first.output);
    }

    void whatCannotBeAnsweredIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const QStringList& arguments, const char* sentence) {
            QTest::newRow(name) << arguments << sentence;
        };
        row("a word misspelled", {m_trained, "--word", "mondy"}, "did you mean “monday”?");
        row("a word unheard of", {m_trained, "--word", "dinosaur"}, "has no word “dinosaur”; use words");
        row("no analogy", {m_trained, "--analogy", "dog cat"}, "no analogy; write words with + and -");
        row("half an analogy", {m_trained, "--analogy", "dog - "}, "no analogy");
        row("an unknown word in an analogy", {m_trained, "--analogy", "dog - dinosaur"},
            "no word “dinosaur”");
        row("no such Embedding", {m_trained, "--embedding", "Dense"}, "those that it has: word, other.");
        row("not trained", {m_new}, "train");
        row("no words", {"lenet-mnist-adam"}, "");
        row("no file", {m_folder.filePath("none.loom")}, "none.loom");
    }
    void whatCannotBeAnsweredIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        const Outcome outcome = run(QStringList{"neighbors"} + arguments);
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY2(outcome.errors.contains(sentence), qPrintable(outcome.errors));
    }

    void aNetworkWithoutWordVectorsIsToldSo()
    {
        ProjectFile file;
        Graph& graph = file.project.graph;
        file.project.dataset = {"points"};
        file.project.training.epochs = 1;
        const NodeId input = graph.add("input"), dense = graph.add("dense"), output = graph.add("output");
        graph.node(input)->attributes["column"] = std::string("point");
        graph.node(dense)->attributes = {{"units", std::int64_t{2}}, {"activation", std::string("softmax")}};
        graph.node(output)->attributes = {{"column", std::string("label")},
                                          {"loss", std::string("sparse_cross_entropy")}};
        graph.connect({input, 0, dense, 0});
        graph.connect({dense, 0, output, 0});
        const QString path = m_folder.filePath("points.loom"),
                      trained = m_folder.filePath("points-trained.loom");
        QVERIFY(bool(saveProject(path.toStdString(), file)));
        QCOMPARE(run({"train", path, "-o", trained}).status, 0);
        const Outcome outcome = run({"neighbors", trained});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.contains("has no word vectors; choose a network with an Embedding"),
                 qPrintable(outcome.errors));
    }

    void wordsToBeginWithAreOfDifferentClassesOrRanks()
    {
        const auto phrases = findDatasetType("phrases")->load({}, {}, {});
        QVERIFY(phrases);
        std::set<std::string> classes;
        for (const std::int32_t id : variedWords(*phrases->text, 8))
            classes.insert(phrases->text->wordClasses[std::size_t(id)]);
        QCOMPARE(classes.size(), std::size_t(8));
        if (!findDatasetType("ptb")->present({}, dataFolder()))
            QSKIP("PTB is not here");
        const auto ptb = findDatasetType("ptb")->load({}, dataFolder(), {});
        const auto words = variedWords(*ptb->text, 8);
        QCOMPARE(std::set(words.begin(), words.end()).size(), std::size_t(8));
        for (const std::int32_t id : words)
            QVERIFY(!ptb->text->vocabulary.word(id).starts_with('<') &&
                    ptb->text->vocabulary.word(id) != "N");
        QVERIFY(variedWords(*ptb->text, 0).empty());
    }
};

QTEST_GUILESS_MAIN(NeighborsTest)
#include "neighbors_test.moc"

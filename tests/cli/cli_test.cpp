// The command line as scripts use it: the real program, its output, its exit status.
#include "engine/project/project_file.h"
#include "engine/project/safetensors.h"
#include "tests/engine/datasets/made_pictures.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtEndian>

#include <csignal>
#include <cstring>
#include <filesystem>

using namespace engine;

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

Outcome run(const QStringList& arguments)
{
    QProcess process;
    process.start(LAYERLOOM_BIN_DIR "/layerloom-cli", arguments);
    process.waitForFinished(60'000);
    const bool ended =
        process.exitStatus() == QProcess::NormalExit && process.state() == QProcess::NotRunning;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, 0);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray& typeAndData)
{
    quint32 sum = 0xffffffff;
    for (const char c : typeAndData) {
        sum ^= quint8(c);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return bigEndian(quint32(typeAndData.size() - 4)) + typeAndData + bigEndian(~sum);
}

// A grey PNG, made without Qt's GUI module.
QByteArray png(int width, const QByteArray& pixels)
{
    QByteArray lines;
    for (qsizetype at = 0; at < pixels.size(); at += width)
        lines += QByteArray(1, 0) + pixels.mid(at, width);
    return QByteArray("\x89PNG\r\n\x1a\n") +
        chunk("IHDR" + bigEndian(quint32(width)) + bigEndian(quint32(pixels.size() / width)) +
              QByteArray("\x08\x00\x00\x00\x00", 5)) +
        chunk("IDAT" + qCompress(lines).mid(4)) + chunk("IEND");
}

QSize pngSize(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray head = file.read(24);
    return {qFromBigEndian<qint32>(head.data() + 16), qFromBigEndian<qint32>(head.data() + 20)};
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

Project smallProject(bool classifier)
{
    Project project;
    project.title = "Small";
    project.dataset = {
        "digits",
        {{"training", std::int64_t{300}}, {"validation", std::int64_t{60}}, {"test", std::int64_t{60}}}};
    project.training.epochs = 2;
    project.training.batchSize = 50;
    project.training.threads = 1;
    Graph& graph = project.graph;
    const NodeId input = graph.add("input"), hidden = graph.add("dense"), last = graph.add("dense"),
                 output = graph.add("output");
    graph.node(input)->attributes["column"] = std::string("pixels");
    graph.node(hidden)->attributes = {{"units", std::int64_t{12}}, {"activation", std::string("relu")}};
    graph.node(last)->attributes["units"] = std::int64_t{classifier ? 10 : 784};
    graph.node(output)->attributes["column"] = std::string(classifier ? "label" : "pixels");
    if (classifier) {
        graph.node(last)->attributes["activation"] = std::string("softmax");
        graph.node(output)->attributes["loss"] = std::string("categorical_cross_entropy");
    }
    graph.connect({input, 0, hidden, 0});
    graph.connect({hidden, 0, last, 0});
    graph.connect({last, 0, output, 0});
    return project;
}

} // namespace

class CliTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(name); }
    void save(const char* name, const Project& project) const
    {
        QVERIFY(bool(saveProject(path(name).toStdString(), {.project = project})));
    }

private slots:
    void initTestCase()
    {
        qputenv("LAYERLOOM_DATA", m_folder.filePath("no-data").toLocal8Bit());
        save("ae.loom", smallProject(false));
        save("classes.loom", smallProject(true));
        Project series = smallProject(false);
        series.dataset = {"airline-passengers"};
        for (Node& node : series.graph.nodes) {
            if (node.attributes.contains("column"))
                node.attributes["column"] = std::string(node.type == "input" ? "window" : "target");
            if (node.attributes["units"] == Value(std::int64_t{784}))
                node.attributes["units"] = std::int64_t{1};
        }
        const Link first = series.graph.links.front();
        series.graph.insert(series.graph.add("flatten"), first);
        save("series.loom", series);
        QCOMPARE(run({"train", path("series.loom"), "-o", path("series-trained.loom")}).status, 0);
        QCOMPARE(run({"train", path("ae.loom"), "-o", path("ae-trained.loom")}).status, 0);
        QCOMPARE(run({"train", path("classes.loom"), "-o", path("classes-trained.loom")}).status, 0);
    }

    void wrongUsageExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList{};
        QTest::newRow("unknown command") << QStringList{"fly"};
        QTest::newRow("no project") << QStringList{"train"};
        QTest::newRow("unknown option") << QStringList{"layers", "--wings"};
        QTest::newRow("no number") << QStringList{"train", "x.loom", "--epochs", "many"};
        QTest::newRow("no epochs") << QStringList{"train", "x.loom", "--epochs", "0"};
        QTest::newRow("rate is nan") << QStringList{"train", "x.loom", "--rate", "nan"};
        QTest::newRow("comma") << QStringList{"train", "x.loom", "--rate", "0,1"};
        QTest::newRow("device") << QStringList{"train", "x.loom", "--device", "abacus"};
        QTest::newRow("no output") << QStringList{"reconstruct", "x.loom"};
    }
    void wrongUsageExitsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY(!outcome.errors.isEmpty());
    }

    void everyCommandHasHelp_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* command : {"layers", "datasets", "summary", "train", "step", "evaluate", "predict",
                                    "reconstruct", "forecast", "benchmark", "devices"})
            QTest::newRow(command) << command;
    }
    void everyCommandHasHelp()
    {
        QFETCH(QString, command);
        const Outcome outcome = run({command, "--help"});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.output.contains("--help"));
        QVERIFY(outcome.errors.isEmpty());
    }

    void failuresExitWithOneAndASentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        const QString ae = path("ae.loom");
        QTest::newRow("no file") << QStringList{"summary", "/none/x.loom"} << "/none/x.loom";
        QTest::newRow("folder") << QStringList{"summary", m_folder.path()} << m_folder.path();
        QTest::newRow("missing data") << QStringList{"train", "ae-stacked"} << "--dataset digits";
        QTest::newRow("unknown data") << QStringList{"train", ae, "--dataset", "cats"} << "cats";
        QTest::newRow("not trained") << QStringList{"evaluate", ae} << "train";
        QTest::newRow("not trained, predict") << QStringList{"predict", ae, "--input", "x.npy"} << "train";
        QTest::newRow("not trained, reconstruct")
            << QStringList{"reconstruct", ae, "--output", path("x.png")} << "train";
        QTest::newRow("nothing to resume") << QStringList{"train", ae, "--resume"} << "--resume";
        QTest::newRow("unknown part")
            << QStringList{"evaluate", path("ae-trained.loom"), "--part", "half"} << "half";
        QTest::newRow("unknown layer") << QStringList{"layers", "flux"} << "flux";
        QTest::newRow("no pictures") << QStringList{"reconstruct", path("classes-trained.loom"), "--output",
                                                    path("x.png")}
                                     << "autoencoder";
        QTest::newRow("unwritable") << QStringList{"train", ae, "--epochs", "1", "-o", "/none/x.loom"}
                                    << "x.loom";
        QTest::newRow("no CUDA") << QStringList{"train", ae, "--device", "cuda"} << "graphics card";
    }
    void failuresExitWithOneAndASentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const Outcome outcome = run(arguments);
        QVERIFY2(outcome.errors.contains(names.toUtf8()), outcome.errors.constData());
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.errors.count('\n'), 1);
        QVERIFY(outcome.errors.trimmed().endsWith('.'));
    }

    void layersListsFieldsWithDefaults()
    {
        const auto lines = run({"layers", "--json"}).lines();
        QCOMPARE(std::size_t(lines.size()), layerTypes().size());
        bool found = false;
        for (const QJsonObject& layer : lines)
            for (const QJsonValue& field : layer["fields"].toArray())
                if (layer["id"] == "dense" && field["key"] == "units")
                    found = field["default"] == 64 && field["min"] == 1;
        QVERIFY(found);
    }

    void devicesNamesTheProcessor()
    {
        const auto lines = run({"devices", "--json"}).lines();
        QCOMPARE(lines[0]["device"].toString(), QString("cpu"));
        QVERIFY(lines[0]["threads"].toInt() >= 1);
        QVERIFY(!lines[0]["operations"].toArray().isEmpty());
    }

    void summaryCountsParameters()
    {
        const Outcome outcome = run({"summary", "ae-stacked", "--json"});
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0]["parameters"].toInt(), 1'132'816);
        QCOMPARE(lines[0]["trainable"].toInt(), 1'132'816);
        QVERIFY(lines[0]["diagnostics"].toArray().isEmpty());
        const QJsonArray layers = lines[0]["layers"].toArray();
        QCOMPARE(layers.size(), 7);
        QCOMPARE(layers[1]["type"].toString(), QString("dense"));
        QCOMPARE(layers[1]["parameters"].toInt(), 401'920);
        QCOMPARE(layers[1]["output_shape"].toArray(), QJsonArray{512});
    }

    void summaryOfAWrongNetworkTellsWhatIsWrong()
    {
        Project project = smallProject(false);
        project.graph.add("dense");
        save("wrong.loom", project);
        const Outcome outcome = run({"summary", path("wrong.loom"), "--json"});
        QCOMPARE(outcome.status, 0);
        const QJsonArray diagnostics = outcome.lines()[0]["diagnostics"].toArray();
        QVERIFY(!diagnostics.isEmpty());
        QCOMPARE(diagnostics[0]["severity"].toString(), QString("error"));
        QVERIFY(!diagnostics[0]["message"].toString().isEmpty());
    }

    void trainPrintsALineForEachEpochAndTheTest()
    {
        const Outcome outcome = run({"train", path("classes.loom"), "--json", "--epochs", "3"});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData()); // no bar without a terminal
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 4);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(lines[i]["epoch"].toInt(), i + 1);
            QVERIFY(lines[i]["loss"].toDouble() > 0);
            QVERIFY(lines[i]["metrics"]["accuracy"].isDouble());
            QVERIFY(lines[i]["validation"]["loss"].isDouble());
            QVERIFY(lines[i]["seconds"].toDouble() > 0);
            QVERIFY(lines[i]["samples_per_second"].toDouble() > 0);
        }
        QVERIFY(lines[3]["test"]["loss"].isDouble());
        QVERIFY(lines[3]["test"]["accuracy"].isDouble());
    }

    void repeatedTrainingTellsTheMiddleAndTheSpread()
    {
        const Outcome outcome = run({"train", path("classes.loom"), "--json", "--epochs", "1", "--limit",
                                     "60", "--seed", "4", "--repeat", "3", "-o", path("three.loom")});
        QCOMPARE(outcome.status, 0);
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), 4);
        QList<double> losses;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(lines[i]["seed"].toInt(), 4 + i);
            losses << lines[i]["test"]["loss"].toDouble();
        }
        std::ranges::sort(losses);
        QVERIFY(losses[0] < losses[2]);
        const QJsonValue spread = lines[3]["spread"]["loss"];
        QCOMPARE(spread["lowest"].toDouble(), losses[0]);
        QCOMPARE(spread["median"].toDouble(), losses[1]);
        QCOMPARE(spread["highest"].toDouble(), losses[2]);
        QCOMPARE(loadProject(path("three.loom").toStdString())->runs.size(), 3u);
        QCOMPARE(run({"train", path("three.loom"), "--resume", "--repeat", "2"}).status, 1);
    }

    void settingsOfTheDataCanBeGiven()
    {
        const Outcome outcome = run({"train", path("ae.loom"), "--data", "training=80", "--epochs", "1",
                                     "--json", "-o", path("eighty.loom")});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(loadProject(path("eighty.loom").toStdString())->runs.at(0).last->step, 2);
        QCOMPARE(run({"train", path("ae.loom"), "--data", "colour=red"}).status, 1);
    }

    void optionsOverrideTheProject()
    {
        const Outcome outcome =
            run({"train", path("ae.loom"), "--json", "--epochs", "1", "--limit", "40", "--batch", "8",
                 "--rate", "0.01", "--seed", "3", "--threads", "2", "-o", path("other.loom")});
        QCOMPARE(outcome.status, 0);
        const auto file = loadProject(path("other.loom").toStdString());
        const Run& trained = file->runs.at(0);
        QCOMPARE(trained.last->step, 5);
        QCOMPARE(trained.settings.learningRate, 0.01);
        QCOMPARE(trained.settings.seed, 3);
        QCOMPARE(trained.batches.size(), 5u);
    }

    void resumedTrainingHasTheSameBits()
    {
        QCOMPARE(run({"train", path("ae.loom"), "--epochs", "5", "-o", path("five.loom")}).status, 0);
        QCOMPARE(run({"train", path("ae.loom"), "--epochs", "3", "-o", path("three.loom")}).status, 0);
        QCOMPARE(run({"train", path("three.loom"), "--resume", "--epochs", "5", "--threads", "2", "-o",
                      path("three.loom")})
                     .status,
                 0);
        const auto five = loadProject(path("five.loom").toStdString());
        const auto three = loadProject(path("three.loom").toStdString());
        QCOMPARE(three->runs.size(), 1u);
        QCOMPARE(three->runs[0].epochs.size(), 5u);
        QCOMPARE(three->runs[0].batches.size(), five->runs[0].batches.size());
        for (const auto part : {&Checkpoint::weights, &Checkpoint::optimizer})
            QCOMPARE(writeSafetensors((*three->runs[0].last).*part),
                     writeSafetensors((*five->runs[0].last).*part));
        QVERIFY(three->runs[0].last->weights.at("Dense/kernel").size() == 784 * 12);
    }

    void anInterruptSavesWhatIsThereAndResumesWithTheSameBits()
    {
        QProcess process;
        process.start(LAYERLOOM_BIN_DIR "/layerloom-cli",
                      {"train", path("ae.loom"), "--epochs", "100000", "--json", "-o", path("stopped.loom")});
        QVERIFY(process.waitForReadyRead(30'000)); // the first epoch is over
        kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        const auto stopped = loadProject(path("stopped.loom").toStdString());
        QVERIFY(bool(stopped));
        QCOMPARE(stopped->runs[0].state, std::string("stopped"));
        const int epochs = stopped->runs[0].last->epoch + 2;
        QCOMPARE(run({"train", path("stopped.loom"), "--resume", "--epochs", QString::number(epochs), "-o",
                      path("stopped.loom")})
                     .status,
                 0);
        QCOMPARE(
            run({"train", path("ae.loom"), "--epochs", QString::number(epochs), "-o", path("whole.loom")})
                .status,
            0);
        const auto resumed = loadProject(path("stopped.loom").toStdString());
        const auto whole = loadProject(path("whole.loom").toStdString());
        QCOMPARE(writeSafetensors(resumed->runs[0].last->weights),
                 writeSafetensors(whole->runs[0].last->weights));
    }

    void forecastWritesTableAndPicture()
    {
        const Outcome outcome = run({"forecast", path("series-trained.loom"), "--horizon", "5", "--output",
                                     path("forecast.csv"), "--picture", path("forecast.png"), "--json"});
        QCOMPARE(outcome.status, 0);
        const QJsonObject target = outcome.lines().at(0)["targets"][0].toObject();
        QCOMPARE(target["name"].toString(), "Passengers");
        QCOMPARE(target["horizon"].toArray().size(), 5);
        QCOMPARE(target["horizon"][0]["time"].toString(), "1961-01");
        const double test = target["test"]["rmse"].toDouble();
        QVERIFY(test > 10 && std::abs(test - 309 * target["test"]["rmse_scaled"].toDouble()) < 1e-3);
        QCOMPARE(pngSize(path("forecast.png")), QSize(1200, 480));
        QFile table(path("forecast.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().count('\n'), 1 + 144 + 5);
        QVERIFY(run({"forecast", path("series-trained.loom")}).output.contains("Passengers  test"));
    }

    void whatIsWrongWithASeriesIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        write(path("empty.csv"), "");
        write(path("words.csv"), "city\nOslo\nRome\n");
        const QStringList own{"train", path("series.loom"), "--dataset", "csv-series", "--data"};
        QTest::newRow("no series") << QStringList{"forecast", path("ae-trained.loom")} << "predict a series";
        QTest::newRow("empty") << own + QStringList{"path=" + path("empty.csv")} << "is empty";
        QTest::newRow("words") << own + QStringList{"path=" + path("words.csv")} << "no column of numbers";
        QTest::newRow("too long") << QStringList{"train", path("series.loom"), "--data", "past=200"}
                                  << "too few for a window of 200 past";
    }
    void whatIsWrongWithASeriesIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.errors.contains(words.toUtf8()) && outcome.errors.count('\n') == 1, outcome.errors);
    }

    void evaluatePrintsMetricsAndConfusion()
    {
        const Outcome outcome =
            run({"evaluate", path("classes-trained.loom"), "--json", "--part", "validation"});
        QCOMPARE(outcome.status, 0);
        const QJsonObject json = outcome.lines()[0];
        QCOMPARE(json["samples"].toInt(), 60);
        int sum = 0;
        for (const QJsonValue& row : json["confusion"]["counts"].toArray())
            for (const QJsonValue& count : row.toArray())
                sum += count.toInt();
        QCOMPARE(sum, 60);
        QCOMPARE(json["confusion"]["classes"].toArray().size(), 10);
        QVERIFY(run({"evaluate", path("classes-trained.loom")}).output.contains("accuracy"));
    }

    void generateContinuesAText()
    {
        Project project;
        project.dataset = {"phrases", {{"window", std::int64_t{3}}, {"tokens", std::int64_t{600}}}};
        const auto columns = columnsOf(project);
        Graph& graph = project.graph;
        const NodeId input = graph.add("input"), flat = graph.add("flatten"), last = graph.add("dense"),
                     output = graph.add("output");
        graph.node(input)->attributes["column"] = std::string("one_hot");
        graph.node(last)->attributes = {{"units", std::int64_t(columns[3].classes.size())},
                                        {"activation", std::string("softmax")}};
        graph.node(output)->attributes = {{"column", std::string("next")},
                                          {"loss", std::string("sparse_cross_entropy")}};
        graph.connect({input, 0, flat, 0});
        graph.connect({flat, 0, last, 0});
        graph.connect({last, 0, output, 0});
        save("writer.loom", project);
        const QString trained = path("writer-trained.loom");
        QCOMPARE(run({"train", path("writer.loom"), "-o", trained, "--epochs", "2"}).status, 0);

        const QStringList wish{"generate", trained, "--words", "12", "--seed", "5", "--json"};
        const Outcome first = run(wish + QStringList{"--threads", "1"});
        QCOMPARE(first.status, 0);
        QCOMPARE(first.output, run(wish + QStringList{"--threads", "3"}).output);
        const QJsonObject line = first.lines()[0];
        QCOMPARE(line["tokens"].toArray().size(), 12);
        QVERIFY(line["text"].toString().startsWith(line["prompt"].toString()));
        QCOMPARE(run({"generate", trained, "--words", "12", "--seed", "5"}).output.trimmed(),
                 line["text"].toString().toUtf8());
        const auto sure = run({"generate", trained, "--temperature", "0", "--prompt", "The dog", "--json"});
        for (const QJsonValue& token : sure.lines()[0]["tokens"].toArray())
            QCOMPARE(token["token"], token["likeliest"][0]["token"]);

        const Outcome unknown = run({"generate", trained, "--prompt", "the dinosaur"});
        QCOMPARE(unknown.status, 1);
        QVERIFY(unknown.errors.contains("dinosaur") && unknown.errors.count('\n') == 1);
        const Outcome pictures = run({"generate", path("ae-trained.loom")});
        QCOMPARE(pictures.status, 1);
        QVERIFY(pictures.errors.contains("does not write text"));
    }

    void predictReadsSeveralFormats()
    {
        QByteArray row;
        for (int i = 0; i < 784; ++i)
            row += (i ? "," : "") + QByteArray(i % 3 ? "0" : "1");
        QByteArray pixels;
        for (int i = 0; i < 784; ++i)
            pixels += i % 3 ? '\0' : '\xff';
        write(path("in.csv"), row + "\n" + row + "\n");
        write(path("in.png"), png(28, pixels));

        const auto fromTable =
            run({"predict", path("classes-trained.loom"), "--input", path("in.csv"), "--json"});
        const auto fromPicture =
            run({"predict", path("classes-trained.loom"), "--input", path("in.png"), "--json"});
        QCOMPARE(fromTable.status, 0);
        QCOMPARE(fromTable.lines().size(), 2);
        QCOMPARE(fromPicture.lines().size(), 1);
        QCOMPARE(fromPicture.lines()[0]["output"], fromTable.lines()[0]["output"]);
        QCOMPARE(fromTable.lines()[0]["output"].toArray().size(), 10);

        const Outcome written =
            run({"predict", path("ae-trained.loom"), "--input", path("in.csv"), "--output", path("out.npy")});
        QCOMPARE(written.status, 0);
        QCOMPARE(QFileInfo(path("out.npy")).size(), 128 + 2 * 784 * 4);
        const Outcome again = run({"predict", path("ae-trained.loom"), "--input", path("out.npy"), "--json"});
        QCOMPARE(again.lines().size(), 2);
    }

    void inputsOfTheWrongSizeAreRefused()
    {
        write(path("wide.png"), png(30, QByteArray(30 * 28, 0)));
        const Outcome outcome = run({"predict", path("classes-trained.loom"), "--input", path("wide.png")});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.errors.contains("28 x 28"));
    }

    // Two classes of plain colours in a folder; the network learns from them and judges a picture of another
    // size.
    void ownPicturesAreTrainedOnAndPredicted()
    {
        for (const char* name : {"red", "blue"}) {
            const std::filesystem::path folder = path("own").toStdString() + "/" + name;
            std::filesystem::create_directories(folder);
            const bool red = name == std::string("red");
            for (std::uint8_t i = 0; i < 40; ++i)
                QVERIFY(writePng(
                    folder / (std::to_string(i) + ".png"),
                    plain(20 + i, 30, {std::uint8_t(red ? 255 - i : 0), 9, std::uint8_t(red ? 0 : 200)})));
        }
        Project project = smallProject(true);
        project.dataset = {"image-folder"};
        project.dataset.attributes["folder"] = path("own").toStdString();
        project.dataset.attributes["skip_damaged"] = true;
        write(path("own/red/torn.jpg"), jpegOf(plain(64, 64, {1, 2, 3})).left(200));
        for (Node& node : project.graph.nodes)
            if (node.type == "dense" && node.attributes.contains("activation") &&
                toText(node.attributes["activation"]) == "softmax")
                node.attributes["units"] = std::int64_t{2};
        project.training.epochs = 20;
        save("own.loom", project);
        const Outcome trained = run({"train", path("own.loom"), "-o", path("own-trained.loom"), "--json"});
        QVERIFY2(trained.status == 0, trained.errors.constData());
        QVERIFY2(trained.errors.contains("1 of 81 pictures could not be read"), trained.errors.constData());
        write(path("red.jpg"), jpegOf(plain(123, 77, {230, 20, 10})));
        write(path("blue.jpg"), jpegOf(plain(8, 9, {10, 20, 220})));
        for (const char* name : {"red", "blue"}) {
            const Outcome outcome = run({"predict", path("own-trained.loom"), "--input",
                                         path((name + std::string(".jpg")).c_str()), "--json"});
            QVERIFY2(outcome.status == 0, outcome.errors.constData());
            QCOMPARE(outcome.lines()[0]["name"].toString(), QString(name));
        }
        write(path("broken.jpg"), jpegOf(plain(64, 64, {1, 2, 3})).left(200));
        const Outcome broken = run({"predict", path("own-trained.loom"), "--input", path("broken.jpg")});
        QCOMPARE(broken.status, 1);
        QVERIFY(broken.errors.contains("broken.jpg") && broken.errors.count('\n') == 1);
        std::filesystem::remove_all(path("own").toStdString());
        const Outcome gone = run({"train", path("own.loom")});
        QCOMPARE(gone.status, 1);
        QVERIFY2(gone.errors.contains("is not there"), gone.errors.constData());
    }

    void reconstructDrawsOriginalsOverRebuilt()
    {
        const Outcome outcome = run({"reconstruct", path("ae-trained.loom"), "--count", "7", "--output",
                                     path("grid.png"), "--json", "--scale", "1"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(pngSize(path("grid.png")), QSize(7 * 30 + 2, 2 * 30 + 2));
        QCOMPARE(outcome.lines()[0]["errors"].toArray().size(), 7);
    }

    void stepGivesGradientsAndTheWeightsAfterIt()
    {
        NamedTensors batch;
        batch["column/pixels"] = Tensor::zeros({4, 784});
        batch["weight/Dense/kernel"] = Tensor::zeros({784, 12});
        QVERIFY(bool(saveSafetensors(path("batch.safetensors").toStdString(), batch)));
        const Outcome outcome = run({"step", path("ae.loom"), "--batch", path("batch.safetensors"),
                                     "--output", path("out.safetensors")});
        QVERIFY2(outcome.status == 0, outcome.errors.constData());
        const auto results = loadSafetensors(path("out.safetensors").toStdString());
        for (const char* name : {"loss", "output/Output", "gradient/Dense/kernel", "gradient/Dense/bias",
                                 "gradient/Dense 2/kernel", "weight/Dense/kernel", "weight/Dense 2/bias"})
            QVERIFY2(results->contains(name), name);
        QCOMPARE(results->at("loss").item(), 0.f); // black in, black out
        QVERIFY(results->at("output/Output").shape() == (Shape{4, 784}));
    }

    void stepRefusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("short samples") << "column/pixels" << 4 << 10;
        QTest::newRow("no samples") << "column/pixels" << 0 << 784;
        QTest::newRow("wrong weight") << "weight/Dense/kernel" << 3 << 3;
        QTest::newRow("unknown weight") << "weight/Dance/kernel" << 784 << 12;
        QTest::newRow("noise without noise") << "noise/Dense" << 4 << 784;
        QTest::newRow("unknown tensor") << "colunm/pixels" << 4 << 784;
    }
    void stepRefusesWhatDoesNotFit()
    {
        QFETCH(QString, tensor);
        QFETCH(int, rows);
        QFETCH(int, columns);
        NamedTensors batch;
        batch["column/pixels"] = Tensor::zeros({4, 784});
        batch[tensor.toStdString()] = Tensor::zeros({rows, columns});
        QVERIFY(bool(saveSafetensors(path("bad.safetensors").toStdString(), batch)));
        const Outcome outcome = run({"step", path("ae.loom"), "--batch", path("bad.safetensors"), "--output",
                                     path("bad-out.safetensors")});
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.errors.count('\n'), 1);
    }

    void classesBeyondTheLastAreRefused()
    {
        NamedTensors batch;
        batch["column/pixels"] = Tensor::zeros({2, 784});
        const std::int32_t labels[] = {3, 10};
        batch["column/label"] = Tensor::ofIds({2}, labels);
        QVERIFY(bool(saveSafetensors(path("labels.safetensors").toStdString(), batch)));
        const Outcome outcome = run({"step", path("classes.loom"), "--batch", path("labels.safetensors"),
                                     "--output", path("labels-out.safetensors")});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.errors.contains("10"));
    }

    void benchmarkMeasures()
    {
        const Outcome outcome = run({"benchmark", path("ae.loom"), "--seconds", "0.2", "--json"});
        QVERIFY2(outcome.status == 0, outcome.errors.constData());
        const QJsonObject json = outcome.lines()[0];
        QCOMPARE(json["model"].toString(), QString("ae"));
        QVERIFY(json["samples_per_s"].toDouble() > 0);
        QVERIFY(json["p05_samples_per_s"].toDouble() >= json["samples_per_s"].toDouble());
    }

    void datasetsTellsWhatIsHere()
    {
        bool digits = false, mnist = false;
        for (const QJsonObject& set : run({"datasets", "--sizes", "--json"}).lines()) {
            if (set["id"] == "digits")
                digits = set["present"].toBool() && set["sizes"]["test"] == 10'000;
            if (set["id"] == "mnist")
                mnist = !set["present"].toBool() && set["missing"].isString() && set["sizes"].isNull();
        }
        QVERIFY(digits);
        QVERIFY(mnist);
    }

    void datasetsCountsSamplesOnRequestOnly()
    {
        for (const QJsonObject& set : run({"datasets", "--json"}).lines())
            QVERIFY2(set["sizes"].isNull() && set["columns"].isArray(), qPrintable(set["id"].toString()));
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"

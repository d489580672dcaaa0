// The projects that come with the program.
#include "engine/datasets/stand_in.h"
#include "engine/project/bytes_file.h"
#include "engine/project/project_file.h"

#include <QtTest>

using namespace engine;

namespace {

std::filesystem::path sample(const QString& name)
{
    return (LAYERLOOM_SOURCE_DIR "/projects/" + name + ".loom").toStdString();
}

} // namespace

class SamplesTest : public QObject {
    Q_OBJECT
private slots:
    void parametersAreThoseOfTheBook_data()
    {
        QTest::addColumn<qlonglong>("parameters");
        QTest::addColumn<int>("epochs");
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("batch");
        const auto sample = [](const char* name, qlonglong parameters, int epochs, double rate = 0.001,
                               int batch = 100) {
            QTest::newRow(name) << parameters << epochs << rate << batch;
        };
        sample("ae-stacked", 1'132'816, 20);
        sample("ae-stacked-sigmoid", 1'132'816, 20);
        sample("ae-denoising", 1'132'816, 100);
        sample("ae-denoising-sigmoid", 1'132'816, 20);
        sample("ae-sparse", 784 * 1024 + 1024 + 1024 * 784 + 784, 20);
        sample("ae-conv", 160 + 1160 + 1168 + 145, 10);
        sample("vae", 1'165'840, 50);
        sample("vae-tanh", 1'165'840, 20);
        sample("dense-digits", 784 * 512 + 512 + 512 * 10 + 10, 15);
        sample("lenet-mnist-adam", 3'255'914, 10);
        sample("lenet-mnist-sgd", 3'255'914, 10, 0.01);
        sample("lenet-cifar10-adam", 4'239'978, 20);
        sample("lenet-cifar10", 4'239'978, 10);
        sample("resnet-cifar10", 309'994, 15, 0.1);
        sample("rnn-mnist", 720 + 170, 20, 0.01);
        sample("bilstm-mnist", 2 * 23'808 + 1290, 5, 0.002);
        sample("airpass-rnn", 29, 20, 0.001, 1);
        sample("airpass-lstm", 101, 20, 0.001, 1);
        sample("airpass-gru", 77, 20, 0.001, 1);
        sample("airpass-rnn-full", 29, 100, 0.1, 95);
        sample("airpass-lstm-full", 101, 600, 0.1, 95);
        sample("airpass-gru-full", 77, 600, 0.1, 95);
        sample("seq2seq-airpass", 4352 + 8320 + 33, 150, 0.003, 8);
        sample("climate-lstm", 10'176 + 392, 10, 0.002, 64);
        sample("textgen-lstm", 66'560 + 187'953, 1000, 0.001, 128);
        sample("char-lstm", 84'637, 4, 0.003, 128);
        sample("skipgram-nce", 10'000 * 128 * 2 + 10'000, 10, 0.9, 128);
        sample("cbow-nce", 10'000 * 128 * 2 + 10'000, 10, 0.9, 128);
        sample("skipgram-dot", 5'120'000 * 2 + 2, 5, 0.001, 1024);
        sample("skipgram-phrases", 202 * 32 * 2 + 202, 10, 0.01, 256);
    }
    void parametersAreThoseOfTheBook()
    {
        QFETCH(qlonglong, parameters);
        QFETCH(int, epochs);
        QFETCH(double, rate);
        QFETCH(int, batch);
        const Result<ProjectFile> file = loadProject(sample(QTest::currentDataTag()));
        QVERIFY2(bool(file), file ? "" : file.problem().sentence().c_str());
        const Analysis analysis = analyse(file->project.graph, columnsOf(file->project));
        QCOMPARE(qlonglong(analysis.parameters), parameters);
        qlonglong movingAverages = 0; // of batch normalisation
        for (const auto& [id, facts] : analysis.nodes)
            for (const ParameterShape& p : facts.parameterShapes)
                movingAverages += p.trainable ? 0 : p.shape.elements();
        QCOMPARE(qlonglong(analysis.trainable), parameters - movingAverages);
        QCOMPARE(file->project.training.epochs, epochs);
        QCOMPARE(file->project.training.batchSize, batch);
        QCOMPARE(file->project.training.learningRate, rate);
    }

    void nothingIsWrongWithThem_data() { parametersAreThoseOfTheBook_data(); }
    void nothingIsWrongWithThem()
    {
        const Project project = loadProject(sample(QTest::currentDataTag()))->project;
        QVERIFY(!project.title.empty() && project.description.ends_with('.'));
        const Analysis analysis = analyse(project.graph, columnsOf(project));
        for (const Diagnostic& diagnostic : analysis.diagnostics)
            QFAIL(diagnostic.problem.sentence().c_str());
        QVERIFY(analysis.runnable());
        for (const Node& node : project.graph.nodes)
            QVERIFY2(check(findLayerType(node.type)->fields, node.attributes), node.name.c_str());
    }

    // At most a click away: another text has another vocabulary.
    void theyRunOnTheirStandIn_data() { parametersAreThoseOfTheBook_data(); }
    void theyRunOnTheirStandIn()
    {
        Project project = loadProject(sample(QTest::currentDataTag()))->project;
        const std::string standIn = findDatasetType(project.dataset.id)->standIn;
        if (standIn.empty())
            QSKIP("Its data set comes with the program.");
        project.dataset = {standIn, knownTo(*findDatasetType(standIn), project.dataset.attributes)};
        Analysis analysis = analyse(project.graph, columnsOf(project));
        QVERIFY(analysis.runnable());
        if (!analysis.diagnostics.empty()) {
            QVERIFY(!analysis.diagnostics.front().fixes.empty());
            project.graph = analysis.diagnostics.front().fixes.front().apply(project.graph);
            analysis = analyse(project.graph, columnsOf(project));
        }
        QVERIFY(analysis.runnable() && analysis.diagnostics.empty());
    }

    void savingThemAgainChangesNothing_data() { parametersAreThoseOfTheBook_data(); }
    void savingThemAgainChangesNothing()
    {
        const auto bytes = readBytes(sample(QTest::currentDataTag()), 1 << 20);
        const QByteArray text(reinterpret_cast<const char*>(bytes->data()), qsizetype(bytes->size()));
        QCOMPARE(QByteArray::fromStdString(projectJson(parseProject(*bytes, "x")->project)), text);
    }
};

QTEST_GUILESS_MAIN(SamplesTest)
#include "samples_test.moc"

// The projects that come with the program.
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
        QTest::newRow("ae-stacked") << 1'132'816LL << 20;
        QTest::newRow("ae-stacked-sigmoid") << 1'132'816LL << 20;
        QTest::newRow("ae-denoising") << 1'132'816LL << 100;
        QTest::newRow("ae-denoising-sigmoid") << 1'132'816LL << 20;
        QTest::newRow("ae-sparse") << 784LL * 1024 + 1024 + 1024 * 784 + 784 << 20;
        QTest::newRow("ae-conv") << 160LL + 1160 + 1168 + 145 << 10;
        QTest::newRow("vae") << 1'165'840LL << 50;
        QTest::newRow("vae-tanh") << 1'165'840LL << 20;
        QTest::newRow("dense-digits") << 784LL * 512 + 512 + 512 * 10 + 10 << 15;
    }
    void parametersAreThoseOfTheBook()
    {
        QFETCH(qlonglong, parameters);
        QFETCH(int, epochs);
        const Result<ProjectFile> file = loadProject(sample(QTest::currentDataTag()));
        QVERIFY2(bool(file), file ? "" : file.problem().sentence().c_str());
        const Analysis analysis = analyse(file->project.graph, columnsOf(file->project));
        QCOMPARE(qlonglong(analysis.parameters), parameters);
        QCOMPARE(qlonglong(analysis.trainable), parameters);
        QCOMPARE(file->project.training.epochs, epochs);
        QCOMPARE(file->project.training.batchSize, 100);
        QCOMPARE(file->project.training.learningRate, 0.001);
    }

    void nothingIsWrongWithThem_data() { parametersAreThoseOfTheBook_data(); }
    void nothingIsWrongWithThem()
    {
        Project project = loadProject(sample(QTest::currentDataTag()))->project;
        QVERIFY(!project.title.empty() && project.description.ends_with('.'));
        QCOMPARE(project.dataset.id, std::string("mnist"));
        for (const char* dataset : {"mnist", "digits"}) {
            project.dataset = {dataset};
            const Analysis analysis = analyse(project.graph, columnsOf(project));
            for (const Diagnostic& diagnostic : analysis.diagnostics)
                QFAIL(diagnostic.problem.sentence().c_str());
            QVERIFY(analysis.runnable());
        }
        for (const Node& node : project.graph.nodes)
            QVERIFY2(check(findLayerType(node.type)->fields, node.attributes), node.name.c_str());
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

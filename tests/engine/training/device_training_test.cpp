#include "engine/base/json.h"
#include "engine/datasets/stand_in.h"
#include "engine/optimizers/optimizer_type.h"
#include "engine/project/project_file.h"
#include "tests/engine/devices/card.h"

#include "tiny_training.h"

#include <QDir>
#include <QtTest>

#include <map>

using namespace engine;
using namespace engine::tiny;

// That training on a card gives what training on the processor does: on the card of this machine, or, where
// LAYERLOOM_CUDA_MODULE names the module of tests/cuda_on_cpu, on the processor.

namespace {

// Samples of real data run on their bundled stand-ins, which have the same shapes.
Choice bundled(const Choice& choice)
{
    const DatasetType& type = *findDatasetType(choice.id);
    return type.standIn.empty()
        ? choice
        : Choice{type.standIn, knownTo(*findDatasetType(type.standIn), choice.attributes)};
}

const Dataset& loaded(const Choice& choice)
{
    static std::map<std::string, Dataset> all;
    const std::string key = choice.id + toJson(choice).dump();
    if (!all.contains(key)) {
        Result<Dataset> data = findDatasetType(choice.id)->load(choice.attributes, {}, {});
        if (!data)
            qFatal("%s", data.problem().sentence().c_str());
        all[key] = limited(*data, 40);
    }
    return all[key];
}

struct Outcome {
    std::vector<float> losses;
    EpochResult epoch;
    std::shared_ptr<const Checkpoint> last;
    Result<void> problem;
};

Outcome trained(TrainingJob job, const std::string& device)
{
    job.settings.device = device;
    Trainer trainer(std::move(job));
    trainer.wait();
    Outcome outcome{.last = trainer.lastCheckpoint(), .problem = trainer.outcome()};
    for (const BatchPoint& point : trainer.takeBatches())
        outcome.losses.push_back(point.loss);
    if (const auto epochs = trainer.takeEpochs(); !epochs.empty())
        outcome.epoch = epochs.back();
    return outcome;
}

double relative(double a, double b)
{
    return std::fabs(a - b) / std::max({std::fabs(a), std::fabs(b), 1e-3});
}

// Rounding differs and grows from step to step.
constexpr double tolerance = 2e-3;

void compare(const Metrics& card, const Metrics& processor)
{
    QCOMPARE(card.size(), processor.size());
    for (const auto& [name, value] : processor)
        QVERIFY2(relative(card.at(name), value) < tolerance || name.ends_with("accuracy"),
                 QByteArray::fromStdString(name + ": " + number(card.at(name)) + ", not " + number(value)));
}

TrainingJob ringsJob(const std::string& optimizer = "adam")
{
    TrainingJob job;
    job.graph = classifier();
    job.data = rings();
    job.columns = columnsOf(job.data);
    job.settings.optimizer.id = optimizer;
    job.settings.batchSize = 16;
    job.settings.epochs = 3;
    job.settings.checkpointEvery = 1;
    return job;
}

} // namespace

class DeviceTrainingTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { NEEDS_CARD(); }

    void samplesTrainAsOnTheProcessor_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(LAYERLOOM_SOURCE_DIR "/projects");
        for (const QString& name : folder.entryList({QStringLiteral("*.loom")}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void samplesTrainAsOnTheProcessor()
    {
        QFETCH(QString, path);
        const Result<ProjectFile> file = loadProject(path.toStdString());
        QVERIFY(bool(file));
        const Choice choice = bundled(file->project.dataset);
        TrainingJob job;
        job.graph = file->project.graph;
        job.columns = findDatasetType(choice.id)->columns(choice.attributes);
        job.data = loaded(choice);
        job.settings = file->project.training;
        job.settings.batchSize = std::min(job.settings.batchSize, 8); // several steps, the last one smaller
        job.settings.limit = 36;
        job.settings.epochs = 1;
        const Outcome card = trained(job, "cuda"), processor = trained(job, "cpu");
        QVERIFY2(bool(card.problem), card.problem ? "" : card.problem.problem().sentence().c_str());
        QVERIFY(processor.losses.size() >= 3);
        QCOMPARE(card.losses.size(), processor.losses.size());
        for (std::size_t i = 0; i < card.losses.size(); ++i)
            QVERIFY2(relative(card.losses[i], processor.losses[i]) < tolerance,
                     QByteArray::fromStdString("step " + number(std::int64_t(i + 1)) + ": " +
                                               number(card.losses[i]) + ", not " +
                                               number(processor.losses[i])));
        compare(card.epoch.training, processor.epoch.training);
        compare(card.epoch.validation, processor.epoch.validation);
    }

    void everyOptimizerTrainsAsOnTheProcessor_data()
    {
        QTest::addColumn<QString>("optimizer");
        for (const OptimizerType& type : optimizerTypes())
            QTest::newRow(type.id.c_str()) << QString::fromStdString(type.id);
    }
    void everyOptimizerTrainsAsOnTheProcessor()
    {
        QFETCH(QString, optimizer);
        TrainingJob job = ringsJob(optimizer.toStdString());
        job.settings.clipping = "global_norm";
        const Outcome card = trained(job, "cuda"), processor = trained(job, "cpu");
        QVERIFY(card.last && processor.last);
        for (const auto& [name, value] : processor.last->weights)
            for (std::size_t i = 0; i < value.values().size(); ++i)
                QVERIFY2(relative(card.last->weights.at(name).values()[i], value.values()[i]) < 0.02,
                         name.c_str());
        compare(card.epoch.training, processor.epoch.training);
    }

    void aRunGoesOnExactlyWhereItWas()
    {
        TrainingJob job = ringsJob();
        const Outcome whole = trained(job, "cuda");
        job.settings.epochs = 1;
        const Outcome first = trained(job, "cuda");
        QVERIFY(first.last);
        job.settings.epochs = 3;
        job.resume = deepCopy(*first.last);
        const Outcome second = trained(job, "cuda");
        for (const auto& [name, value] : whole.last->weights)
            QVERIFY2(std::ranges::equal(second.last->weights.at(name).values(), value.values()),
                     name.c_str());
    }

    void aRunMovesBetweenDevices()
    {
        TrainingJob job = ringsJob();
        const Outcome whole = trained(job, "cpu");
        job.settings.epochs = 1;
        const Outcome first = trained(job, "cuda");
        job.settings.epochs = 3;
        job.resume = deepCopy(*first.last);
        compare(trained(job, "cpu").epoch.training, whole.epoch.training);
    }

    void lossesThatAreNoNumbersStopTheRun()
    {
        TrainingJob job = ringsJob("sgd");
        job.settings.learningRate = 100;
        job.graph = classifier();
        job.settings.epochs = 50;
        const Outcome card = trained(job, "cuda"), processor = trained(job, "cpu");
        QCOMPARE(bool(card.problem), bool(processor.problem));
        if (!card.problem)
            QCOMPARE(card.problem.problem().sentence(), processor.problem.problem().sentence());
    }

    void memoryIsGivenBack()
    {
        trained(ringsJob(), "cuda");
        const std::int64_t before = memoryUse(Device::Cuda).used;
        trained(ringsJob(), "cuda");
        QCOMPARE(memoryUse(Device::Cuda).used, before);
        QVERIFY(memoryUse(Device::Cuda).pooled > 0);
        releasePooledMemory();
        QCOMPARE(memoryUse(Device::Cuda).pooled, 0);
    }
};

QTEST_GUILESS_MAIN(DeviceTrainingTest)
#include "device_training_test.moc"

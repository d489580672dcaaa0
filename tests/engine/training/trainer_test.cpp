#include "engine/training/probe_pictures.h"

#include "tiny_training.h"

#include <QTest>

using namespace engine;
using namespace engine::tiny;
using State = Trainer::State;

namespace {

bool isOver(const Trainer& trainer)
{
    return trainer.state() >= State::Finished;
}

// Waits for what the training thread does. The condition may take things out: it is asked until it holds.
template <class Condition>
bool eventually(Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
        if (condition())
            return true;
        std::this_thread::yield();
    }
    return false;
}

struct Outcome {
    std::shared_ptr<const Checkpoint> last;
    std::vector<BatchPoint> batches;
    std::vector<EpochResult> epochs;
};

Outcome outcomeOf(Trainer& trainer)
{
    trainer.wait();
    return {trainer.lastCheckpoint(), trainer.takeBatches(), trainer.takeEpochs()};
}

Outcome trained(const TrainingJob& job)
{
    Trainer trainer(job);
    return outcomeOf(trainer);
}

// Everything that goes on, apart from the time it took.
bool same(const Checkpoint& a, const Checkpoint& b)
{
    std::map<std::string, double> sumsA = a.sums, sumsB = b.sums;
    sumsA.erase("seconds");
    sumsB.erase("seconds");
    return sameBits(a.weights, b.weights) && sameBits(a.optimizer, b.optimizer) && a.step == b.step &&
        a.epoch == b.epoch && a.batchInEpoch == b.batchInEpoch && sumsA == sumsB;
}

struct Stopped {
    std::shared_ptr<const Checkpoint> last, best;
};

// Does so many steps and stops there.
Stopped stoppedAfter(TrainingJob job, int steps)
{
    job.startPaused = true;
    Trainer trainer(job);
    for (int i = 0; i < steps; ++i)
        trainer.stepOnce();
    while (trainer.state() == State::Starting || trainer.state() == State::Running)
        std::this_thread::yield();
    trainer.stop();
    trainer.wait();
    return {trainer.lastCheckpoint(), trainer.bestCheckpoint()};
}

void addEarlyStopping(TrainingJob& job)
{
    job.settings.earlyStopping = true;
    job.settings.patience = 2;
    job.settings.minimumImprovement = 0.02;
}

} // namespace

class TrainerTest : public QObject {
    Q_OBJECT
private slots:
    void learnsToTellRingsApart()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 40;
        const Outcome outcome = trained(job);
        QCOMPARE(outcome.epochs.size(), 40u);
        QVERIFY(outcome.epochs.back().validation.at("accuracy") > 0.95);
        QVERIFY(outcome.epochs.back().training.at("loss") < outcome.epochs.front().training.at("loss") / 3);
        QCOMPARE(outcome.epochs.back().epoch, 40);
    }

    void resumesExactly_data()
    {
        QTest::addColumn<std::function<void(TrainingJob&)>>("change");
        QTest::addColumn<int>("steps");
        using Change = std::function<void(TrainingJob&)>;
        const Change none = [](TrainingJob&) {};
        QTest::newRow("in the first epoch") << none << 3;
        QTest::newRow("before the first step") << none << 0;
        QTest::newRow("between epochs") << none << 16;
        QTest::newRow("in a later epoch") << none << 21;
        QTest::newRow("with dropout")
            << Change([](TrainingJob& job) { job.graph = classifier("dropout"); }) << 11;
        QTest::newRow("with noise") << Change([](TrainingJob& job) {
            job.graph = classifier("gaussian_noise");
        }) << 11;
        QTest::newRow("with batch normalisation")
            << Change([](TrainingJob& job) { job.graph = classifier("batch_normalization"); }) << 13;
        QTest::newRow("on plateau") << Change([](TrainingJob& job) {
            job.settings.schedule = {"plateau", {{"patience", std::int64_t{1}}, {"min_delta", 0.5}}};
        }) << 27;
        QTest::newRow("with a schedule")
            << Change([](TrainingJob& job) { job.settings.schedule = {"cosine"}; }) << 9;
        QTest::newRow("with early stopping") << Change(addEarlyStopping) << 20;
        QTest::newRow("with momentum") << Change([](TrainingJob& job) {
            job.settings.optimizer = {"sgd", {{"momentum", 0.9}}};
        }) << 5;
        QTest::newRow("with clipping") << Change([](TrainingJob& job) {
            job.settings.clipping = "global_norm";
            job.settings.clippingLimit = 0.05;
        }) << 5;
        QTest::newRow("on two threads") << Change([](TrainingJob& job) { job.settings.threads = 2; }) << 11;
        QTest::newRow("on the last batch of an odd size")
            << Change([](TrainingJob& job) { job.settings.batchSize = 33; }) << 4;
    }
    void resumesExactly()
    {
        QFETCH(std::function<void(TrainingJob&)>, change);
        QFETCH(int, steps);
        TrainingJob job = jobOf(classifier(), rings());
        change(job);
        const Outcome whole = trained(job);
        const Stopped middle = stoppedAfter(job, steps);
        QCOMPARE(middle.last->step, std::int64_t{steps});
        job.resume = deepCopy(*middle.last);
        job.best = middle.best;
        const Outcome resumed = trained(job);
        QVERIFY(same(*resumed.last, *whole.last));
        QCOMPARE(resumed.batches.size() + static_cast<std::size_t>(steps), whole.batches.size());
        QVERIFY(!resumed.epochs.empty());
        QCOMPARE(resumed.epochs.back().training, whole.epochs.back().training);
        QCOMPARE(resumed.epochs.back().validation, whole.epochs.back().validation);
    }

    void moreEpochsGoOnWhereFewerEnded()
    {
        TrainingJob job = jobOf(classifier("dropout"), rings());
        const Outcome whole = trained(job);
        job.settings.epochs = 3;
        const Outcome three = trained(job);
        QCOMPARE(three.last->epoch, 3);
        job.settings.epochs = 4;
        job.resume = deepCopy(*three.last);
        QVERIFY(same(*trained(job).last, *whole.last));
    }

    void stoppingAtAnyMomentLosesNothing()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 12;
        const Outcome whole = trained(job);
        std::size_t points = 0;
        for (int round = 0; round < 200; ++round) {
            Trainer trainer(job);
            for (int i = 0; i < 3 * round; ++i)
                std::this_thread::yield();
            trainer.stop();
            const Outcome part = outcomeOf(trainer);
            points += part.batches.size();
            QVERIFY(part.last);
            job.resume = deepCopy(*part.last);
            if (trainer.state() == State::Finished)
                break;
        }
        const Outcome rest = trained(job);
        QVERIFY(same(*rest.last, *whole.last));
        QCOMPARE(points + rest.batches.size(), whole.batches.size());
    }

    void sameBitsOnAnyNumberOfThreads()
    {
        TrainingJob job = jobOf(classifier("dense", dense(300, "relu"), 300), rings());
        job.settings.epochs = 2;
        job.settings.batchSize = 80;
        std::vector<Outcome> outcomes;
        for (const int threads : {1, 2, 4}) {
            job.settings.threads = threads;
            outcomes.push_back(trained(job));
        }
        QVERIFY(same(*outcomes[0].last, *outcomes[1].last));
        QVERIFY(same(*outcomes[0].last, *outcomes[2].last));
    }

    void everyPointArrivesOnceInOrder()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 30;
        Trainer trainer(job);
        std::vector<BatchPoint> all;
        std::size_t epochs = 0;
        for (bool over = false; !over;) {
            over = isOver(trainer);
            for (const BatchPoint& point : trainer.takeBatches())
                all.push_back(point);
            epochs += trainer.takeEpochs().size();
        }
        QCOMPARE(epochs, 30u);
        QCOMPARE(all.size(), 30u * 8);
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].step, static_cast<std::int64_t>(i) + 1);
            QCOMPARE(all[i].epoch, double(i + 1) / 8);
        }
    }

    void pausesStepsAndGoesOn()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 1000000;
        job.startPaused = true;
        Trainer trainer(job);
        QTRY_COMPARE(trainer.state(), State::Paused);
        QCOMPARE(trainer.stepsPerEpoch(), std::int64_t{8});
        QCOMPARE(trainer.lastCheckpoint()->step, std::int64_t{0});
        trainer.stepOnce();
        QTRY_COMPARE(trainer.state(), State::Paused);
        QCOMPARE(trainer.takeBatches().size(), 1u);
        QCOMPARE(trainer.lastCheckpoint()->step, std::int64_t{1});
        trainer.resume();
        QVERIFY(eventually([&] { return !trainer.takeEpochs().empty(); }));
        trainer.pause();
        QTRY_COMPARE(trainer.state(), State::Paused);
        trainer.takeBatches();
        QVERIFY(trainer.takeBatches().empty());
        trainer.stop();
        trainer.wait();
        QCOMPARE(trainer.state(), State::Stopped);
        QVERIFY(trainer.outcome());
    }

    void stopsEarlyAndGoesBackToTheBest()
    {
        TrainingJob job = jobOf(classifier(), rings());
        addEarlyStopping(job);
        job.settings.epochs = 500;
        Trainer trainer(job);
        const Outcome outcome = outcomeOf(trainer);
        QCOMPARE(trainer.state(), State::Finished);
        QVERIFY(outcome.epochs.size() < 500);
        std::size_t best = 0;
        double lowest = 1e9;
        for (std::size_t i = 0; i < outcome.epochs.size(); ++i) {
            const double loss = outcome.epochs[i].validation.at("loss");
            QCOMPARE(outcome.epochs[i].best, loss < lowest - 0.02);
            if (outcome.epochs[i].best) {
                best = i;
                lowest = loss;
            }
        }
        QCOMPARE(outcome.epochs.size(), best + 1 + 2);
        QVERIFY(sameBits(outcome.last->weights, trainer.bestCheckpoint()->weights));
        QCOMPARE(trainer.bestCheckpoint()->epoch, static_cast<int>(best) + 1);
    }

    void watchesAMetricWhereMoreIsBetter()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.watched = "validation_accuracy";
        job.settings.epochs = 20;
        const Outcome outcome = trained(job);
        double highest = -1;
        for (const EpochResult& epoch : outcome.epochs) {
            QCOMPARE(epoch.best, epoch.validation.at("accuracy") > highest);
            highest = std::max(highest, epoch.validation.at("accuracy"));
        }
    }

    void aLossThatIsNoNumberEndsItWithAdvice()
    {
        TrainingJob job = jobOf(classifier("dense", dense(8)), rings());
        add(job.graph, "output", {{"column", "point"}}, {add(job.graph, "dense", dense(2), {3})});
        job.settings.optimizer = {"sgd"};
        job.settings.learningRate = 50;
        Trainer trainer(job);
        trainer.wait();
        QCOMPARE(trainer.state(), State::Failed);
        QVERIFY(!trainer.outcome());
        QVERIFY(trainer.outcome().problem().sentence().find("learning rate") != std::string::npos);
        for (const BatchPoint& point : trainer.takeBatches())
            QVERIFY(std::isfinite(point.loss));
    }

    void wrongJobsAreRefused_data()
    {
        QTest::addColumn<std::function<void(TrainingJob&)>>("spoil");
        using Spoil = std::function<void(TrainingJob&)>;
        QTest::newRow("unknown optimiser")
            << Spoil([](TrainingJob& job) { job.settings.optimizer.id = "x"; });
        QTest::newRow("unknown schedule") << Spoil([](TrainingJob& job) { job.settings.schedule.id = "x"; });
        QTest::newRow("no samples") << Spoil([](TrainingJob& job) {
            job.data = makeDataset("none", *job.data.columns, {0, 10, 10});
        });
        QTest::newRow("no such column") << Spoil([](TrainingJob& job) {
            job.data = makeDataset("other", {numberColumn("point", {2}, 20, 1)}, {20, 0, 0});
        });
        QTest::newRow("empty graph") << Spoil([](TrainingJob& job) { job.graph = {}; });
        QTest::newRow("checkpoint of another network")
            << Spoil([](TrainingJob& job) { job.resume = Checkpoint(); });
    }
    void wrongJobsAreRefused()
    {
        QFETCH(std::function<void(TrainingJob&)>, spoil);
        TrainingJob job = jobOf(classifier(), rings());
        spoil(job);
        Trainer trainer(job);
        trainer.wait();
        QCOMPARE(trainer.state(), State::Failed);
        QVERIFY(trainer.outcome().problem().sentence().ends_with("."));
    }

    void canBeDestroyedAtAnyMoment()
    {
        TrainingJob job = jobOf(classifier("dropout"), rings());
        job.settings.epochs = 1000000;
        job.settings.threads = 2;
        job.probes = {{Dataset::Part::Test, {200, 201}}};
        for (int round = 0; round < 60; ++round) {
            job.startPaused = round % 7 == 3;
            Trainer trainer(job);
            const std::size_t wanted = static_cast<std::size_t>(round % 4) * 5;
            for (std::size_t points = 0; points < wanted && !job.startPaused;) {
                points += trainer.takeBatches().size();
                trainer.latest();
            }
            if (round % 3 == 0)
                trainer.pause();
        }
    }

    void snapshotsShowTheProbes()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.probes = {{Dataset::Part::Test, {200, 205, 209}}, {Dataset::Part::Train, {0, 99999}}};
        job.watched = {2};
        Trainer trainer(job);
        trainer.wait();
        Snapshot* snapshot = trainer.latest();
        QVERIFY(snapshot);
        QCOMPARE(snapshot->step, std::int64_t{32});
        QCOMPARE(snapshot->predictions.size(), 2u);
        QCOMPARE(snapshot->predictions[0].begin()->second.shape(), (Shape{3, 2}));
        QCOMPARE(snapshot->probes[1].rows.size(), 1u); // the other row does not exist
        QCOMPARE(snapshot->activations[0].at(2).shape(), (Shape{3, 16}));
        QVERIFY(snapshot->activity.contains(2));
        auto network = Network::build(job.graph, job.columns, {});
        QVERIFY((*network)->setWeights(trainer.lastCheckpoint()->weights));
        (*network)->forward(gather(job.data, (*network)->columns(), snapshot->probes[0].rows), {});
        QVERIFY(sameBits((*network)->prediction((*network)->outputs().front()),
                         snapshot->predictions[0].begin()->second));
    }

    void probesMayChangeWhileItRuns()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 1000000;
        Trainer trainer(job);
        const auto shows = [&](int count) {
            const Snapshot* snapshot = trainer.latest();
            return snapshot && snapshot->predictions.size() == 1 &&
                snapshot->predictions[0].begin()->second.rows() == count;
        };
        for (int count = 1; count < 6; ++count) {
            const std::vector<std::int32_t> rows(static_cast<std::size_t>(count), 7);
            trainer.setProbes({{Dataset::Part::Train, rows}}, {});
            QVERIFY(eventually([&] { return shows(count); }));
        }
        trainer.pause();
        QTRY_COMPARE(trainer.state(), State::Paused);
        trainer.setProbes({{Dataset::Part::Train, {1, 2}}}, {});
        QVERIFY(eventually([&] { return shows(2); }));
    }

    void wantedWeightsArrive()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 1000000;
        Trainer trainer(job);
        trainer.wantWeights();
        const auto weights = [&] {
            const Snapshot* snapshot = trainer.latest();
            return snapshot ? snapshot->weights.size() : 0;
        };
        QVERIFY(eventually([&] { return weights() == 4; }));
        QVERIFY(eventually([&] { // the next ones are without, again
            const Snapshot* snapshot = trainer.latest();
            return snapshot && snapshot->weights.empty();
        }));
    }

    void whoWantsWeightsNeedNotWaitForTheNextPicture()
    {
        const Dataset data = rings();
        const auto network = *Network::build(classifier(), columnsOf(data), {});
        ProbePictures pictures(*network, data);
        pictures.make(false);
        const auto now = ProbePictures::Clock::now();
        QVERIFY(!pictures.isDue(now, false));
        QVERIFY(pictures.isDue(now, true));
        QCOMPARE(pictures.make(true).weights.size(), std::size_t(4));
        QVERIFY(!pictures.isDue(now, true)); // newer ones come with the next picture
        QVERIFY(pictures.isDue(now + std::chrono::hours(1), false));
    }

    void theLearningRateMayChangeWhileItRuns()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.epochs = 2;
        job.startPaused = true;
        Trainer trainer(job);
        trainer.setLearningRate(0.125);
        trainer.resume();
        const Outcome outcome = outcomeOf(trainer);
        QCOMPARE(outcome.epochs.back().learningRate, 0.125);
        job.startPaused = false;
        job.settings.epochs = 3;
        job.resume = deepCopy(*outcome.last);
        QCOMPARE(trained(job).epochs.back().learningRate, 0.125); // it holds on
        job.settings.learningRate = 0.5;
        QCOMPARE(trained(job).epochs.back().learningRate, 0.5); // unless the settings were changed
    }

    void severalRunAtOnce()
    {
        const TrainingJob one = jobOf(classifier(), rings());
        const TrainingJob two = jobOf(classifier("dense", dense(200, "tanh"), 200), rings());
        const Outcome alone = trained(one), alsoAlone = trained(two);
        Trainer first(one), second(two), third(one);
        QVERIFY(same(*outcomeOf(first).last, *alone.last));
        QVERIFY(same(*outcomeOf(second).last, *alsoAlone.last));
        QVERIFY(same(*outcomeOf(third).last, *alone.last));
    }

    void checkpointsAreKeptEveryFewEpochs()
    {
        TrainingJob job = jobOf(classifier(), rings());
        job.settings.checkpointEvery = 2;
        job.settings.watched = "loss";
        job.settings.minimumImprovement = 1000; // only the first epoch is best
        job.settings.epochs = 5;
        job.startPaused = true;
        Trainer trainer(job);
        for (int i = 0; i < 4 * 8 + 1; ++i)
            trainer.stepOnce();
        QTRY_COMPARE(trainer.state(), State::Paused);
        QCOMPARE(trainer.bestCheckpoint()->epoch, 1);
        QCOMPARE(trainer.lastCheckpoint()->step, std::int64_t{33}); // the pause's
    }
};

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer_test.moc"

// Masks, states and recurrent layers within whole networks.
#include "tiny_training.h"

#include <QTest>

#include <thread>

using namespace engine;
using namespace engine::tiny;

namespace {

const std::int64_t three = 3;

// "series" [5, 2] whose last steps are zeros in some rows, "next" [5, 1] and "sum" [1] of the first feature,
// "ids" [5] with the same steps as padding.
Dataset sequences(int rows = 24)
{
    std::vector<float> series = numbers(rows * 10, 1), next = numbers(rows * 5, 2), sums;
    std::vector<std::int32_t> ids;
    for (int row = 0; row < rows; ++row) {
        const int steps = 5 - row % 4;
        float sum = 0;
        for (int step = 0; step < 5; ++step) {
            float* const at = series.data() + (row * 5 + step) * 2;
            if (step >= steps)
                at[0] = at[1] = 0;
            sum += at[0];
            ids.push_back(step < steps ? 1 + (row + step) % 6 : 0);
        }
        sums.push_back(sum);
    }
    return makeDataset("sequences",
                       {{"series", {{5, 2}}, Shared<float>(series)},
                        {"next", {{5, 1}}, Shared<float>(next)},
                        {"sum", {{1}}, Shared<float>(sums)},
                        {"ids", {{5}, ElementType::Int32}, Shared<std::int32_t>(ids)}},
                       {rows - 8, 8, 0});
}

Attributes cell(bool sequences, const Attributes& more = {})
{
    Attributes attributes{{"units", three}, {"return_sequences", sequences}};
    attributes.insert(more.begin(), more.end());
    return attributes;
}

// series -> (masking) -> LSTM at every step -> dense at every step -> next
Graph everyStep(bool masked)
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "series"}});
    if (masked)
        node = add(graph, "masking", {}, {node});
    node = add(graph, "lstm", cell(true), {node});
    node = add(graph, "time_distributed", {{"units", std::int64_t{1}}}, {node});
    add(graph, "output", {{"column", "next"}}, {node});
    return graph;
}

// series -> a stateful layer -> dense -> sum
Graph stateful(const std::string& type, const Attributes& more = {})
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "series"}});
    Attributes attributes = cell(false, more);
    attributes["stateful"] = true;
    node = add(graph, type, attributes, {node});
    node = add(graph, "dense", dense(1), {node});
    add(graph, "output", {{"column", "sum"}}, {node});
    return graph;
}

// An encoder hands its state to the decoder, which reads the same vector at every step.
Graph sequenceToSequence(const std::string& type)
{
    Graph graph;
    const NodeId input = add(graph, "input", {{"column", "series"}});
    const NodeId encoder = add(graph, type, cell(false), {input});
    const NodeId repeated = add(graph, "repeat_vector", {{"times", std::int64_t{5}}}, {encoder});
    const NodeId decoder = add(graph, type, cell(true), {repeated});
    graph.connect({encoder, 1, decoder, 1});
    const NodeId last = add(graph, "time_distributed", {{"units", std::int64_t{1}}}, {decoder});
    add(graph, "output", {{"column", "next"}}, {last});
    return graph;
}

Graph deepBidirectional(bool masked)
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "series"}});
    if (masked)
        node = add(graph, "masking", {}, {node});
    node = add(graph, "bidirectional", cell(true), {node});
    node = add(graph, "residual", {{"layer", "gru"}, {"units", std::int64_t{6}}, {"return_sequences", true}},
               {node});
    node = add(graph, "bidirectional", cell(true, {{"layer", "gru"}, {"merge", "mean"}}), {node});
    node = add(graph, "last_step", {}, {node});
    node = add(graph, "dense", dense(1), {node});
    add(graph, "output", {{"column", "sum"}}, {node});
    return graph;
}

std::unique_ptr<Network> built(const Graph& graph, const Dataset& data)
{
    auto network = Network::build(graph, columnsOf(data), {.seed = 5});
    if (!network)
        qFatal("%s", network.problem().sentence().c_str());
    return *std::move(network);
}

Batch rowsOf(const Network& network, const Dataset& data, std::vector<std::int32_t> rows)
{
    return gather(data, network.columns(), rows);
}

double lossOf(Network& network, const Batch& batch, bool gradients = false)
{
    network.resetState();
    network.forward(batch, {.training = true, .key = {9}});
    return network.computeLoss(batch, gradients);
}

void compareWithDifferences(Network& network, const Batch& batch)
{
    lossOf(network, batch, true);
    NamedTensors gradients;
    for (const auto& [name, gradient] : network.gradients())
        gradients[name] = gradient.clone();
    QVERIFY(!gradients.empty());
    for (const Network::Weight& weight : network.weights())
        for (std::int64_t i = 0; i < weight.parameter->value.size(); i += 5) {
            float& value = weight.parameter->value.data()[i];
            const float before = value;
            value = before + 0.01f;
            const double up = lossOf(network, batch);
            value = before - 0.01f;
            const double down = lossOf(network, batch);
            value = before;
            const double slope = (up - down) / 0.02, found = double(gradients[weight.name].data()[i]);
            QVERIFY2(std::abs(slope - found) < 1e-3 * (1 + std::abs(slope)),
                     fill("%1[%2]: %3 instead of %4", {weight.name, number(i), number(found), number(slope)})
                         .c_str());
        }
}

TrainingJob statefulJob(const Graph& graph)
{
    TrainingJob job = jobOf(graph, sequences());
    job.settings.batchSize = 4;
    job.settings.shuffle = false;
    return job;
}

std::shared_ptr<const Checkpoint> trained(const TrainingJob& job)
{
    Trainer trainer(job);
    trainer.wait();
    return trainer.lastCheckpoint();
}

std::shared_ptr<const Checkpoint> stoppedAfter(TrainingJob job, int steps)
{
    job.startPaused = true;
    Trainer trainer(job);
    for (int i = 0; i < steps; ++i)
        trainer.stepOnce();
    while (trainer.state() == Trainer::State::Starting || trainer.state() == Trainer::State::Running)
        std::this_thread::yield();
    trainer.stop();
    trainer.wait();
    return trainer.lastCheckpoint();
}

} // namespace

class SequenceTrainingTest : public QObject {
    Q_OBJECT
private slots:
    void missingStepsCountNeitherInLossNorInMetrics()
    {
        const Dataset data = sequences();
        const auto network = built(everyStep(true), data);
        Batch batch = rowsOf(*network, data, {0, 1, 2, 3});
        const double loss = lossOf(*network, batch);
        const Tensor said = network->prediction(network->outputs().front());
        const Tensor& wanted = batch.at("next");
        double sum = 0;
        int steps = 0;
        for (int row = 0; row < 4; ++row)
            for (int step = 0; step < 5 - row; ++step, ++steps) {
                const double error =
                    double(said.data()[row * 5 + step]) - double(wanted.data()[row * 5 + step]);
                sum += error * error;
            }
        QCOMPARE(steps, 14);
        QVERIFY(std::abs(loss - sum / steps) < 1e-6);
        MetricSum metrics(*network);
        metrics.add(*network, metrics.measure(*network, batch));
        QVERIFY(std::abs(metrics.values().at("mean_squared_error") - sum / steps) < 1e-6);
    }

    void targetsOfMissingStepsChangeNothing()
    {
        const Dataset data = sequences();
        const auto network = built(everyStep(true), data);
        Batch batch = rowsOf(*network, data, {0, 1, 2, 3});
        const double loss = lossOf(*network, batch, true);
        NamedTensors gradients;
        for (const auto& [name, gradient] : network->gradients())
            gradients[name] = gradient.clone();
        batch.at("next") = batch.at("next").clone();
        batch.at("next").data()[19] = 1000; // row 3, step 4
        QCOMPARE(lossOf(*network, batch, true), loss);
        QVERIFY(sameBits(network->gradients(), gradients));
        batch.at("next").data()[15] = 1000; // row 3, step 0
        QVERIFY(lossOf(*network, batch) > loss + 1);
    }

    void aSumIsThatOfASampleWithMasksToo()
    {
        Graph graph = everyStep(true);
        graph.nodes.back().attributes["reduction"] = "sum";
        const Dataset data = sequences();
        const auto network = built(graph, data);
        const Batch batch = rowsOf(*network, data, {0, 1, 2, 3});
        const double sum = lossOf(*network, batch);
        const auto mean = built(everyStep(true), data);
        QVERIFY(std::abs(sum - lossOf(*mean, batch) * 14 / 4) < 1e-5);
    }

    void aBatchOfMissingStepsHasNoLoss()
    {
        const Dataset data = sequences();
        const auto network = built(everyStep(true), data);
        Batch batch = rowsOf(*network, data, {0, 1});
        batch.at("series") = Tensor::zeros({2, 5, 2});
        QCOMPARE(lossOf(*network, batch, true), 0.0);
        for (const auto& [name, gradient] : network->gradients())
            for (const float value : gradient.values())
                QCOMPARE(value, 0.0f);
        MetricSum metrics(*network);
        metrics.add(*network, metrics.measure(*network, batch));
    }

    void theVectorsOfMissingIdsNeverLearn()
    {
        Graph graph;
        NodeId node = add(graph, "input", {{"column", "ids"}});
        node = add(graph, "embedding",
                   {{"input_dim", std::int64_t{8}}, {"output_dim", three}, {"mask_zero", true}}, {node});
        node = add(graph, "gru", cell(true), {node});
        node = add(graph, "dropout", {{"rate", 0.0}}, {node}); // passes the mask on
        node = add(graph, "last_step", {}, {node});
        node = add(graph, "dense", dense(1), {node});
        add(graph, "output", {{"column", "sum"}}, {node});
        const Dataset data = sequences();
        const auto network = built(graph, data);
        const Batch batch = rowsOf(*network, data, {0, 1, 2, 3});
        lossOf(*network, batch, true);
        const Tensor gradient = network->gradients().at("Embedding/embeddings");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(gradient.data()[i], 0.0f); // id 0
        QVERIFY(gradient.data()[3] != 0.0f);
        compareWithDifferences(*network, batch);
    }

    void networksOfSequencesHaveTheRightGradients_data()
    {
        QTest::addColumn<Graph>("graph");
        QTest::newRow("every step") << everyStep(false);
        QTest::newRow("masked steps") << everyStep(true);
        for (const char* type : {"simple_rnn", "lstm", "gru", "ugrnn"})
            QTest::addRow("%s to %s", type, type) << sequenceToSequence(type);
        QTest::newRow("deep and bidirectional") << deepBidirectional(false);
        QTest::newRow("deep, bidirectional, masked") << deepBidirectional(true);
        QTest::newRow("stateful") << stateful("gru");
    }
    void networksOfSequencesHaveTheRightGradients()
    {
        QFETCH(const Graph, graph);
        const Dataset data = sequences();
        const auto network = built(graph, data);
        compareWithDifferences(*network, rowsOf(*network, data, {0, 1, 2, 3}));
    }

    void aStateGoesOnFromBatchToBatchOfTraining()
    {
        const Dataset data = sequences();
        const auto network = built(stateful("lstm"), data);
        QCOMPARE(network->statefulNodes().size(), std::size_t{1});
        const Batch first = rowsOf(*network, data, {0, 1}), second = rowsOf(*network, data, {2, 3});
        const NodeId output = network->outputs().front();
        network->forward(second, {.training = true});
        const Tensor fresh = network->prediction(output).clone();
        network->resetState();
        network->forward(first, {.training = true});
        const NamedTensors between = network->copyState();
        QVERIFY(between.contains("LSTM/state"));
        network->forward(second, {.training = true});
        QVERIFY(!sameBits(network->prediction(output), fresh));
        const Tensor gone = network->prediction(output).clone();
        network->setState(between);
        network->forward(second, {.training = true});
        QVERIFY(sameBits(network->prediction(output), gone));
        network->setState({});
        network->forward(second, {.training = true});
        QVERIFY(sameBits(network->prediction(output), fresh));
    }

    void otherPassesBeginWithZerosAndLeaveTheState()
    {
        const Dataset data = sequences();
        const auto network = built(stateful("gru"), data);
        const Batch batch = rowsOf(*network, data, {0, 1});
        const NodeId output = network->outputs().front();
        network->forward(batch, {});
        const Tensor fresh = network->prediction(output).clone();
        network->forward(batch, {.training = true});
        const NamedTensors state = network->copyState();
        network->forward(batch, {});
        QVERIFY(sameBits(network->prediction(output), fresh));
        evaluate(*network, data, Dataset::Part::Validation);
        QVERIFY(sameBits(network->copyState(), state));
        network->forward(rowsOf(*network, data, {0, 1, 2}),
                         {.training = true}); // as many as the state is not
        QCOMPARE(network->copyState().at("GRU/state").rows(), 3);
    }

    void evaluationGoesThroughTheSamplesAsTrainingDoes()
    {
        const Dataset data = sequences();
        const auto network = built(stateful("gru"), data);
        const std::vector<std::string> columns = network->columns();
        double sum = 0;
        for (const std::int32_t row : data.rows(Dataset::Part::Train)) {
            const Batch batch = gather(data, columns, std::span(&row, 1));
            network->forward(batch, {.training = true});
            sum += network->computeLoss(batch, false);
        }
        const NamedTensors before = network->copyState();
        const Metrics metrics = evaluate(*network, data, Dataset::Part::Train).metrics;
        QVERIFY(std::abs(metrics.at("loss") - sum / double(data.size(Dataset::Part::Train))) < 1e-6);
        QVERIFY(sameBits(network->copyState(), before));
    }

    void anEpochBeginsWithZerosWhereTheLayerSaysSo()
    {
        const Dataset data = sequences();
        for (const bool resets : {true, false}) {
            const auto network = built(stateful("gru", {{"reset_each_epoch", resets}}), data);
            network->forward(rowsOf(*network, data, {0, 1}), {.training = true});
            network->beginEpoch();
            QCOMPARE(network->copyState().empty(), resets);
        }
    }

    void statefulTrainingResumesExactly_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("resets");
        QTest::addColumn<int>("steps");
        for (const char* type : {"simple_rnn", "lstm", "bidirectional"})
            for (const bool resets : {true, false})
                for (const int steps : {0, 3, 4, 6})
                    QTest::addRow("%s, %s, %d steps", type, resets ? "reset each epoch" : "never reset",
                                  steps)
                        << type << resets << steps;
    }
    void statefulTrainingResumesExactly()
    {
        QFETCH(const QString, type);
        QFETCH(const bool, resets);
        QFETCH(const int, steps);
        TrainingJob job = statefulJob(stateful(type.toStdString(), {{"reset_each_epoch", resets}}));
        const auto whole = trained(job);
        const auto middle = stoppedAfter(job, steps);
        job.resume = deepCopy(*middle);
        const auto resumed = trained(job);
        QVERIFY(sameBits(resumed->weights, whole->weights));
        QVERIFY(sameBits(resumed->state, whole->state));
        QVERIFY(!whole->state.empty());
        job.resume->state.clear();
        if (steps % 4 != 0) // in the midst of an epoch
            QVERIFY(!sameBits(trained(job)->weights, whole->weights));
    }

    void theStateIsResetOnRequest()
    {
        TrainingJob job = statefulJob(stateful("lstm"));
        job.startPaused = true;
        Trainer trainer(job);
        trainer.stepOnce();
        const auto paused = [&] { return trainer.state() == Trainer::State::Paused; };
        QTRY_VERIFY(paused() && trainer.lastCheckpoint() && trainer.lastCheckpoint()->step == 1);
        QVERIFY(!trainer.lastCheckpoint()->state.empty());
        trainer.resetState();
        QTRY_VERIFY(trainer.lastCheckpoint()->state.empty());
        QCOMPARE(trainer.lastCheckpoint()->step, std::int64_t{1});
    }

    void shuffledSamplesAreRefusedWithTheRemedy()
    {
        TrainingJob job = statefulJob(stateful("lstm"));
        job.settings.shuffle = true;
        Trainer trainer(job);
        trainer.wait();
        QCOMPARE(trainer.state(), Trainer::State::Failed);
        const std::string sentence = trainer.outcome().problem().sentence();
        QVERIFY2(sentence.find("LSTM is stateful") == 0 && sentence.find("Shuffle") != std::string::npos,
                 sentence.c_str());
    }
};

QTEST_GUILESS_MAIN(SequenceTrainingTest)
#include "sequence_training_test.moc"

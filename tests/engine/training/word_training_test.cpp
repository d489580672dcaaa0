// Networks that learn word vectors: Outputs that own weights, tables of which only touched rows move.
#include "engine/project/project_file.h"
#include "engine/training/trainer.h"
#include "engine/training/updater.h"
#include "engine/training/word_vectors.h"
#include "tests/engine/layers/layer_trial.h"

#include <QTest>

using namespace engine;
using engine::trial::sameBits;

namespace {

constexpr int words = 30, length = 6;

std::vector<ColumnDescription> columns()
{
    const Signal id{{}, ElementType::Int32};
    return {{"word", id, "Word"}, {"context", id, "Neighbour"}};
}

Graph skipGram(const Attributes& output = {})
{
    Graph graph;
    graph.nodes = {{1, "input", "Word", {{"column", "word"}}},
                   {2,
                    "embedding",
                    "Vectors",
                    {{"input_dim", std::int64_t{words}}, {"output_dim", std::int64_t{length}}}},
                   {3, "output", "Neighbour", output}};
    Attributes& attributes = graph.nodes[2].attributes;
    attributes.insert({{"column", "context"},
                       {"loss", "noise_contrastive"},
                       {"classes", std::int64_t{words}},
                       {"negatives", std::int64_t{4}},
                       {"kernel_initializer", "normal"},
                       {"kernel_deviation", 0.5}});
    graph.links = {{1, 0, 2, 0}, {2, 0, 3, 0}};
    return graph;
}

Batch pairs()
{
    Batch batch;
    batch["word"] = Tensor::ofIds({5}, std::vector<std::int32_t>{3, 7, 3, 0, 29});
    batch["context"] = Tensor::ofIds({5}, std::vector<std::int32_t>{1, 2, 7, 3, 3});
    return batch;
}

std::unique_ptr<Network> built(const Graph& graph)
{
    auto network = Network::build(graph, columns(), {.seed = 3});
    return network ? *std::move(network) : nullptr;
}

double lossOf(Network& network, bool gradients = false)
{
    const Batch batch = pairs();
    network.forward(batch, {.training = true, .key = {11}});
    return network.computeLoss(batch, gradients);
}

Tensor weightOf(const Network& network, const std::string& name)
{
    for (const Network::Weight& weight : network.weights())
        if (weight.name == name)
            return weight.parameter->value;
    return {};
}

} // namespace

class WordTrainingTest : public QObject {
    Q_OBJECT

private slots:
    void weightsOfTheOutputAreCountedAndNamed();
    void gradientsMatchFiniteDifferences();
    void aStepMovesOnlyTouchedRows();
    void frozenOutputsKeepTheirWeights();
    void weightsAreSavedAndSet();
    void otherNumbersOfClassesAreSaid();
    void unknownFrequenciesAreSaid();
    void wordsOfThePhrasesFallIntoTheirClasses();
};

void WordTrainingTest::weightsOfTheOutputAreCountedAndNamed()
{
    const auto network = built(skipGram());
    QVERIFY(network);
    QCOMPARE(network->analysis().parameters, std::int64_t{words * length * 2 + words});
    QVERIFY(weightOf(*network, "Neighbour/kernel").shape() == (Shape{words, length}));
    QVERIFY(weightOf(*network, "Neighbour/bias").shape() == Shape{words});
}

void WordTrainingTest::gradientsMatchFiniteDifferences()
{
    const auto network = built(skipGram());
    lossOf(*network, true);
    const NamedTensors gradients = network->gradients();
    QCOMPARE(gradients.size(), std::size_t(3));
    for (const auto& [name, gradient] : gradients) {
        Tensor value = weightOf(*network, name);
        for (std::int64_t i = 0; i < value.size(); ++i) {
            const double slope = trial::slopeByDifferences(value.data()[i], [&] { return lossOf(*network); });
            QVERIFY2(std::abs(slope - double(gradient.data()[i])) < 2e-3 * (1 + std::abs(slope)),
                     name.c_str());
        }
    }
}

// Of Adam, whose moments would move every row.
void WordTrainingTest::aStepMovesOnlyTouchedRows()
{
    const auto network = built(skipGram());
    TrainingSettings settings;
    settings.optimizer = {"adam"};
    settings.clipping = "global_norm";
    settings.clippingLimit = 0.5;
    auto updater = *Updater::build(*network, settings);
    const Tensor before = weightOf(*network, "Vectors/embeddings").clone();
    for (int step = 1; step <= 2; ++step) {
        lossOf(*network, true);
        updater.step(0.1, step);
    }
    for (const Network::Weight& weight : network->weights())
        QVERIFY(weight.parameter->gradient.rows() < words); // nothing of the size of the vocabulary
    const Tensor after = weightOf(*network, "Vectors/embeddings");
    for (int word = 0; word < words; ++word) {
        const bool touched = word == 3 || word == 7 || word == 0 || word == 29;
        QCOMPARE(sameBits(before.slice(word, 1), after.slice(word, 1)), !touched);
    }
}

void WordTrainingTest::frozenOutputsKeepTheirWeights()
{
    Graph graph = skipGram();
    graph.nodes[2].frozen = true;
    const auto network = built(graph);
    auto updater = *Updater::build(*network, {});
    const Tensor before = weightOf(*network, "Neighbour/kernel").clone();
    lossOf(*network, true);
    QCOMPARE(network->gradients().size(), std::size_t(1));
    updater.step(0.1, 1);
    QVERIFY(sameBits(before, weightOf(*network, "Neighbour/kernel")));
}

void WordTrainingTest::weightsAreSavedAndSet()
{
    const auto first = built(skipGram()), second = built(skipGram());
    for (const Network::Weight& weight : first->weights())
        weight.parameter->value.values()[0] += 1;
    QVERIFY(second->setWeights(first->copyWeights()));
    QCOMPARE(lossOf(*second), lossOf(*first));
}

void WordTrainingTest::otherNumbersOfClassesAreSaid()
{
    auto described = columns();
    described[1].classes.assign(words + 2, "w");
    const Graph graph = skipGram();
    const Analysis analysis = analyse(graph, described);
    QCOMPARE(analysis.diagnostics.size(), std::size_t(1));
    const Diagnostic& warning = analysis.diagnostics.front();
    QCOMPARE(warning.node, NodeId{3});
    QCOMPARE(warning.fixes.size(), std::size_t(1));
    QVERIFY(analyse(warning.fixes[0].apply(graph), described).diagnostics.empty());
}

void WordTrainingTest::unknownFrequenciesAreSaid()
{
    const Graph graph = skipGram({{"sampler", "unigram"}});
    QVERIFY(!analyse(graph, columns()).runnable());
    auto described = columns();
    described[1].counts.assign(words, 4);
    QVERIFY(analyse(graph, described).runnable());
}

// The sample as it comes, four of its epochs.
void WordTrainingTest::wordsOfThePhrasesFallIntoTheirClasses()
{
    const auto sample = loadProject(LAYERLOOM_SOURCE_DIR "/projects/skipgram-phrases.loom");
    QVERIFY(sample);
    const Project& project = sample->project;
    const DatasetType& type = *findDatasetType(project.dataset.id);
    TrainingJob job{.graph = project.graph, .columns = type.columns(project.dataset.attributes)};
    job.data = *type.load(project.dataset.attributes, {}, {});
    job.settings = project.training;
    job.settings.epochs = 4;
    Trainer trainer(job);
    trainer.wait();
    QVERIFY(trainer.outcome());
    const auto network = *Network::build(job.graph, job.columns, {.seed = 1});
    QVERIFY(network->setWeights(trainer.lastCheckpoint()->weights));
    const std::vector<NodeId> embeddings = wordEmbeddings(job.graph, network->analysis(), job.columns);
    QCOMPARE(embeddings.size(), std::size_t(1));
    const auto near = nearestWords(*network, embeddings.front(), *job.data.text);
    const ClassAgreement agreement = classAgreement(near, *job.data.text, 5);
    QVERIFY(agreement.words > 190);
    QVERIFY2(agreement.nearest >= 0.9, qPrintable(QString::number(agreement.nearest)));
}

QTEST_GUILESS_MAIN(WordTrainingTest)
#include "word_training_test.moc"

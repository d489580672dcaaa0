// That losses, gradients and metrics of whole networks are the same on the card and on the processor, where a
// batch decides what is computed: sequences with missing steps, and tables of which it touches some rows.
#include "engine/devices/op_cases.h"
#include "tests/engine/devices/card.h"
#include "tests/engine/training/tiny_training.h"

#include <QtTest>

using namespace engine;
using namespace engine::tiny;

namespace {

const std::int64_t three = 3, steps = 5;

const std::vector<ColumnDescription>& columns()
{
    static const std::vector<ColumnDescription> all{{"series", {{5, 2}}, "series", {}},
                                                    {"next", {{5, 1}}, "next", {}},
                                                    {"ids", {{5}, ElementType::Int32}, "ids", {}},
                                                    {"word", {Shape(), ElementType::Int32}, "word", {}}};
    return all;
}

// So many steps of every row are there; of the rest the series is zeros and the ids are 0.
Batch batchOf(const std::vector<int>& lengths)
{
    const int rows = int(lengths.size());
    Batch batch{{"series", uniformValues({rows, 5, 2}, 1)},
                {"next", uniformValues({rows, 5, 1}, 2)},
                {"ids", uniformIds({rows, 5}, 3, 7)},
                {"word", uniformIds(Shape{rows}, 4, 8)}};
    for (int step = 0; step < rows * steps; ++step) {
        std::int32_t& id = batch.at("ids").ids()[step];
        id = step % steps < lengths[std::size_t(step / steps)] ? id + 1 : 0;
        if (id == 0)
            std::fill_n(batch.at("series").data() + 2 * step, 2, 0.0f);
    }
    return batch;
}

Graph masked(const std::string& reduction)
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "series"}});
    node = add(graph, "masking", {}, {node});
    node = add(graph, "lstm", {{"units", three}, {"return_sequences", true}}, {node});
    node = add(graph, "time_distributed", {{"units", std::int64_t{1}}}, {node});
    add(graph, "output", {{"column", "next"}, {"reduction", reduction}, {"weight", 0.7}}, {node});
    return graph;
}

Graph language()
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "ids"}});
    node = add(graph, "embedding",
               {{"input_dim", std::int64_t{8}}, {"output_dim", three}, {"mask_zero", true}}, {node});
    node = add(graph, "gru", {{"units", three}, {"return_sequences", true}}, {node});
    node = add(graph, "time_distributed", {{"units", std::int64_t{8}}, {"activation", "softmax"}}, {node});
    add(graph, "output", {{"column", "ids"}, {"loss", "sparse_cross_entropy"}}, {node});
    return graph;
}

Graph words(const std::string& loss, bool own)
{
    Graph graph;
    NodeId node = add(graph, "input", {{"column", "ids"}});
    node = add(graph, "embedding", {{"input_dim", std::int64_t{8}}, {"output_dim", three}}, {node});
    node = add(graph, "global_average_pool1d", {}, {node});
    add(graph, "output",
        {{"column", "word"},
         {"loss", loss},
         {"classes", std::int64_t{9}},
         {"negatives", three},
         {"own_negatives", own},
         {"kernel_initializer", "uniform"}},
        {node});
    return graph;
}

NamedTensors computed(const Graph& graph, const Batch& batch, Device device)
{
    auto network = Network::build(graph, columns(), {.seed = 5, .device = device});
    if (!network)
        qFatal("%s", network.problem().sentence().c_str());
    (*network)->forward(batch, {.training = true, .key = {9}});
    const double loss = (*network)->computeLoss(batch, true);
    NamedTensors all = (*network)->gradients();
    all["loss"] = Tensor::scalar(float(loss));
    MetricSum metrics(**network);
    metrics.add(**network, metrics.measure(**network, batch));
    for (const auto& [name, value] : metrics.values())
        all["metric " + name] = Tensor::scalar(float(value));
    return all;
}

} // namespace

class NetworksAgreementTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { NEEDS_CARD(); }

    void whatIsLearntIsTheSame_data()
    {
        QTest::addColumn<Graph>("graph");
        QTest::addColumn<std::vector<int>>("lengths");
        const std::pair<const char*, std::vector<int>> batches[] = {{"whole", {5, 5, 5}},
                                                                    {"some missing", {3, 5, 0, 1}},
                                                                    {"first missing", {0, 2}},
                                                                    {"none there", {0, 0}}};
        for (const auto& [name, lengths] : batches) {
            QTest::addRow("mean, %s", name) << masked("mean") << lengths;
            QTest::addRow("sum, %s", name) << masked("sum") << lengths;
            QTest::addRow("classes, %s", name) << language() << lengths;
        }
        for (const char* loss : {"noise_contrastive", "negative_sampling"})
            for (const bool own : {false, true})
                QTest::addRow("%s%s", loss, own ? ", own" : "")
                    << words(loss, own) << std::vector{5, 3, 5, 1};
    }
    void whatIsLearntIsTheSame()
    {
        QFETCH(const Graph, graph);
        QFETCH(const std::vector<int>, lengths);
        const Batch batch = batchOf(lengths);
        const NamedTensors card = computed(graph, batch, Device::Cuda);
        const NamedTensors processor = computed(graph, batch, Device::Cpu);
        QCOMPARE(card.size(), processor.size());
        for (const auto& [name, tensor] : processor) {
            const double difference = relativeDifference(card.at(name), tensor);
            QVERIFY2(difference < 1e-4,
                     QByteArray::fromStdString(name) + ": " + QByteArray::number(difference));
        }
    }
};

QTEST_GUILESS_MAIN(NetworksAgreementTest)
#include "networks_agreement_test.moc"

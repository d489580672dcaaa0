#include "app/panels/receptive_field.h"

#include "engine/training/network.h"

#include <QElapsedTimer>
#include <QTest>

using namespace app::panels;
using List = std::vector<int>;

namespace {

struct Net {
    engine::Graph graph;
    std::vector<engine::ColumnDescription> columns{{"image", {{12, 11, 1}}}};
    engine::NodeId input = 0, last = 0;

    Net()
    {
        input = last = graph.add("input");
        graph.node(input)->attributes["column"] = std::string("image");
    }
    engine::NodeId add(const char* type, engine::Attributes attributes = {})
    {
        const engine::NodeId id = graph.add(type);
        graph.node(id)->attributes = std::move(attributes);
        graph.connect({last, 0, id, 0});
        return last = id;
    }
    std::optional<QRect> field(const QPoint& place) const
    {
        return receptiveField(graph, engine::analyse(graph, columns), last, place, input);
    }
};

engine::Attributes conv(const List& size, const List& strides, const char* padding,
                        const List& dilation = {1})
{
    return {{"filters", std::int64_t{2}},
            {"kernel_size", size},
            {"strides", strides},
            {"dilation", dilation},
            {"padding", std::string(padding)},
            {"kernel_initializer", std::string("constant")},
            {"kernel_value", 0.5}};
}

// The truth: which pixels change this place of the last node when they change.
QRect touched(Net net, const QPoint& place)
{
    const engine::NodeId node = net.last;
    net.add("flatten");
    net.add("dense", {{"units", std::int64_t{1}}});
    net.add("output");
    net.columns.push_back({"target", {{1}}});
    net.graph.node(net.last)->attributes = {{"column", std::string("target")},
                                            {"loss", std::string("mean_squared_error")}};
    auto network = engine::Network::build(net.graph, net.columns, {.seed = 3});
    if (!network)
        return {};
    const auto valueWith = [&](int pixel) {
        engine::Tensor image = engine::Tensor::zeros({1, 12, 11, 1});
        if (pixel >= 0)
            image.values()[static_cast<std::size_t>(pixel)] = 1;
        const std::vector<engine::NodeId> wanted{node};
        (*network)->forward({{"image", image}}, {.wanted = wanted});
        const engine::Tensor out = (*network)->activation(node);
        const int width = out.shape()[2], maps = out.shape()[3];
        return out.values()[static_cast<std::size_t>((place.y() * width + place.x()) * maps)];
    };
    QRect all;
    for (int pixel = 0; pixel < 12 * 11; ++pixel)
        if (valueWith(pixel) != valueWith(-1))
            all = all.united(QRect(pixel % 11, pixel / 11, 1, 1));
    return all;
}

} // namespace

class ReceptiveFieldTest : public QObject {
    Q_OBJECT
private slots:
    void isWhatTheNetworkReads_data()
    {
        QTest::addColumn<QList<engine::Attributes>>("layers");
        QTest::addColumn<QPoint>("place");
        const auto row = [](const char* name, const QList<engine::Attributes>& layers, QPoint place) {
            QTest::newRow(name) << layers << place;
        };
        row("valid", {conv({3}, {1}, "valid")}, {4, 5});
        row("same, at the border", {conv({4}, {1}, "same")}, {0, 0});
        row("same, at the other border", {conv({4}, {1}, "same")}, {10, 11});
        row("uneven, with strides", {conv({3, 2}, {2, 3}, "same")}, {2, 3});
        row("dilated", {conv({3}, {1}, "valid", {2, 3})}, {1, 2});
        row("two in a row", {conv({3}, {2}, "same"), conv({3}, {1}, "same")}, {2, 3});
        row("three in a row", {conv({2}, {2}, "valid"), conv({3}, {1}, "same"), conv({2}, {1}, "valid")},
            {1, 2});
    }
    void isWhatTheNetworkReads()
    {
        QFETCH(QList<engine::Attributes>, layers);
        QFETCH(QPoint, place);
        Net net;
        for (const engine::Attributes& attributes : layers)
            net.add("conv2d", attributes);
        const auto field = net.field(place);
        QVERIFY(field);
        QCOMPARE(*field, touched(net, place));
    }

    void ofTransposedAndDepthwiseLayers_data()
    {
        QTest::addColumn<QString>("layer");
        QTest::addColumn<engine::Attributes>("attributes");
        const auto rows = [](const char* layer) {
            const auto row = [layer](const char* name, const engine::Attributes& attributes) {
                QTest::addRow("%s, %s", layer, name) << QString(layer) << attributes;
            };
            row("valid", conv({3}, {1}, "valid"));
            row("same", conv({3}, {1}, "same"));
            row("doubling", conv({4}, {2}, "same"));
            row("uneven, with strides", conv({3, 2}, {2, 3}, "valid"));
            row("gaps between windows", conv({1, 2}, {3, 4}, "same"));
            row("dilated", conv({3, 2}, {1}, "same", {2, 3}));
        };
        rows("conv2d_transpose");
        rows("depthwise_conv2d");
    }
    void ofTransposedAndDepthwiseLayers()
    {
        QFETCH(QString, layer);
        QFETCH(engine::Attributes, attributes);
        if (layer == "depthwise_conv2d")
            attributes.erase("filters");
        Net net;
        net.add(qPrintable(layer), attributes);
        const auto shape = engine::analyse(net.graph, net.columns).nodes.at(net.last).outputs.at(0).shape;
        for (const QPoint& place :
             {QPoint(0, 0), QPoint(shape[1] / 2, shape[0] / 2), QPoint(shape[1] / 2 + 1, shape[0] / 2 + 1),
              QPoint(shape[1] - 1, shape[0] - 1)}) {
            const QRect truth = touched(net, place);
            const std::optional<QRect> field = net.field(place);
            if (std::get<List>(attributes.at("dilation")).front() >
                1) // at the border it may frame a gap beside the first place read
                QVERIFY(field && field->contains(truth));
            else
                QCOMPARE(field, truth.isEmpty() ? std::nullopt : std::optional(truth));
        }
    }

    void framesAndEnlargedPicturesMoveThePlaces()
    {
        Net padded;
        padded.add("zero_padding2d", {{"padding", List{2, 0, 3, 0}}});
        QCOMPARE(padded.field({5, 4}), std::optional(QRect(2, 2, 1, 1)));
        QVERIFY(!padded.field({0, 0})); // nothing but padding
        Net cropped;
        cropped.add("cropping2d", {{"cropping", List{1, 2}}});
        QCOMPARE(cropped.field({0, 0}), std::optional(QRect(2, 1, 1, 1)));
        Net enlarged;
        enlarged.add("up_sampling2d", {{"size", List{2, 3}}});
        QCOMPARE(enlarged.field({5, 4}), std::optional(QRect(1, 2, 1, 1)));
        Net blended;
        blended.add("up_sampling2d", {{"size", List{2}}, {"interpolation", std::string("bilinear")}});
        for (const QPoint& place : {QPoint(0, 0), QPoint(7, 4), QPoint(8, 5), QPoint(21, 23)})
            QCOMPARE(blended.field(place), std::optional(touched(blended, place)));
    }

    void layersThatKeepEachPlaceChangeNothing()
    {
        Net net;
        net.add("conv2d", conv({3}, {1}, "valid"));
        net.add("activation");
        net.add("batch_normalization");
        net.add("dropout");
        QCOMPARE(net.field({2, 1}), std::optional(QRect(2, 1, 3, 3)));
    }

    void denseSeesEverything()
    {
        Net net;
        net.add("flatten");
        net.add("dense");
        QVERIFY(!net.field({0, 0}));
    }

    void sidePathsAreJoined()
    {
        Net net;
        const engine::NodeId small = net.add("conv2d", conv({1}, {1}, "same"));
        net.last = net.input;
        const engine::NodeId large = net.add("conv2d", conv({5}, {1}, "same"));
        const engine::NodeId sum = net.graph.add("add");
        net.graph.connect({small, 0, sum, 0});
        net.graph.connect({large, 0, sum, 1});
        net.last = sum;
        QCOMPARE(net.field({5, 5}), std::optional(QRect(3, 3, 5, 5)));
    }

    // Each block doubles the ways through the network.
    void manySidePathsTakeNoTime()
    {
        Net net;
        net.add("conv2d", conv({1}, {1}, "same"));
        for (int block = 0; block < 40; ++block) {
            const engine::NodeId before = net.last;
            const engine::NodeId side = net.add("conv2d", conv({3}, {1}, "same"));
            const engine::NodeId sum = net.graph.add("add");
            net.graph.connect({before, 0, sum, 0});
            net.graph.connect({side, 0, sum, 1});
            net.last = sum;
        }
        const engine::Analysis analysis = engine::analyse(net.graph, net.columns);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(receptiveField(net.graph, analysis, net.last, {5, 5}, net.input),
                 std::optional(QRect(0, 0, 11, 12)));
        QVERIFY(clock.elapsed() < 1000);
    }
};

QTEST_MAIN(ReceptiveFieldTest)
#include "receptive_field_test.moc"

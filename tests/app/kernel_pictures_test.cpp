#include "app/panels/filter_sheet.h"

#include "widgets/theme.h"

#include <QElapsedTimer>
#include <QTest>

using namespace app::panels;

namespace {

// Every weight is different: 1, 2, 3 ... in the order of the memory.
engine::Tensor ladder(const engine::Shape& shape)
{
    engine::Tensor tensor(shape);
    float next = 1;
    for (float& value : tensor.values())
        value = next++;
    return tensor;
}

struct Net {
    engine::Graph graph;
    std::vector<engine::ColumnDescription> columns{{"image", {{4, 4, 1}}}, {"pixels", {{16}}}};
    engine::NodeId add(const char* type, engine::Attributes attributes = {})
    {
        const engine::NodeId id = graph.add(type);
        graph.node(id)->attributes = std::move(attributes);
        if (last)
            graph.connect({last, 0, id, 0});
        return last = id;
    }
    std::optional<Kernel> kernel(engine::NodeId id) const
    {
        return kernelOf(graph, engine::analyse(graph, columns), columns, id);
    }
    engine::NodeId last = 0;
};

} // namespace

class KernelPicturesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { widgets::applyTheme(widgets::Theme::Light); }

    void weightsAreFoundInEveryLayout()
    {
        const Kernel plain = filled({Kernel::Kind::Convolution, 2, 3, 4, 5}, ladder({2, 3, 4, 5}));
        QCOMPARE(plain.at(0, 0, 0, 0), 1.0f);
        QCOMPARE(plain.at(1, 2, 3, 4), 120.0f);
        QCOMPARE(plain.at(0, 1, 2, 3), float(((0 * 3 + 1) * 4 + 2) * 5 + 3 + 1));
        const Kernel transposed = filled({Kernel::Kind::Convolution, 2, 3, 4, 5, true}, ladder({2, 3, 5, 4}));
        QCOMPARE(transposed.at(0, 1, 2, 3), float(((0 * 3 + 1) * 5 + 3) * 4 + 2 + 1));
    }

    void normsAreThoseOfTheFilters_data()
    {
        QTest::addColumn<bool>("transposed");
        QTest::newRow("plain") << false;
        QTest::newRow("transposed") << true;
    }
    void normsAreThoseOfTheFilters()
    {
        QFETCH(bool, transposed);
        const Kernel kernel =
            filled({Kernel::Kind::Convolution, 2, 2, 3, 4, transposed},
                   ladder(transposed ? engine::Shape{2, 2, 4, 3} : engine::Shape{2, 2, 3, 4}));
        const std::vector<float> norms = filterNorms(kernel);
        for (int filter = 0; filter < kernel.filters; ++filter) {
            double sum = 0;
            for (int y = 0; y < 2; ++y)
                for (int x = 0; x < 2; ++x)
                    for (int channel = 0; channel < 3; ++channel)
                        sum += std::pow(kernel.at(y, x, channel, filter), 2);
            QVERIFY(std::abs(norms[std::size_t(filter)] - std::sqrt(sum)) < 1e-3);
        }
        QCOMPARE(filterOrder(norms, true), (std::vector<int>{3, 2, 1, 0}));
        QCOMPARE(filterOrder(norms, false), (std::vector<int>{0, 1, 2, 3}));
    }

    // Each map is one filter: the first multiplier maps belong to the first channel.
    void depthwiseKernelsAreOneWindowForEachMap()
    {
        Net net;
        net.add("input", {{"column", std::string("image")}});
        net.add("conv2d", {{"filters", std::int64_t{5}}, {"kernel_size", std::vector<int>{1}}});
        const auto kernel = net.kernel(
            net.add("depthwise_conv2d",
                    {{"kernel_size", std::vector<int>{2, 3}}, {"depth_multiplier", std::int64_t{2}}}));
        QVERIFY(kernel && kernel->kind == Kernel::Kind::Depthwise && kernel->isPicture());
        QCOMPARE(kernel->filters, 10);
        const Kernel full = filled(*kernel, ladder({2, 3, 5, 2}));
        QCOMPARE(full.at(1, 2, 0, 7), float(((1 * 3 + 2) * 5 + 3) * 2 + 1 + 1)); // channel 3, its second map
        const FilterSheet sheet(full, "Depthwise", {});
        QCOMPARE(sheet.layout(), FilterSheet::Layout::Filters);
        QCOMPARE(sheet.section().rows[0].images.size(), 10);
        QVERIFY2(sheet.section().caption.contains("10 filters"), qPrintable(sheet.section().caption));
    }

    void transposedKernelsShowTheirFilters()
    {
        Net net;
        net.add("input", {{"column", std::string("image")}});
        net.add("conv2d", {{"filters", std::int64_t{5}}, {"kernel_size", std::vector<int>{1}}});
        const auto kernel = net.kernel(net.add(
            "conv2d_transpose", {{"filters", std::int64_t{7}}, {"kernel_size", std::vector<int>{2, 3}}}));
        QVERIFY(kernel && kernel->transposed);
        QCOMPARE(kernel->filters, 7);
        QCOMPARE(kernel->channels, 5);
        const Kernel full = filled(*kernel, ladder({2, 3, 7, 5}));
        QCOMPARE(full.at(1, 2, 4, 6), 210.0f); // the last in memory
        const FilterSheet sheet(full, "Transposed", {});
        QCOMPARE(sheet.layout(), FilterSheet::Layout::Matrix);
        QVERIFY(sheet.weightText(sheet.tileAt(3, 6, {}), {2, 1}).contains("209"));
    }

    void denseOverAPictureHasTemplates()
    {
        Net net;
        net.add("input", {{"column", std::string("image")}});
        net.add("flatten");
        net.add("dropout");
        const auto first = net.kernel(net.add("dense", {{"units", std::int64_t{7}}}));
        QVERIFY(first && first->kind == Kernel::Kind::Templates);
        QCOMPARE(first->height * 100 + first->width * 10 + first->channels, 441);
        QCOMPARE(first->filters, 7);
        // Its outputs are no picture, whatever their number.
        const auto second = net.kernel(net.add("dense", {{"units", std::int64_t{16}}}));
        QVERIFY(second && second->kind == Kernel::Kind::Table);
        const auto third = net.kernel(net.add("dense"));
        QVERIFY(third && third->kind == Kernel::Kind::Table);
        QCOMPARE(third->channels, 16);
    }

    void flatPicturesAreRecognised()
    {
        Net net;
        net.add("input", {{"column", std::string("pixels")}});
        const auto kernel = net.kernel(net.add("dense"));
        QVERIFY(kernel && kernel->kind == Kernel::Kind::Templates);
        QCOMPARE(kernel->height, 4);
    }

    void layersWithoutAKernelHaveNone()
    {
        Net net;
        const engine::NodeId input = net.add("input", {{"column", std::string("image")}});
        QVERIFY(!net.kernel(input));
        QVERIFY(!net.kernel(net.add("flatten")));
        QVERIFY(!net.kernel(net.add("batch_normalization")));
        QVERIFY(!net.kernel(99));
    }

    void oneChannelIsSignedAndThreeAreColours()
    {
        const Kernel grey = filled({Kernel::Kind::Convolution, 1, 3, 1, 1},
                                   engine::Tensor::of({1, 3, 1, 1}, std::vector<float>{-2, 0, 2}));
        const QImage picture = filterPicture(grey, 0, largestWeight(grey));
        QCOMPARE(picture.pixelColor(0, 0), widgets::tokens().diverging.front());
        QCOMPARE(picture.pixelColor(2, 0), widgets::tokens().diverging.back());
        const Kernel colour = filled({Kernel::Kind::Convolution, 1, 1, 3, 1},
                                     engine::Tensor::of({1, 1, 3, 1}, std::vector<float>{1, 0, -1}));
        QCOMPARE(filterPicture(colour, 0, 1).pixelColor(0, 0), QColor(255, 128, 0));
    }

    void weightsThatAreAllZeroHaveAPictureToo()
    {
        const Kernel kernel =
            filled({Kernel::Kind::Convolution, 2, 2, 1, 2}, engine::Tensor::zeros({2, 2, 1, 2}));
        QCOMPARE(largestWeight(kernel), 0.0f);
        QVERIFY(!filterPicture(kernel, 1, 0).isNull());
    }

    void manyChannelsAreAMatrixThatSaysWhatItLeavesOut()
    {
        const Kernel kernel = filled({Kernel::Kind::Convolution, 3, 3, 32, 64}, ladder({3, 3, 32, 64}));
        const FilterSheet matrix(kernel, "Conv2D", {});
        QCOMPARE(matrix.layout(), FilterSheet::Layout::Matrix);
        const widgets::ImageSection section = matrix.section();
        QCOMPARE(section.rows.size(), 16);
        QCOMPARE(section.rows[0].images.size(), 16);
        QVERIFY2(section.caption.contains("showing 16 of 64 filters"), qPrintable(section.caption));
        QVERIFY2(section.caption.contains("showing 16 of 32 inputs"), qPrintable(section.caption));

        const FilterSheet one(kernel, "Conv2D", {false, 40});
        QCOMPARE(one.section().rows[0].images.size(), 32);
        const FilterSheet::Tile tile = one.tileAt(0, 7, {});
        QCOMPARE(tile.filter, 40);
        QCOMPARE(tile.channel, 7);
        QVERIFY(one.weightText(tile, {2, 1})
                    .contains(QLocale().toString(kernel.at(1, 2, 7, 40), 'f', 0).left(1)));
    }

    void sortedTilesKeepTheirNumbers()
    {
        const Kernel kernel = filled({Kernel::Kind::Convolution, 1, 1, 1, 3},
                                     engine::Tensor::of({1, 1, 1, 3}, std::vector<float>{1, -3, 2}));
        const FilterSheet sheet(kernel, "Conv2D", {.largestFirst = true});
        QCOMPARE(sheet.section().labels, (QStringList{"1", "2", "0"}));
        QCOMPARE(sheet.tileAt(0, 0, {}).filter, 1);
        QVERIFY(sheet.weightText(sheet.tileAt(0, 0, {}), {0, 0}).contains("3"));
    }

    // The weights of LeNet's largest layer, twice a second.
    void millionsOfWeightsDoNotBlock()
    {
        const Kernel kernel = filled({Kernel::Kind::Table, 1, 1, 3136, 1024}, ladder({3136, 1024}));
        qint64 best = 1'000'000;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer clock;
            clock.start();
            const widgets::ImageSection section = FilterSheet(kernel, "Dense", {true, -1}).section();
            best = std::min(best, clock.elapsed());
            QVERIFY(!section.rows.isEmpty());
        }
        qInfo("3.2 million weights: %lld ms", static_cast<long long>(best));
        QVERIFY(best < 50);
    }

    void tablesHaveALineForEachUnit()
    {
        const Kernel kernel = filled({Kernel::Kind::Table, 1, 1, 300, 10}, ladder({300, 10}));
        const FilterSheet sheet(kernel, "Dense", {});
        const widgets::ImageSection section = sheet.section();
        QCOMPARE(section.rows[0].images[0].size(), QSize(256, 10));
        QVERIFY2(section.caption.contains("showing 256 of 300 inputs"), qPrintable(section.caption));
        const FilterSheet::Tile tile = sheet.tileAt(0, 0, {12, 3});
        QCOMPARE(tile.filter, 3);
        QCOMPARE(tile.channel, 12);
        QVERIFY(sheet.weightText(tile, {12, 3}).contains("124")); // 12 * 10 + 3 + 1
    }
};

QTEST_MAIN(KernelPicturesTest)
#include "kernel_pictures_test.moc"

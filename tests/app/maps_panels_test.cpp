#include "tests/app/small_training.h"
#include "tests/app/workplace.h"

#include "widgets/class_bars.h"
#include "widgets/empty_state.h"
#include "widgets/image_grid.h"
#include "widgets/picture_view.h"
#include "widgets/scale_bar.h"
#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace app;

namespace {

// Two convolutions with a pooling between them, on the digits that the program draws itself.
void openConvolutions(Document& document, int epochs)
{
    openSmall(document, epochs);
    document.edit(QStringLiteral("Convolutions"), [](engine::Project& p) {
        engine::Graph& graph = p.graph;
        graph = {};
        engine::NodeId last = 0;
        const auto add = [&](const char* type, engine::Attributes attributes) {
            const engine::NodeId id = graph.add(type);
            graph.node(id)->attributes = std::move(attributes);
            if (last)
                graph.connect({last, 0, id, 0});
            last = id;
        };
        const std::string relu = "relu", same = "same";
        add("input", {{"column", std::string("image")}});
        add("conv2d", {{"filters", std::int64_t{8}}, {"padding", same}, {"activation", relu}});
        add("max_pool2d", {});
        add("conv2d", {{"filters", std::int64_t{20}}});
        add("flatten", {});
        add("dense", {{"units", std::int64_t{10}}, {"activation", std::string("softmax")}});
        add("output", {{"column", std::string("label")}, {"loss", std::string("categorical_cross_entropy")}});
    });
}

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;

    void open(const char* id)
    {
        panel.reset(createPanel(id));
        panel->resize(1000, 640);
        panel->show();
    }
    template <class Widget>
    Widget* find(int place = 0) const
    {
        return panel->findChildren<Widget*>().value(place);
    }
    widgets::ImageGrid& grid() const { return *find<widgets::ImageGrid>(); }
    widgets::ImageSection section(int place = 0) const { return grid().sections().value(place); }
    qsizetype tiles() const { return section().rows.isEmpty() ? 0 : section().rows[0].images.size(); }
    engine::NodeId node(const char* name) const { return document.graph().nodeNamed(name)->id; }
    QString hint() const
    {
        QStringList all;
        for (const QLabel* label : panel->findChildren<QLabel*>())
            all << label->text();
        return all.join(' ');
    }
};

} // namespace

class MapsPanelsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { widgets::applyTheme(widgets::Theme::Light); }

    void emptyCanvasSaysWhatToDo()
    {
        for (const char* id : {"activations", "filters"}) {
            Bench bench;
            bench.open(id);
            QVERIFY(bench.find<widgets::EmptyState>()->isVisible());
            QVERIFY(!bench.find<widgets::EmptyState>()->sentence().isEmpty());
            QVERIFY(!bench.grid().isVisible());
        }
    }

    void anUntrainedNetworkShowsItsStartAndSaysSo()
    {
        for (const char* id : {"activations", "filters"}) {
            Bench bench;
            openConvolutions(bench.document, 1);
            bench.open(id);
            QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
            QVERIFY2(bench.hint().contains("not trained"), id);
        }
    }

    void mapsFollowTheLayerOnTheCanvas()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        QVERIFY(bench.train());
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000); // the first convolution
        QVERIFY(!bench.hint().contains("not trained"));
        bench.selection.setNodes({bench.node("Conv2D 2")});
        QTRY_COMPARE(bench.tiles(), 20);
        QCOMPARE(bench.section().rows[0].images[0].size(), QSize(12, 12));
        // The other way round: the choice of the panel is that of the canvas.
        auto* layers = bench.find<QComboBox>();
        layers->setFocus();
        QTest::keyClick(layers, Qt::Key_Up);
        QCOMPARE(bench.selection.nodes(), QList<int>{bench.node("Max pooling")});
        QTRY_COMPARE(bench.section().rows[0].images[0].size(), QSize(14, 14));
    }

    void anotherSampleHasOtherMaps()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        const QImage first = bench.section().rows[0].images[0];
        const SampleRef before = bench.selection.sample();
        QVERIFY(before.row >= 0);
        QTest::mouseClick(bench.find<QToolButton>(1), Qt::LeftButton); // the next one
        QTRY_VERIFY(bench.section().rows[0].images[0] != first);
        QVERIFY(bench.selection.sample() != before);
        // And back, as another panel would.
        bench.selection.setSample(before);
        QTRY_VERIFY(bench.section().rows[0].images[0] == first);
    }

    void allLayersAreBelowEachOther()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        auto* views = bench.find<widgets::SegmentedSwitch>();
        views->setFocus();
        QTest::keyClick(views, Qt::Key_Right);
        QTRY_COMPARE(bench.grid().sections().size(), 4); // without Flatten, Input and Output
        QStringList titles;
        for (const widgets::ImageSection& section : bench.grid().sections())
            titles << section.title;
        QCOMPARE(titles, (QStringList{"Conv2D", "Max pooling", "Conv2D 2", "Dense"}));
    }

    void thePointerTellsValueAndReceptiveField()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        QVERIFY(QTest::qWaitForWindowExposed(bench.panel.get()));
        bench.selection.setNodes({bench.node("Max pooling")});
        QTRY_COMPARE(bench.section().title, QString("Max pooling"));
        const QRect tile = bench.grid().tileRect(0, 0, 3); // 14 x 14 pixels
        const int zoom = tile.width() / 14;
        QTest::mouseMove(bench.grid().viewport(), tile.topLeft() + QPoint(5, 7) * zoom + QPoint(2, 2));
        QTRY_VERIFY(bench.hint().contains("map 3, row 7, column 5"));
        const widgets::PictureView* input = bench.find<widgets::PictureView>();
        QCOMPARE(input->mark(), QRect(9, 13, 4, 4)); // two pixels and one more on each side
    }

    void aClickEnlargesAMap()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        const auto* enlarged = bench.find<widgets::PictureView>(1);
        QVERIFY(!enlarged->isVisible());
        QTest::mouseClick(bench.grid().viewport(), Qt::LeftButton, {},
                          bench.grid().tileRect(0, 0, 5).center());
        QVERIFY(enlarged->isVisible());
        QCOMPARE(enlarged->picture(), bench.section().rows[0].images[5]);
    }

    void tilesGrowWithTheRoom()
    {
        for (const char* id : {"activations", "filters"}) {
            Bench bench;
            openConvolutions(bench.document, 1);
            bench.open(id);
            QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
            QTRY_VERIFY(bench.section().tile.width() > 100);
            bench.panel->resize(560, 330);
            QTRY_VERIFY2(bench.section().tile.width() < 100, id);
            bench.panel->resize(1000, 640);
            QTRY_VERIFY2(bench.section().tile.width() > 100, id);
        }
    }

    void softmaxHasClassBars()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        QVERIFY(bench.train());
        bench.open("activations");
        bench.selection.setNodes({bench.node("Dense")});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.grid().isVisible() && bench.find<widgets::ClassBars>(1)->isVisible(),
                                 60000);
        double sum = 0;
        for (const widgets::ClassBar& bar : bench.find<widgets::ClassBars>(1)->bars())
            sum += bar.share;
        QVERIFY(std::abs(sum - 1) < 1e-4);
    }

    void filtersAreThoseOfTheRun()
    {
        Bench bench;
        openConvolutions(bench.document, 1);
        QVERIFY(bench.train());
        bench.open("filters");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        QVERIFY(!bench.hint().contains("not trained"));
        QCOMPARE(bench.section().rows[0].images[0].size(), QSize(3, 3));
        // The strongest weight of the layer is the end of the scale.
        float largest = 0;
        for (const float value : bench.document.runs().back().last->weights.at("Conv2D/kernel").values())
            largest = std::max(largest, std::abs(value));
        QCOMPARE(bench.find<widgets::ScaleBar>()->high(),
                 QLocale().toString(largest, 'f', largest < 0.1 ? 3 : 2));
        bench.selection.setNodes({bench.node("Conv2D 2")});
        QTRY_COMPARE(bench.section().rows.size(), 8); // a row for each input
        QVERIFY(bench.section().caption.contains("showing 16 of 20 filters"));
    }

    void filtersChangeWhileTheNetworkTrains()
    {
        Bench bench;
        openConvolutions(bench.document, 1000);
        bench.open("filters");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        bench.session.train();
        QTRY_COMPARE_WITH_TIMEOUT(bench.session.state(), Session::State::Running, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.hint().contains("not trained"), 60000);
        const QString norm = bench.section().errors[0];
        QTRY_VERIFY_WITH_TIMEOUT(bench.section().errors[0] != norm, 60000);
        bench.session.finish();
    }

    void activationsChangeWhileTheNetworkTrains()
    {
        Bench bench;
        openConvolutions(bench.document, 1000);
        bench.open("activations");
        QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
        bench.session.train();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.hint().contains("not trained"), 60000);
        const QStringList ranges = bench.section().errors;
        QTRY_VERIFY_WITH_TIMEOUT(bench.section().errors != ranges, 60000);
        bench.session.finish();
    }

    void panelsOutliveTheirNetwork()
    {
        for (const char* id : {"activations", "filters"}) {
            Bench bench;
            openConvolutions(bench.document, 1);
            bench.open(id);
            QTRY_COMPARE_WITH_TIMEOUT(bench.tiles(), 8, 60000);
            bench.document.edit(QStringLiteral("Clear"), [](engine::Project& p) { p.graph = {}; });
            QTRY_VERIFY(bench.find<widgets::EmptyState>()->isVisible());
            bench.document.undoStack()->undo();
            QTRY_VERIFY(bench.grid().isVisible());
        }
    }
};

QTEST_MAIN(MapsPanelsTest)
#include "maps_panels_test.moc"

#include "app/canvas_controller.h"
#include "app/samples.h"
#include "tests/app/workplace.h"

#include "widgets/canvas_geometry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace app;

// A document with its canvas, as a window has them.
struct Bench : Workplace {
    widgets::NodeCanvas canvas;
    CanvasController controller{workbench, canvas};

    explicit Bench(const QString& sample = QStringLiteral("ae-stacked"))
    {
        if (!sample.isEmpty())
            document.open(*loadSample(sample), {});
    }
    const engine::Graph& graph() const { return document.graph(); }
    int id(const std::string& type) const
    {
        for (const engine::Node& node : graph().nodes)
            if (node.type == type)
                return node.id;
        return 0;
    }
};

class CanvasControllerTest : public QObject {
    Q_OBJECT
private slots:
    void addingALayerSelectsIt()
    {
        Bench bench(QString{});
        emit bench.canvas.addWished(QStringLiteral("dense"), QPointF(80, 160));
        QCOMPARE(bench.graph().nodes.size(), std::size_t{1});
        QCOMPARE(bench.graph().nodes[0].position.y, 160.0);
        QCOMPARE(bench.canvas.selection(), QList<int>{bench.graph().nodes[0].id});
    }

    void everyWishIsOneUndoStep_data()
    {
        QTest::addColumn<int>("wish");
        const char* names[] = {"move",   "add",    "add linked", "insert", "unlink",
                               "remove", "rename", "mute",       "freeze"};
        for (int i = 0; i < 9; ++i)
            QTest::newRow(names[i]) << i;
    }
    void everyWishIsOneUndoStep()
    {
        QFETCH(int, wish);
        Bench bench;
        const engine::Project before = bench.document.project();
        const int dense = bench.id("dense");
        const engine::Link first = bench.graph().links.front();
        const widgets::CanvasLink link{first.from, first.output, first.to, first.input};
        switch (wish) {
        case 0:
            emit bench.canvas.moveWished({{dense, QPointF(800, 8)}});
            break;
        case 1:
            emit bench.canvas.addWished(QStringLiteral("dropout"), {});
            break;
        case 2:
            emit bench.canvas.addLinkedWished(QStringLiteral("dropout"), {}, {dense, true, 0});
            break;
        case 3:
            emit bench.canvas.insertWished(QStringLiteral("dropout"), {}, link);
            break;
        case 4:
            emit bench.canvas.unlinkWished(link);
            break;
        case 5:
            emit bench.canvas.removeWished({dense}, {});
            break;
        case 6:
            emit bench.canvas.renameWished(dense, QStringLiteral("encoder"));
            break;
        case 7:
            emit bench.canvas.muteWished({dense});
            break;
        case 8:
            emit bench.canvas.freezeWished({dense});
            break;
        }
        QCOMPARE(bench.document.undoStack()->count(), 1);
        QVERIFY(bench.document.project() != before);
        bench.document.undoStack()->undo();
        QVERIFY(bench.document.project() == before);
    }

    void insertingIntoALinkMovesTheLowerLayersAside()
    {
        Bench bench;
        const engine::Link link = bench.graph().links.front();
        emit bench.canvas.insertWished(QStringLiteral("dropout"), {},
                                       {link.from, link.output, link.to, link.input});
        const int added = bench.id("dropout");
        QVERIFY(added);
        QCOMPARE(bench.graph().linksTo(added).front().from, link.from);
        QCOMPARE(bench.graph().linksFrom(added).front().to, link.to);
        for (const engine::Node& a : bench.graph().nodes)
            for (const engine::Node& b : bench.graph().nodes)
                if (a.id < b.id)
                    QVERIFY(!widgets::cardRect({a.position.x, a.position.y})
                                 .intersects(widgets::cardRect({b.position.x, b.position.y})));
    }

    void removingALayerReconnectsItsNeighbours()
    {
        Bench bench;
        const int dense = bench.id("dense");
        const int from = bench.graph().linksTo(dense).front().from;
        const int to = bench.graph().linksFrom(dense).front().to;
        emit bench.canvas.removeWished({dense}, {});
        QCOMPARE(bench.graph().linksTo(to).front().from, from);
    }

    void offersOnlyWhatFits()
    {
        Bench bench;
        const auto all = bench.canvas.offers({}, std::nullopt);
        QCOMPARE(std::size_t(all.size()), engine::layerTypes().size());
        const auto fitting = bench.canvas.offers({}, widgets::CanvasPort{bench.id("dense"), true, 0});
        QVERIFY(!fitting.isEmpty());
        QVERIFY(fitting.size() < all.size());
        for (const widgets::CanvasOffer& offer : fitting)
            QVERIFY(offer.type != QLatin1String("input"));
        const auto named = bench.canvas.offers(QStringLiteral("dens"), std::nullopt);
        QCOMPARE(named.first().type, QStringLiteral("dense"));
    }

    void saysWhyALinkMayNotBeMade()
    {
        Bench bench;
        const int dense = bench.id("dense");
        QVERIFY(!bench.canvas.whyNot({dense, true, 0}, {dense, true, 0}).isEmpty());
        QVERIFY(!bench.canvas.whyNot({dense, true, 0}, {dense, false, 0}).isEmpty()); // a circle
    }

    void inputFitsIntoNoLink()
    {
        Bench bench;
        const engine::Link link = bench.graph().links.front();
        const widgets::CanvasLink into{link.from, link.output, link.to, link.input};
        QVERIFY(!bench.canvas.fitsInto(QStringLiteral("input"), into));
        QVERIFY(bench.canvas.fitsInto(QStringLiteral("dropout"), into));
    }

    void pastedLayersGetNewNamesAndKeepTheirLinks()
    {
        Bench bench;
        QList<int> all;
        for (const engine::Node& node : bench.graph().nodes)
            all << node.id;
        bench.canvas.select(all);
        bench.selection.setNodes(all);
        const std::size_t nodes = bench.graph().nodes.size(), links = bench.graph().links.size();
        bench.controller.copy();
        Bench other(QString{}); // another window
        other.controller.paste();
        QCOMPARE(other.graph().nodes.size(), nodes);
        QCOMPARE(other.graph().links.size(), links);
        other.controller.paste();
        QCOMPARE(other.graph().nodes.size(), 2 * nodes);
        QSet<QString> names;
        for (const engine::Node& node : other.graph().nodes)
            names << QString::fromStdString(node.name);
        QCOMPARE(std::size_t(names.size()), 2 * nodes);
    }

    void foreignClipboardIsNotPasted()
    {
        Bench bench(QString{});
        QGuiApplication::clipboard()->setText(QStringLiteral("{\"nodes\":[]}"));
        bench.controller.paste();
        QVERIFY(bench.graph().nodes.empty());
        QVERIFY(!bench.controller.canPaste());
    }

    void fixOfAProblemIsApplied()
    {
        Bench bench(QString{});
        bench.document.edit(QStringLiteral("Build"), [](engine::Project& p) {
            p.dataset = {"digits"};
            const auto input = p.graph.add("input");
            p.graph.node(input)->attributes["column"] = std::string("image");
            p.graph.connect({input, 0, p.graph.add("dense", {0, 96}), 0});
        });
        const int dense = bench.id("dense");
        QVERIFY(bench.document.analysis().firstError());
        emit bench.canvas.fixWished(dense, 0);
        QVERIFY(bench.id("flatten") != 0);
    }

    void tidyMovesAndNothingElse()
    {
        Bench bench;
        bench.document.edit(QStringLiteral("Pile"), [](engine::Project& p) {
            for (engine::Node& node : p.graph.nodes)
                node.position = {};
        });
        const engine::Graph before = bench.graph();
        bench.controller.tidy();
        QVERIFY(engine::sameNetwork(before, bench.graph()));
        QVERIFY(before != bench.graph());
    }

    void cardsShowShapesAndParameters()
    {
        Bench bench;
        const CanvasContents contents = canvasContents(bench.graph(), bench.document.analysis());
        QCOMPARE(std::size_t(contents.nodes.size()), bench.graph().nodes.size());
        const widgets::CanvasNode& dense = contents.nodes[1];
        QCOMPARE(dense.shape, QStringLiteral("512"));
        QVERIFY(dense.parameters.contains(QLatin1String("401")));
        QVERIFY(!contents.links.isEmpty());
        QCOMPARE(contents.links[0].shape, QStringLiteral("784"));
    }
};

QTEST_MAIN(CanvasControllerTest)
#include "canvas_controller_test.moc"

#include "app/document.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace app;

class DocumentTest : public QObject {
    Q_OBJECT
private slots:
    void undoRestoresEveryEarlierState()
    {
        Document document;
        QRandomGenerator random(7);
        std::vector<engine::Project> history{document.project()};
        for (int i = 0; i < 200; ++i) {
            document.edit(QStringLiteral("random"), [&](engine::Project& p) { randomEdit(p, random); });
            if (document.project() != history.back())
                history.push_back(document.project());
        }
        QVERIFY(history.size() > 50);
        for (std::size_t i = history.size(); i-- > 0;) {
            QVERIFY(document.project() == history[i]);
            document.undoStack()->undo();
        }
        for (const engine::Project& expected : history) {
            QVERIFY(document.project() == expected);
            document.undoStack()->redo();
        }
    }

    void editsOfOneGestureAreOneStep()
    {
        Document document;
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        for (int x = 0; x < 50; ++x)
            document.edit(
                QStringLiteral("Move"), [x](engine::Project& p) { p.graph.nodes[0].position.x = x; },
                QStringLiteral("move 1"));
        QCOMPARE(document.undoStack()->count(), 2);
    }

    void gestureThatEndsWhereItBeganIsNoStep()
    {
        Document document;
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        for (const double x : {8.0, 16.0, 0.0})
            document.edit(
                QStringLiteral("Move"), [x](engine::Project& p) { p.graph.nodes[0].position.x = x; },
                QStringLiteral("move 1"));
        QCOMPARE(document.undoStack()->count(), 1);
    }

    void editThatChangesNothingIsNoStep()
    {
        Document document;
        QSignalSpy changed(&document, &Document::changed);
        document.edit(QStringLiteral("Nothing"), [](engine::Project&) {});
        QCOMPARE(document.undoStack()->count(), 0);
        QCOMPARE(changed.count(), 0);
    }

    void analysisFollowsEveryEdit()
    {
        Document document;
        document.edit(QStringLiteral("Add"), [](engine::Project& p) {
            p.dataset = {"digits"};
            const auto input = p.graph.add("input");
            const auto flat = p.graph.add("flatten");
            const auto dense = p.graph.add("dense");
            p.graph.node(input)->attributes["column"] = "image";
            p.graph.node(dense)->attributes["units"] = std::int64_t{10};
            p.graph.connect({input, 0, flat, 0});
            p.graph.connect({flat, 0, dense, 0});
        });
        QCOMPARE(document.analysis().parameters, std::int64_t{28 * 28 * 10 + 10});
        document.undoStack()->undo();
        QCOMPARE(document.analysis().parameters, std::int64_t{0});
    }

    void runsAreNoPartOfTheHistory()
    {
        Document document;
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        const std::string id = document.addRun({.name = "first"});
        document.undoStack()->undo();
        QVERIFY(document.run(id));
        QCOMPARE(document.runs().size(), std::size_t{1});
    }

    void runsGetFreeNamesAndColors()
    {
        Document document;
        const std::string first = document.addRun({.name = "vae"});
        const std::string second = document.addRun({.name = "vae"});
        QVERIFY(first != second);
        QCOMPARE(document.run(first)->name, std::string("vae"));
        QCOMPARE(document.run(second)->name, std::string("vae 2"));
        QVERIFY(document.run(first)->color != document.run(second)->color);
    }

    void removedRunComesBack()
    {
        Document document;
        const std::string first = document.addRun({.name = "a", .started = "2026-01-01T10:00:00Z"});
        document.addRun({.name = "b", .started = "2026-01-01T11:00:00Z"});
        document.removeRun(first);
        QVERIFY(!document.run(first));
        QVERIFY(document.canRestoreRun());
        document.restoreRun();
        QCOMPARE(document.runs().front().name, std::string("a"));
        QVERIFY(!document.canRestoreRun());
    }

    void isModifiedByEditsAndByRunsUntilSaved()
    {
        Document document;
        document.open({}, QString());
        QVERIFY(!document.isModified());
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        QVERIFY(document.isModified());
        document.undoStack()->undo();
        QVERIFY(!document.isModified());
        document.addRun({.name = "a"});
        QVERIFY(document.isModified());
        document.saved(QStringLiteral("/somewhere/a.loom"), document.revision());
        QVERIFY(!document.isModified());
        QCOMPARE(document.title(), QStringLiteral("a"));
    }

    void changeDuringSavingStaysUnsaved()
    {
        Document document;
        document.open({}, QString());
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        const quint64 written = document.revision();
        document.edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        document.saved(QStringLiteral("/somewhere/a.loom"), written);
        QVERIFY(document.isModified());
    }

    void panelStateIsKeptPerPanel()
    {
        Document document;
        document.setPanelState(QStringLiteral("curves"), R"({"log":true})");
        document.setPanelState(QStringLiteral("runs"), R"({"sort":"best"})");
        QCOMPARE(document.panelState(QStringLiteral("curves")), QByteArray(R"({"log":true})"));
        QCOMPARE(document.panelState(QStringLiteral("other")), QByteArray("{}"));
        QVERIFY(!document.isModified());
    }

private:
    static void randomEdit(engine::Project& p, QRandomGenerator& random)
    {
        auto& nodes = p.graph.nodes;
        const auto any = [&] { return nodes[std::size_t(random.bounded(int(nodes.size())))].id; };
        switch (random.bounded(6)) {
        case 0:
            p.graph.add("dense");
            break;
        case 1:
            if (nodes.size() > 3)
                p.graph.remove(any());
            break;
        case 2:
            if (nodes.size() > 1)
                p.graph.connect({any(), 0, any(), 0});
            break;
        case 3:
            if (!nodes.empty())
                p.graph.node(any())->position.x = random.bounded(99);
            break;
        case 4:
            p.training.epochs = 1 + random.bounded(50);
            break;
        case 5:
            if (!nodes.empty())
                p.graph.node(any())->attributes["units"] = std::int64_t{1 + random.bounded(64)};
            break;
        }
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "document_test.moc"

#include "widgets/run_list.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

struct Fixture {
    RunList list;
    QSignalSpy selected{&list, &RunList::selected};
    QSignalSpy renamed{&list, &RunList::renameWished};

    Fixture()
    {
        list.setRuns({{"a", "first", Qt::red, true, "Adam", "Best 1", "epoch 3", true},
                      {"b", "second", Qt::blue, false, "SGD", "Best 2", "epoch 9", false}});
        list.resize(320, 300);
        list.show();
        list.activateWindow();
    }
    void click(const QString& id, RunList::Part part)
    {
        const QRect rect = list.partRect(id, part);
        const QPoint at = part == RunList::Part::Row ? rect.topLeft() + QPoint(40, 50) : rect.center();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, at);
    }
};

} // namespace

class RunListTest : public QObject {
    Q_OBJECT
private slots:
    void aClickSelects()
    {
        Fixture f;
        f.click("b", RunList::Part::Row);
        QCOMPARE(f.selected.count(), 1);
        QCOMPARE(f.list.selectedRun(), "b");
        f.click("b", RunList::Part::Row);
        QCOMPARE(f.selected.count(), 1);
    }

    void theEyeWishesTheOtherState()
    {
        Fixture f;
        QSignalSpy wished(&f.list, &RunList::visibilityWished);
        f.click("a", RunList::Part::Eye);
        f.click("b", RunList::Part::Eye);
        QCOMPARE(wished[0], QVariantList({"a", false}));
        QCOMPARE(wished[1], QVariantList({"b", true}));
        QCOMPARE(f.selected.count(), 0);
    }

    void theDotsOpenAMenu()
    {
        Fixture f;
        QSignalSpy menu(&f.list, &RunList::menuWished);
        f.click("b", RunList::Part::Menu);
        QCOMPARE(menu.count(), 1);
        QCOMPARE(menu[0][0].toString(), "b");
    }

    void keysWalkAndAct()
    {
        Fixture f;
        QSignalSpy wished(&f.list, &RunList::visibilityWished);
        QSignalSpy removed(&f.list, &RunList::removeWished);
        QTest::keyClick(&f.list, Qt::Key_Down);
        QTest::keyClick(&f.list, Qt::Key_Down);
        QCOMPARE(f.list.selectedRun(), "b");
        QTest::keyClick(&f.list, Qt::Key_Space);
        QCOMPARE(wished.count(), 1);
        QTest::keyClick(&f.list, Qt::Key_Delete);
        QCOMPARE(removed[0][0].toString(), "b");
    }

    void renamingWishesTheNewNameOnce()
    {
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.list));
        f.list.beginRename("a");
        auto* editor = f.list.findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "better");
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(f.renamed.count(), 1);
        QCOMPARE(f.renamed[0], QVariantList({"a", "better"}));
    }

    void escapeKeepsTheOldName()
    {
        Fixture f;
        f.list.beginRename("a");
        auto* editor = f.list.findChild<QLineEdit*>();
        QTest::keyClicks(editor, "better");
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!editor->isVisible());
        QCOMPARE(f.renamed.count(), 0);
    }

    void theSelectionIsKeptById()
    {
        Fixture f;
        f.list.select("b");
        QList<RunRow> runs = f.list.runs();
        runs.prepend({"c", "third", Qt::green});
        f.list.setRuns(runs);
        QCOMPARE(f.list.selectedRun(), "b");
        runs.removeLast();
        f.list.setRuns(runs);
        QVERIFY(f.list.selectedRun().isEmpty());
    }
};

QTEST_MAIN(RunListTest)
#include "run_list_test.moc"

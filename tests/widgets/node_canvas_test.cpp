#include "widgets/canvas_bubble.h"
#include "widgets/canvas_geometry.h"
#include "widgets/canvas_hint.h"
#include "widgets/canvas_minimap.h"
#include "widgets/canvas_search.h"

#include <QDropEvent>
#include <QHelpEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QToolTip>
#include <QtTest>

using namespace widgets;

namespace {

CanvasNode node(int id, const QString& title, QPointF position)
{
    CanvasNode result;
    result.id = id;
    result.title = title;
    result.kind = title;
    result.settings = QStringLiteral("64 units");
    result.shape = QStringLiteral("64");
    result.icon = QStringLiteral("dense");
    result.position = position;
    return result;
}

// Every card is 240 x 56: 1 above 2 above 3, and 4 stands alone at the right.
QList<CanvasNode> sampleNodes()
{
    return {node(1, "Input", {0, 0}), node(2, "Dense", {0, 120}), node(3, "Output", {0, 240}),
            node(4, "Dropout", {360, 120})};
}

QList<CanvasLink> sampleLinks()
{
    return {{1, 0, 2, 0, "64", false}, {2, 0, 3, 0, "64", false}};
}

QPointF middle(QPointF position)
{
    return cardRect(position).center() + QPointF(-60, 0); // beside the ports
}

QHash<int, QPointF> positionsOf(const QSignalSpy& moved)
{
    return moved.first().first().value<QHash<int, QPointF>>();
}

QPointF output(QPointF position)
{
    return portPoint(position, true, 0, 1);
}

QPointF input(QPointF position)
{
    return portPoint(position, false, 0, 1);
}

} // namespace

Q_DECLARE_METATYPE(CanvasPort)

class NodeCanvasTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void portsThatDifferInMeaningSayWhatTheyAre();
    void aClickSelectsAndOneOnNothingClears();
    void shiftAddsAndCtrlToggles();
    void aDragWishesOneMoveOnTheGrid();
    void aDragTakesTheWholeSelection();
    void cardsStayDisplacedUntilTheOwnerAnswers();
    void escapePutsADraggedCardBack();
    void newContentsLeaveADraggedCardUnderThePointer();
    void draggingFromPortToPortWishesALink_data();
    void draggingFromPortToPortWishesALink();
    void aCardThatDoesNotFitSaysWhy();
    void aLinkReleasedOnNothingAddsWhatFits();
    void eitherEndOfALinkCanBeTakenElsewhere_data();
    void eitherEndOfALinkCanBeTakenElsewhere();
    void aLinksEndReleasedOnNothingIsCut();
    void altClickCutsALink();
    void aBoxSelectsWhatItTouches();
    void deleteWishesToRemoveTheSelection();
    void arrowKeysMove_data();
    void arrowKeysMove();
    void spaceOpensTheSearchAndEnterAdds();
    void doubleClickOnNothingOpensTheSearch();
    void escapeClosesTheSearch();
    void spaceWithADragPansInstead();
    void middleButtonPans();
    void droppingALayerAddsIt();
    void droppingALayerOnALinkInsertsIt();
    void foreignDropsAreRefused();
    void aLoneCardDroppedOnALinkIsInserted();
    void withoutAnotherRuleLinksDecideWhatIsInserted();
    void theWheelKeepsThePointUnderTheCursor_data();
    void theWheelKeepsThePointUnderTheCursor();
    void zoomHasLimits();
    void fitShowsEverything();
    void tabWalksInReadingOrderAndEnterSelects();
    void tabLeavesAfterTheLastStop();
    void lettersMuteAndFreeze();
    void f2RenamesInPlace();
    void escapeLeavesTheName();
    void theProblemsWayOutIsAButtonAndAKey();
    void equalContentsKeepEveryItem();
    void activityComesAndGoes();
    void fittingAimsAtWhereCardsWillBe();
    void removedNodesLeaveTheSelection();
    void theMinimapShowsOnlyWhenSomethingIsOutOfView();
    void anEmptyCanvasSaysWhatToDo();
    void aThousandNodesAreShown();
    void bothThemesPaintTheirColours();
    void theScreenReaderHearsOfTheFocusedCard();

private:
    QPoint at(QPointF scene) const { return m_canvas->mapFromScene(scene); }
    void press(QPointF scene, Qt::KeyboardModifiers modifiers = {});
    void moveTo(QPointF scene);
    void release(QPointF scene, Qt::KeyboardModifiers modifiers = {});
    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {});
    void click(QPointF scene, Qt::KeyboardModifiers modifiers = {});
    bool drop(QPointF scene, const QString& type, const char* format = layerMimeType);
    QWidget* child(const char* className) const;

    std::unique_ptr<NodeCanvas> m_canvas;
};

void NodeCanvasTest::initTestCase()
{
    qRegisterMetaType<QHash<int, QPointF>>();
    applyTheme(Theme::Light);
}

void NodeCanvasTest::init()
{
    m_canvas = std::make_unique<NodeCanvas>();
    m_canvas->resize(1000, 700);
    m_canvas->offers = [](const QString& text, const std::optional<CanvasPort>& from) {
        QList<CanvasOffer> all{{"dense", "Dense", "", "dense", Category::Core},
                               {"flatten", "Flatten", "", "flatten", Category::Shape}};
        if (from)
            all.removeFirst(); // nothing but Flatten continues a link
        all.removeIf([&](const CanvasOffer& o) { return !o.title.contains(text, Qt::CaseInsensitive); });
        return all;
    };
    m_canvas->setContents(sampleNodes(), sampleLinks());
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    m_canvas->setFocus();
    m_canvas->setZoom(1);
    m_canvas->centerOn(300, 150);
}

void NodeCanvasTest::cleanup()
{
    m_canvas.reset();
}

void NodeCanvasTest::press(QPointF scene, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(m_canvas->viewport(), Qt::LeftButton, modifiers, at(scene));
}

void NodeCanvasTest::moveTo(QPointF scene)
{
    QTest::mouseMove(m_canvas->viewport(), at(scene));
    QCoreApplication::processEvents();
}

void NodeCanvasTest::release(QPointF scene, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(m_canvas->viewport(), Qt::LeftButton, modifiers, at(scene));
}

void NodeCanvasTest::drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers)
{
    press(from, modifiers);
    for (const qreal share : {0.2, 0.6, 1.0})
        moveTo(from + share * (to - from));
    release(to, modifiers);
}

void NodeCanvasTest::click(QPointF scene, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, modifiers, at(scene));
}

bool NodeCanvasTest::drop(QPointF scene, const QString& type, const char* format)
{
    QMimeData data;
    data.setData(QLatin1String(format), type.toUtf8());
    const QPoint place = at(scene);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_canvas->viewport(), &enter);
    QDragMoveEvent move(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_canvas->viewport(), &move);
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_canvas->viewport(), &event);
    return enter.isAccepted() && move.isAccepted() && event.isAccepted();
}

QWidget* NodeCanvasTest::child(const char* className) const
{
    for (QWidget* widget : m_canvas->findChildren<QWidget*>()) {
        if (widget->inherits(className))
            return widget;
    }
    return nullptr;
}

void NodeCanvasTest::portsThatDifferInMeaningSayWhatTheyAre()
{
    QList<CanvasNode> nodes = sampleNodes();
    nodes[1].inputs = nodes[1].outputs = 2;
    nodes[1].inputTitles = {QStringLiteral("Sequence"), QStringLiteral("Initial state")};
    nodes[1].outputTitles = {QStringLiteral("5 × 3"), QStringLiteral("state, 3")};
    m_canvas->setContents(nodes, sampleLinks());
    const auto said = [&](QPointF point) {
        const QPoint at = m_canvas->mapFromScene(point);
        QHelpEvent event(QEvent::ToolTip, at, m_canvas->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_canvas->viewport(), &event);
        return QToolTip::text();
    };
    const QPointF card(0, 120);
    QCOMPARE(said(portPoint(card, false, 0, 2)), QStringLiteral("Input: Sequence"));
    QCOMPARE(said(portPoint(card, false, 1, 2)), QStringLiteral("Input: Initial state"));
    QCOMPARE(said(portPoint(card, true, 1, 2)), QStringLiteral("Output: state, 3"));
    QVERIFY(said(middle(card)).startsWith(QStringLiteral("Dense")));
    QVERIFY(said(input({0, 240})).startsWith(QStringLiteral("Output"))); // the card's own description
}

void NodeCanvasTest::aClickSelectsAndOneOnNothingClears()
{
    QSignalSpy changed(m_canvas.get(), &NodeCanvas::selectionChanged);
    click(middle({0, 120}));
    QCOMPARE(m_canvas->selection(), QList<int>({2}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.last().first().value<QList<int>>(), QList<int>({2}));
    click({620, 300});
    QVERIFY(m_canvas->selection().isEmpty());
    QCOMPARE(changed.count(), 2);
}

void NodeCanvasTest::shiftAddsAndCtrlToggles()
{
    click(middle({0, 0}));
    click(middle({0, 120}), Qt::ShiftModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({1, 2}));
    click(middle({0, 0}), Qt::ControlModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({2}));
    click(middle({0, 240}), Qt::ControlModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({2, 3}));
    QTest::keyClick(m_canvas.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({1, 2, 3, 4}));
}

void NodeCanvasTest::aDragWishesOneMoveOnTheGrid()
{
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    drag(middle({360, 120}), middle({360, 120}) + QPointF(61, 189));
    QCOMPARE(moved.count(), 1);
    const auto positions = positionsOf(moved);
    QCOMPARE(positions.size(), 1);
    QCOMPARE(positions.value(4), QPointF(424, 312)); // 421, 309 rounded to eights
}

void NodeCanvasTest::aDragTakesTheWholeSelection()
{
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    m_canvas->select({1, 4});
    drag(middle({360, 120}), middle({360, 120}) + QPointF(64, 304));
    QCOMPARE(moved.count(), 1);
    const auto positions = positionsOf(moved);
    QCOMPARE(positions.size(), 2);
    QCOMPARE(positions.value(4) - QPointF(360, 120), positions.value(1));
    QCOMPARE(m_canvas->selection(), QList<int>({1, 4}));
}

void NodeCanvasTest::cardsStayDisplacedUntilTheOwnerAnswers()
{
    drag(middle({360, 120}), middle({360, 120}) + QPointF(64, 304));
    const auto stands = [this](QPointF position) {
        click({700, -100});
        click(middle(position));
        return m_canvas->selection() == QList<int>({4});
    };
    QVERIFY(stands({424, 424}));
    m_canvas->setContents(sampleNodes(), sampleLinks()); // the owner does not want it
    QTRY_VERIFY(stands({360, 120}));
}

void NodeCanvasTest::escapePutsADraggedCardBack()
{
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    press(middle({360, 120}));
    moveTo(middle({420, 300}));
    moveTo(middle({424, 424}));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    release(middle({424, 424}));
    QCOMPARE(moved.count(), 0);
    m_canvas->select({});
    click(middle({360, 120}));
    QCOMPARE(m_canvas->selection(), QList<int>({4}));
}

void NodeCanvasTest::newContentsLeaveADraggedCardUnderThePointer()
{
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    press(middle({360, 120}));
    moveTo(middle({400, 300}));
    moveTo(middle({424, 424}));
    auto nodes = sampleNodes();
    nodes[0].title = "Renamed meanwhile";
    m_canvas->setContents(nodes, sampleLinks());
    release(middle({424, 424}));
    QCOMPARE(moved.count(), 1);
    QCOMPARE(positionsOf(moved).value(4), QPointF(424, 424));
}

void NodeCanvasTest::draggingFromPortToPortWishesALink_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::newRow("output to input") << output({0, 120}) << input({360, 120});
    QTest::newRow("input to output") << input({360, 120}) << output({0, 120});
    QTest::newRow("output to the card's body") << output({0, 120}) << middle({360, 120});
}

void NodeCanvasTest::draggingFromPortToPortWishesALink()
{
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QSignalSpy linked(m_canvas.get(), &NodeCanvas::linkWished);
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    drag(from, to);
    QCOMPARE(linked.count(), 1);
    const auto link = linked.first().first().value<CanvasLink>();
    QVERIFY(link.sameEnds({2, 0, 4, 0, {}, false}));
    QCOMPARE(moved.count(), 0);
}

void NodeCanvasTest::aCardThatDoesNotFitSaysWhy()
{
    m_canvas->whyNot = [](const CanvasPort& from, const CanvasPort& to) {
        return from.output && !to.output && to.node == 4 ? QStringLiteral("Dropout wants peace.") : QString();
    };
    QSignalSpy linked(m_canvas.get(), &NodeCanvas::linkWished);
    press(output({0, 120}));
    moveTo({200, 200});
    moveTo(middle({360, 120}));
    QWidget* reason = child("widgets::CanvasReason");
    QVERIFY(reason && reason->isVisible());
    QCOMPARE(reason->accessibleName(), QStringLiteral("Dropout wants peace."));
    release(middle({360, 120}));
    QVERIFY(!reason->isVisible());
    QCOMPARE(linked.count(), 0);
}

void NodeCanvasTest::aLinkReleasedOnNothingAddsWhatFits()
{
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addLinkedWished);
    drag(output({0, 120}), {320, 260});
    auto* search = static_cast<CanvasSearch*>(child("widgets::CanvasSearch"));
    QVERIFY(search->isVisible());
    QCOMPARE(search->findChild<QListWidget*>()->count(), 1); // Dense does not fit
    auto* edit = search->findChild<QLineEdit*>();
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.first().at(0).toString(), QStringLiteral("flatten"));
    QCOMPARE(added.first().at(1).toPointF(), QPointF(200, 264)); // its input is where the link was let go
    QVERIFY((added.first().at(2).value<CanvasPort>() == CanvasPort{2, true, 0}));
}

void NodeCanvasTest::eitherEndOfALinkCanBeTakenElsewhere_data()
{
    QTest::addColumn<QPointF>("grip");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<QList<int>>("after");
    QTest::newRow("target by its port") << input({0, 240}) << input({360, 120}) << QList<int>{2, 4};
    QTest::newRow("target by the line") << QPointF(120, 224) << input({360, 120}) << QList<int>{2, 4};
    QTest::newRow("source by the line") << QPointF(120, 192) << output({360, 120}) << QList<int>{4, 3};
}

void NodeCanvasTest::eitherEndOfALinkCanBeTakenElsewhere()
{
    QFETCH(QPointF, grip);
    QFETCH(QPointF, to);
    QFETCH(QList<int>, after);
    QSignalSpy relinked(m_canvas.get(), &NodeCanvas::relinkWished);
    drag(grip, to);
    QCOMPARE(relinked.count(), 1);
    QVERIFY(relinked.first().at(0).value<CanvasLink>().sameEnds(sampleLinks().at(1)));
    QVERIFY(relinked.first().at(1).value<CanvasLink>().sameEnds({after[0], 0, after[1], 0, {}, false}));
}

void NodeCanvasTest::aLinksEndReleasedOnNothingIsCut()
{
    QSignalSpy cut(m_canvas.get(), &NodeCanvas::unlinkWished);
    QSignalSpy relinked(m_canvas.get(), &NodeCanvas::relinkWished);
    drag(input({0, 240}), {280, 330});
    QCOMPARE(cut.count(), 1);
    QVERIFY(cut.first().first().value<CanvasLink>().sameEnds(sampleLinks().at(1)));
    QCOMPARE(relinked.count(), 0);
    drag(input({0, 240}), input({0, 240}) + QPointF(0, -20)); // hardly moved: nothing was meant
    QCOMPARE(cut.count(), 1);
}

void NodeCanvasTest::altClickCutsALink()
{
    QSignalSpy cut(m_canvas.get(), &NodeCanvas::unlinkWished);
    click({120, 208}, Qt::AltModifier);
    QCOMPARE(cut.count(), 1);
    QVERIFY(cut.first().first().value<CanvasLink>().sameEnds(sampleLinks().at(1)));
    click({300, 208}, Qt::AltModifier);
    QCOMPARE(cut.count(), 1);
}

void NodeCanvasTest::aBoxSelectsWhatItTouches()
{
    drag({-40, -40}, {100, 150});
    QCOMPARE(m_canvas->selection(), QList<int>({1, 2}));
    drag({650, 90}, {500, 150}, Qt::ShiftModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({1, 2, 4}));
    drag({-40, 90}, {100, 150}, Qt::ControlModifier);
    QCOMPARE(m_canvas->selection(), QList<int>({1, 4}));
    drag({620, 330}, {700, 380});
    QVERIFY(m_canvas->selection().isEmpty());
}

void NodeCanvasTest::deleteWishesToRemoveTheSelection()
{
    QSignalSpy removed(m_canvas.get(), &NodeCanvas::removeWished);
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 0);
    m_canvas->select({2, 4});
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.last().at(0).value<QList<int>>(), QList<int>({2, 4}));
    click({120, 208});
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 2);
    QVERIFY(removed.last().at(0).value<QList<int>>().isEmpty());
    const auto links = removed.last().at(1).value<QList<CanvasLink>>();
    QCOMPARE(links.size(), 1);
    QVERIFY(links.first().sameEnds(sampleLinks().at(1)));
}

void NodeCanvasTest::arrowKeysMove_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<QPointF>("step");
    QTest::newRow("left") << int(Qt::Key_Left) << false << QPointF(-8, 0);
    QTest::newRow("down") << int(Qt::Key_Down) << false << QPointF(0, 8);
    QTest::newRow("right, faster") << int(Qt::Key_Right) << true << QPointF(32, 0);
    QTest::newRow("up, faster") << int(Qt::Key_Up) << true << QPointF(0, -32);
}

void NodeCanvasTest::arrowKeysMove()
{
    QFETCH(int, key);
    QFETCH(bool, shift);
    QFETCH(QPointF, step);
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    QTest::keyClick(m_canvas.get(), Qt::Key(key));
    QCOMPARE(moved.count(), 0); // nothing is selected
    m_canvas->select({2});
    QTest::keyClick(m_canvas.get(), Qt::Key(key), shift ? Qt::ShiftModifier : Qt::NoModifier);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(positionsOf(moved).value(2), QPointF(0, 120) + step);
}

void NodeCanvasTest::spaceOpensTheSearchAndEnterAdds()
{
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addWished);
    moveTo({500, 320});
    QTest::keyClick(m_canvas.get(), Qt::Key_Space);
    auto* search = static_cast<CanvasSearch*>(child("widgets::CanvasSearch"));
    QVERIFY(search->isVisible());
    auto* edit = search->findChild<QLineEdit*>();
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(search->findChild<QListWidget*>()->count(), 2);
    QTest::keyClick(edit, Qt::Key_Down);
    QCOMPARE(search->findChild<QListWidget*>()->currentRow(), 1);
    QTest::keyClicks(edit, "den");
    QCOMPARE(search->findChild<QListWidget*>()->count(), 1);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.first().at(0).toString(), QStringLiteral("dense"));
    QVERIFY(cardRect(added.first().at(1).toPointF()).contains(500, 320));
    QTRY_VERIFY(m_canvas->hasFocus());
}

void NodeCanvasTest::doubleClickOnNothingOpensTheSearch()
{
    QTest::mouseDClick(m_canvas->viewport(), Qt::LeftButton, {}, at({500, 320}));
    QVERIFY(child("widgets::CanvasSearch")->isVisible());
}

void NodeCanvasTest::escapeClosesTheSearch()
{
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addWished);
    m_canvas->openSearch();
    auto* search = static_cast<CanvasSearch*>(child("widgets::CanvasSearch"));
    QTest::keyClick(search->findChild<QLineEdit*>(), Qt::Key_Escape);
    QVERIFY(!search->isVisible());
    QCOMPARE(added.count(), 0);
}

void NodeCanvasTest::spaceWithADragPansInstead()
{
    const QPointF before = m_canvas->viewCenter();
    QTest::keyPress(m_canvas.get(), Qt::Key_Space);
    QTest::mousePress(m_canvas->viewport(), Qt::LeftButton, {}, QPoint(700, 500));
    QTest::mouseMove(m_canvas->viewport(), QPoint(720, 510));
    QTest::mouseRelease(m_canvas->viewport(), Qt::LeftButton, {}, QPoint(760, 530));
    QTest::keyRelease(m_canvas.get(), Qt::Key_Space);
    QVERIFY(!child("widgets::CanvasSearch")->isVisible());
    QCOMPARE(m_canvas->viewCenter(), before - QPointF(60, 30));
}

void NodeCanvasTest::middleButtonPans()
{
    const QPointF before = m_canvas->viewCenter();
    QTest::mousePress(m_canvas->viewport(), Qt::MiddleButton, {}, QPoint(400, 300));
    QTest::mouseMove(m_canvas->viewport(), QPoint(380, 310));
    QTest::mouseRelease(m_canvas->viewport(), Qt::MiddleButton, {}, QPoint(350, 320));
    QCOMPARE(m_canvas->viewCenter(), before - QPointF(-50, 20));
    QVERIFY(m_canvas->selection().isEmpty());
}

void NodeCanvasTest::droppingALayerAddsIt()
{
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addWished);
    QVERIFY(drop({480, 348}, "dense"));
    QCOMPARE(added.count(), 1);
    QCOMPARE(added.first().at(0).toString(), QStringLiteral("dense"));
    QCOMPARE(added.first().at(1).toPointF(), QPointF(360, 320)); // its middle is under the pointer
}

void NodeCanvasTest::droppingALayerOnALinkInsertsIt()
{
    m_canvas->fitsInto = [](const QString& type, const CanvasLink& link) {
        return type == QLatin1String("dropout") && link.from == 2;
    };
    QSignalSpy inserted(m_canvas.get(), &NodeCanvas::insertWished);
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addWished);
    QVERIFY(drop({122, 208}, "dropout"));
    QCOMPARE(inserted.count(), 1);
    QVERIFY(inserted.first().at(2).value<CanvasLink>().sameEnds(sampleLinks().at(1)));
    QVERIFY(drop({122, 208}, "lstm")); // does not fit: simply added
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(added.count(), 1);
}

void NodeCanvasTest::foreignDropsAreRefused()
{
    QSignalSpy added(m_canvas.get(), &NodeCanvas::addWished);
    QVERIFY(!drop({480, 348}, "dense", "text/plain"));
    QCOMPARE(added.count(), 0);
}

void NodeCanvasTest::aLoneCardDroppedOnALinkIsInserted()
{
    int asked = 0;
    m_canvas->nodeFitsInto = [&](int node, const CanvasLink& link) {
        asked = node;
        return link.from == 2;
    };
    QSignalSpy inserted(m_canvas.get(), &NodeCanvas::insertExistingWished);
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    drag(middle({360, 120}), middle({0, 180}));
    QCOMPARE(asked, 4);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(0).toInt(), 4);
    QVERIFY(inserted.first().at(2).value<CanvasLink>().sameEnds(sampleLinks().at(1)));
    QCOMPARE(moved.count(), 0);
}

void NodeCanvasTest::withoutAnotherRuleLinksDecideWhatIsInserted()
{
    m_canvas->whyNot = [](const CanvasPort& from, const CanvasPort&) {
        return from.node == 1 ? QStringLiteral("Input goes to Dense only.") : QString();
    };
    QSignalSpy inserted(m_canvas.get(), &NodeCanvas::insertExistingWished);
    QSignalSpy moved(m_canvas.get(), &NodeCanvas::moveWished);
    drag(middle({360, 120}), middle({0, 60})); // on the link from 1
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(moved.count(), 1);
    m_canvas->setContents(sampleNodes(), sampleLinks());
    m_canvas->reveal(4);
    QTRY_COMPARE(m_canvas->items(at(middle({360, 120}))).size(), 1); // back in its place
    drag(middle({360, 120}), middle({0, 180}));
    QCOMPARE(inserted.count(), 1);
}

void NodeCanvasTest::theWheelKeepsThePointUnderTheCursor_data()
{
    QTest::addColumn<int>("notches");
    QTest::newRow("in") << 1;
    QTest::newRow("far in") << 6;
    QTest::newRow("out") << -1;
    QTest::newRow("far out") << -9;
}

void NodeCanvasTest::theWheelKeepsThePointUnderTheCursor()
{
    QFETCH(int, notches);
    QSignalSpy zoomed(m_canvas.get(), &NodeCanvas::zoomChanged);
    const QPointF cursor(222, 444);
    const auto under = [&] { return m_canvas->viewportTransform().inverted().map(cursor); };
    const QPointF before = under();
    const qreal zoomBefore = m_canvas->zoom();
    for (int i = 0; i < qAbs(notches); ++i) {
        QWheelEvent wheel(cursor, m_canvas->viewport()->mapToGlobal(cursor), {},
                          QPoint(0, notches > 0 ? 120 : -120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas->viewport(), &wheel);
    }
    QVERIFY(notches > 0 ? m_canvas->zoom() > zoomBefore : m_canvas->zoom() < zoomBefore);
    QCOMPARE(zoomed.count(), qAbs(notches));
    // Scrolling goes by whole pixels, each step may be half a one off.
    const QPointF shift = (under() - before) * m_canvas->zoom();
    QVERIFY2(shift.manhattanLength() <= qAbs(notches) + 1,
             qPrintable(QString::number(shift.manhattanLength())));
}

void NodeCanvasTest::zoomHasLimits()
{
    m_canvas->setZoom(100);
    QCOMPARE(m_canvas->zoom(), 4.0);
    m_canvas->setZoom(0.001);
    QCOMPARE(m_canvas->zoom(), 0.1);
}

void NodeCanvasTest::fitShowsEverything()
{
    auto nodes = sampleNodes();
    nodes << node(5, "Far", {2400, 1800});
    m_canvas->setContents(nodes, sampleLinks());
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    const auto seen = [this] { return m_canvas->mapToScene(m_canvas->viewport()->rect()).boundingRect(); };
    QTRY_VERIFY(seen().contains(cardRect({2400, 1800})) && seen().contains(cardRect({0, 0})));
    m_canvas->select({5});
    QTest::keyClick(m_canvas.get(), Qt::Key_F);
    QTRY_COMPARE(m_canvas->zoom(), 1.0);
    QTRY_VERIFY(QLineF(m_canvas->viewCenter(), cardRect({2400, 1800}).center()).length() < 2);
    m_canvas->fitAll(false);
    QVERIFY(seen().contains(cardRect({2400, 1800})) && seen().contains(cardRect({0, 0})));
}

void NodeCanvasTest::tabWalksInReadingOrderAndEnterSelects()
{
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab); // card 1
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QCOMPARE(m_canvas->selection(), QList<int>({1}));
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab); // its link
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QVERIFY(m_canvas->selection().isEmpty());
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab); // card 2
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QCOMPARE(m_canvas->selection(), QList<int>({2}));
    QTest::keyClick(m_canvas.get(), Qt::Key_Backtab, Qt::ShiftModifier);
    QTest::keyClick(m_canvas.get(), Qt::Key_Backtab, Qt::ShiftModifier);
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QCOMPARE(m_canvas->selection(), QList<int>({1}));
}

void NodeCanvasTest::tabLeavesAfterTheLastStop()
{
    QWidget window;
    auto* canvas = new NodeCanvas(&window);
    auto* next = new QLineEdit(&window);
    next->setGeometry(0, 320, 100, 24);
    canvas->resize(400, 300);
    canvas->setContents({node(1, "Input", {0, 0})}, {});
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_Tab);
    QVERIFY(canvas->hasFocus());
    QTest::keyClick(canvas, Qt::Key_Tab);
    QTRY_VERIFY(next->hasFocus());
}

void NodeCanvasTest::lettersMuteAndFreeze()
{
    QSignalSpy muted(m_canvas.get(), &NodeCanvas::muteWished);
    QSignalSpy frozen(m_canvas.get(), &NodeCanvas::freezeWished);
    QSignalSpy explained(m_canvas.get(), &NodeCanvas::explainWished);
    m_canvas->select({2, 4});
    QTest::keyClick(m_canvas.get(), Qt::Key_M);
    QTest::keyClick(m_canvas.get(), Qt::Key_L);
    QTest::keyClick(m_canvas.get(), Qt::Key_F1);
    QCOMPARE(muted.count(), 1);
    QCOMPARE(muted.first().first().value<QList<int>>(), QList<int>({2, 4}));
    QCOMPARE(frozen.count(), 1);
    QCOMPARE(explained.count(), 1);
    QCOMPARE(explained.first().first().toInt(), 2);
}

void NodeCanvasTest::f2RenamesInPlace()
{
    QSignalSpy renamed(m_canvas.get(), &NodeCanvas::renameWished);
    m_canvas->select({2});
    QTest::keyClick(m_canvas.get(), Qt::Key_F2);
    auto* edit = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(edit);
    QCOMPARE(edit->text(), QStringLiteral("Dense"));
    QTest::keyClicks(edit, "z mean"); // replaces: all of it was selected
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(renamed.count(), 1);
    QCOMPARE(renamed.first().at(0).toInt(), 2);
    QCOMPARE(renamed.first().at(1).toString(), QStringLiteral("z mean"));
    QVERIFY(m_canvas->hasFocus());
}

void NodeCanvasTest::escapeLeavesTheName()
{
    QSignalSpy renamed(m_canvas.get(), &NodeCanvas::renameWished);
    m_canvas->startRename(2);
    auto* edit = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(edit);
    QTest::keyClicks(edit, "other");
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(renamed.count(), 0);
    QVERIFY(m_canvas->hasFocus());
}

void NodeCanvasTest::theProblemsWayOutIsAButtonAndAKey()
{
    QSignalSpy fixed(m_canvas.get(), &NodeCanvas::fixWished);
    auto* bubble = static_cast<CanvasBubble*>(child("widgets::CanvasBubble"));
    QVERIFY(!bubble->isVisible());
    auto nodes = sampleNodes();
    nodes[1].problems << CanvasProblem{CanvasProblem::Severity::Error, "Dense needs a flat input.", {}}
                      << CanvasProblem{CanvasProblem::Severity::Error, "And more.",
                                       "Put a Flatten before it"};
    m_canvas->setContents(nodes, sampleLinks());
    QVERIFY(bubble->isVisible());
    QTest::mouseClick(bubble->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(fixed.count(), 1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(fixed.count(), 2);
    QCOMPARE(fixed.last().at(0).toInt(), 2);
    QCOMPARE(fixed.last().at(1).toInt(), 1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape); // folded by hand
    QVERIFY(!bubble->isVisible());
    m_canvas->select({2});
    QVERIFY(bubble->isVisible());
    m_canvas->setZoom(0.5); // folded to the badge
    QVERIFY(!bubble->isVisible());
    m_canvas->setZoom(1);
    m_canvas->setContents(sampleNodes(), sampleLinks());
    QVERIFY(!bubble->isVisible());
}

void NodeCanvasTest::equalContentsKeepEveryItem()
{
    const QList<QGraphicsItem*> before = m_canvas->items();
    auto nodes = sampleNodes();
    nodes[0].title = "Renamed";
    m_canvas->setContents(nodes, sampleLinks());
    QCOMPARE(m_canvas->items(), before);
    nodes.removeLast();
    m_canvas->setContents(nodes, sampleLinks());
    QCOMPARE(m_canvas->items().size(), before.size() - 1);
}

void NodeCanvasTest::activityComesAndGoes()
{
    const auto flap = [this] {
        const QImage picture = m_canvas->viewport()->grab().toImage();
        return picture.pixelColor((QPointF(at({268, 148})) * picture.devicePixelRatio()).toPoint()).name();
    };
    QCOMPARE(flap(), tokens().canvas.name());
    const QList<float> full(20, 1.0F);
    m_canvas->setActivity({{2, CanvasActivity{full, "1.00", false}}});
    QVERIFY(flap() != tokens().canvas.name());
    m_canvas->setActivity({});
    QCOMPARE(flap(), tokens().canvas.name());
}

void NodeCanvasTest::fittingAimsAtWhereCardsWillBe()
{
    auto nodes = sampleNodes();
    nodes[3].position = {1600, 1400};
    m_canvas->setContents(nodes, sampleLinks()); // perhaps still on their way
    m_canvas->fitAll(false);
    const QRectF seen = m_canvas->mapToScene(m_canvas->viewport()->rect()).boundingRect();
    QVERIFY(seen.contains(cardRect({1600, 1400})));
}

void NodeCanvasTest::removedNodesLeaveTheSelection()
{
    m_canvas->select({2, 4});
    QSignalSpy changed(m_canvas.get(), &NodeCanvas::selectionChanged);
    auto nodes = sampleNodes();
    nodes.removeLast();
    m_canvas->setContents(nodes, sampleLinks());
    QCOMPARE(m_canvas->selection(), QList<int>({2}));
    QCOMPARE(changed.count(), 1);
    m_canvas->setContents({}, {});
    QVERIFY(m_canvas->selection().isEmpty());
}

void NodeCanvasTest::theMinimapShowsOnlyWhenSomethingIsOutOfView()
{
    QWidget* minimap = child("widgets::CanvasMinimap");
    QTRY_VERIFY(!minimap->isVisible());
    m_canvas->setZoom(4);
    QTRY_VERIFY(minimap->isVisible());
    const QPointF before = m_canvas->viewCenter();
    QTest::mousePress(minimap, Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseRelease(minimap, Qt::LeftButton, {}, QPoint(20, 20));
    QVERIFY(m_canvas->viewCenter().x() < before.x());
    QVERIFY(m_canvas->viewCenter().y() < before.y());
}

void NodeCanvasTest::anEmptyCanvasSaysWhatToDo()
{
    m_canvas->setEmptyHint("Drag a layer here.", "Start from a sample");
    QWidget* hint = child("widgets::CanvasEmptyHint");
    QVERIFY(!hint->isVisible());
    m_canvas->setContents({}, {});
    QVERIFY(hint->isVisible());
    QSignalSpy pressed(m_canvas.get(), &NodeCanvas::emptyButtonPressed);
    QTest::mouseClick(hint->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(pressed.count(), 1);
}

void NodeCanvasTest::aThousandNodesAreShown()
{
    QList<CanvasNode> nodes;
    QList<CanvasLink> links;
    for (int i = 0; i < 1000; ++i) {
        nodes << node(i + 1, QStringLiteral("Dense %1").arg(i + 1), {(i % 25) * 320.0, (i / 25) * 96.0});
        if (i >= 25)
            links << CanvasLink{i - 24, 0, i + 1, 0, "64", false};
    }
    m_canvas->setContents(nodes, links);
    QCOMPARE(m_canvas->items().size(), 1000 + 975 + 1); // and the link that is being drawn
    m_canvas->fitAll(false);
    QVERIFY(!m_canvas->grab().isNull());
    QTest::keyClick(m_canvas.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_canvas->selection().size(), 1000);
    m_canvas->setZoom(1);
    m_canvas->centerOn(cardRect(nodes[512].position).center());
    m_canvas->select({});
    click(middle(nodes[512].position));
    QCOMPARE(m_canvas->selection(), QList<int>({513}));
}

void NodeCanvasTest::bothThemesPaintTheirColours()
{
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        applyTheme(theme);
        const QImage picture = m_canvas->viewport()->grab().toImage();
        const qreal ratio = picture.devicePixelRatio();
        const auto color = [&](QPointF scene) {
            return picture.pixelColor((QPointF(at(scene)) * ratio).toPoint());
        };
        QCOMPARE(color({120, 32}).name(), tokensOf(theme).card.name());
        QCOMPARE(color({268, 60}).name(), tokensOf(theme).canvas.name());
        QCOMPARE(color({2, 28}).name(), tokensOf(theme).of(Category::Core).name());
    }
}

void NodeCanvasTest::theScreenReaderHearsOfTheFocusedCard()
{
    auto nodes = sampleNodes();
    nodes[0].problems << CanvasProblem{CanvasProblem::Severity::Warning, "Nothing reads this.", {}};
    m_canvas->setContents(nodes, sampleLinks());
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab);
    const QString said = m_canvas->accessibleDescription();
    QVERIFY(said.contains("Input"));
    QVERIFY(said.contains("64"));
    QVERIFY(said.contains("Nothing reads this."));
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab);
    QVERIFY(m_canvas->accessibleDescription().contains("Dense"));
}

QTEST_MAIN(NodeCanvasTest)
#include "node_canvas_test.moc"

#include "widgets/cell_grid.h"
#include "widgets/step_bar.h"
#include "widgets/term_sum.h"
#include "widgets/theme.h"
#include "widgets/window_stepper.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace widgets;

namespace {

// The picture 1 to 9 under the kernel [0 -1; -1 0].
WindowScene published()
{
    WindowScene scene;
    scene.input = {3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
    scene.kernel = {2, 2, {0, -1, -1, 0}};
    scene.output = {2, 2, {-6, -8, -12, -14}};
    scene.vertical = scene.horizontal = {3, 2, 2, 1, 1, 0, 0};
    return scene;
}

// Max pooling 2 × 2, stride 1.
WindowScene pooled()
{
    WindowScene scene = published();
    scene.kind = WindowScene::Kind::Maximum;
    scene.kernel = {};
    scene.output = {2, 2, {5, 6, 8, 9}};
    return scene;
}

// Average pooling with a padded row and column after.
WindowScene padded()
{
    WindowScene scene = published();
    scene.kind = WindowScene::Kind::Average;
    scene.kernel = {};
    scene.vertical = scene.horizontal = {3, 3, 2, 1, 1, 0, 1};
    scene.output = {3, 3, {3, 4, 4.5, 6, 7, 7.5, 7.5, 8.5, 9}};
    return scene;
}

// The stepper as a panel keeps it: its wishes come true.
struct Bench {
    WindowStepper stepper;
    explicit Bench(const WindowScene& scene = published(), QSize size = {1000, 400})
    {
        QObject::connect(&stepper, &WindowStepper::stepWished, &stepper, &WindowStepper::setStep);
        stepper.setScene(scene);
        stepper.setTitles("Input, 3 × 3", "Kernel, 2 × 2", "Output, 2 × 2");
        stepper.resize(size);
        stepper.show();
    }
    QString sum() const { return calculationText(stepper.scene(), stepper.step()); }
};

class Motionless : public QProxyStyle {
public:
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0
                                                    : QProxyStyle::styleHint(hint, option, widget, result);
    }
};

} // namespace

class WindowStepperTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        applyTheme(Theme::Light);
    }

    void everySumIsWrittenOut()
    {
        QCOMPARE(calculationText(published(), 0), QString("0·1 + (−1)·2 + (−1)·4 + 0·5 = −6"));
        QCOMPARE(calculationText(published(), 3), QString("0·5 + (−1)·6 + (−1)·8 + 0·9 = −14"));
        QCOMPARE(calculationText(pooled(), 1), QString("max(2, 3, 5, 6) = 6"));
        QCOMPARE(calculationText(padded(), 0), QString("(1 + 2 + 4 + 5) / 4 = 3"));
        QCOMPARE(calculationText(padded(), 8), QString("(9) / 1 = 9"));
    }

    void aRoundedSumDoesNotClaimToBeExact()
    {
        WindowScene scene = published();
        scene.kernel.values = {0.1234567, 0, 0, 0};
        scene.output.values[0] = 0.1234567;
        QVERIFY(calculationText(scene, 0).contains(QChar(0x2248)));
    }

    void numbersAreWrittenWithATrueMinus_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << -6.0 << 0 << "−6";
        QTest::newRow("decimals") << -0.254 << 2 << "−0.25";
        QTest::newRow("rounded to nothing") << -0.001 << 2 << "0.00";
        QTest::newRow("large") << 12345.0 << 0 << "12345";
    }
    void numbersAreWrittenWithATrueMinus()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QCOMPARE(figureText(value, decimals), text);
    }

    void theArrowsGoThroughTheSteps()
    {
        Bench bench;
        QTest::keyClick(&bench.stepper, Qt::Key_Right);
        QCOMPARE(bench.stepper.step(), 1);
        QTest::keyClick(&bench.stepper, Qt::Key_Down);
        QCOMPARE(bench.stepper.step(), 3);
        QCOMPARE(bench.sum(), QString("0·5 + (−1)·6 + (−1)·8 + 0·9 = −14"));
        QTest::keyClick(&bench.stepper, Qt::Key_Right); // there is no more
        QCOMPARE(bench.stepper.step(), 3);
        QTest::keyClick(&bench.stepper, Qt::Key_Home);
        QCOMPARE(bench.stepper.step(), 0);
    }

    void resultsAppearAsTheyAreReached()
    {
        Bench bench;
        QVERIFY(bench.stepper.isVisited(0));
        QVERIFY(!bench.stepper.isVisited(1));
        QCOMPARE(bench.stepper.outputGrid()->grid().cells[1].look, DrawnCell::Look::Empty);
        QTest::keyClick(&bench.stepper, Qt::Key_Right);
        QVERIFY(bench.stepper.isVisited(1));
        QVERIFY(!bench.stepper.isVisited(3));
        bench.stepper.setAllShown(true);
        QCOMPARE(bench.stepper.outputGrid()->grid().cells[3].look, DrawnCell::Look::Shade);
    }

    void aClickOnAResultGoesThere()
    {
        Bench bench;
        CellGrid* grid = bench.stepper.outputGrid();
        QTest::mouseClick(grid, Qt::LeftButton, {}, grid->cellRect({1, 0}).center().toPoint());
        QCOMPARE(bench.stepper.step(), 2);
        QVERIFY(grid->grid().cells[2].current);
    }

    void pointingAtTheInputShowsWhoReadsIt()
    {
        Bench bench;
        CellGrid* input = bench.stepper.inputGrid();
        QTest::mouseMove(input, input->cellRect({0, 1}).center().toPoint());
        QTRY_VERIFY(bench.stepper.outputGrid()->grid().cells[0].lit);
        QVERIFY(bench.stepper.outputGrid()->grid().cells[1].lit);
        QVERIFY(!bench.stepper.outputGrid()->grid().cells[2].lit);
        QVERIFY(bench.stepper.kernelGrid()->grid().cells[1].lit); // this weight meets it now
    }

    void readersAreThoseWhoseWindowsCoverTheCell()
    {
        WindowScene scene = padded();
        QCOMPARE(stepsReading(scene, {0, 0}), QList<int>{0});
        QCOMPARE(stepsReading(scene, {1, 1}), QList<int>({0, 1, 3, 4}));
        for (int step = 0; step < scene.steps(); ++step)
            for (const Tap& tap : tapsAt(scene, step))
                QCOMPARE(stepsReading(scene, tap.input).contains(step), true);
    }

    void theLargestValueIsMarked()
    {
        const QList<Tap> taps = tapsAt(pooled(), 2);
        QCOMPARE(std::ranges::count(taps, true, &Tap::chosen), 1);
        QVERIFY(taps[3].chosen);
        Bench bench(pooled());
        QVERIFY(bench.stepper.inputGrid()->grid().cells[4].current);
        QVERIFY(bench.stepper.kernelGrid()->isHidden());
    }

    void aWeightIsTypedIntoItsCell()
    {
        Bench bench;
        QSignalSpy wished(&bench.stepper, &WindowStepper::weightWished);
        CellGrid* kernel = bench.stepper.kernelGrid();
        QTest::mouseClick(kernel, Qt::LeftButton, {}, kernel->cellRect({0, 1}).center().toPoint());
        auto* editor = kernel->findChild<QLineEdit*>();
        QTRY_VERIFY(editor->isVisible());
        QCOMPARE(editor->text(), QString("−1"));
        QTest::keyClicks(editor, "2.5");
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(wished.count(), 1);
        QCOMPARE(wished[0][0].value<Cell>(), (Cell{0, 1}));
        QCOMPARE(wished[0][1].toDouble(), 2.5);
    }

    void whatIsNoNumberChangesNothing()
    {
        Bench bench;
        QSignalSpy wished(&bench.stepper, &WindowStepper::weightWished);
        CellGrid* kernel = bench.stepper.kernelGrid();
        kernel->edit({1, 1});
        auto* editor = kernel->findChild<QLineEdit*>();
        QTest::keyClicks(editor, "1-2");
        QVERIFY(editor->property("problem").toBool());
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(wished.count(), 0);
        kernel->edit({1, 1});
        QTest::keyClicks(editor, "7");
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(wished.count(), 0);
        QVERIFY(editor->isHidden());
    }

    void nothingOverlapsOrIsCutOff_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("side");
        for (const QSize size : {QSize(500, 480), QSize(700, 420), QSize(1100, 360), QSize(1600, 900)})
            for (const int side : {3, 7, 28, 224})
                QTest::addRow("%d px, %d cells", size.width(), side) << size << side;
    }
    void nothingOverlapsOrIsCutOff()
    {
        QFETCH(QSize, size);
        QFETCH(int, side);
        WindowScene scene;
        scene.input = {side, side, QList<double>(side * side, 0.25)};
        scene.kernel = {3, 3, QList<double>(9, -0.12)};
        scene.output = scene.input;
        scene.vertical = scene.horizontal = {side, side, 3, 1, 1, 1, 1};
        Bench bench(scene, size);
        QList<QRect> places;
        const WindowStepper& stepper = bench.stepper;
        for (const QWidget* part :
             {static_cast<QWidget*>(stepper.inputGrid()), static_cast<QWidget*>(stepper.kernelGrid()),
              static_cast<QWidget*>(stepper.outputGrid()), static_cast<QWidget*>(stepper.sum()),
              static_cast<QWidget*>(stepper.patchGrid())})
            if (part->isVisible())
                places << part->geometry();
        for (qsizetype i = 0; i < places.size(); ++i) {
            QVERIFY2(places[i].left() >= 0 && places[i].right() < size.width(),
                     qPrintable(QString::number(i)));
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY2(!places[i].intersects(places[j]), qPrintable(QString("%1 %2").arg(i).arg(j)));
        }
        QVERIFY(stepper.outputGrid()->geometry().bottom() < size.height());
        QVERIFY(stepper.kernelGrid()->showsNumbers());
    }

    void theClockRestsWhileNothingIsSeen()
    {
        StepBar bar;
        bar.setSteps(9);
        bar.setStep(0);
        QObject::connect(&bar, &StepBar::stepWished, &bar, &StepBar::setStep);
        bar.show();
        QTest::mouseClick(bar.playButton(), Qt::LeftButton);
        QVERIFY(bar.isPlaying() && bar.isTicking());
        bar.hide();
        QVERIFY(!bar.isTicking());
        bar.show();
        QVERIFY(bar.isTicking());
        bar.speedBox()->setCurrentIndex(2);
        QTRY_VERIFY(!bar.isPlaying()); // at the last step
        QVERIFY(!bar.isTicking());
        QVERIFY(!bar.nextButton()->isEnabled());
    }

    void withoutMotionPlayingGoesToTheEnd()
    {
        Motionless style;
        StepBar bar;
        bar.setStyle(&style);
        bar.setSteps(9);
        bar.setStep(0);
        bar.show();
        QSignalSpy wished(&bar, &StepBar::stepWished);
        QTest::mouseClick(bar.playButton(), Qt::LeftButton);
        QCOMPARE(wished.count(), 1);
        QCOMPARE(wished[0][0].toInt(), 8);
        QVERIFY(!bar.isTicking());
    }
};

QTEST_MAIN(WindowStepperTest)
#include "window_stepper_test.moc"

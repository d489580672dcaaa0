#include "widgets/drawing_pad.h"

#include <QPointingDevice>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QTest>
#include <QUndoStack>
#include <QVBoxLayout>

using namespace widgets;

namespace {

struct Shown {
    DrawingPad pad;
    Shown()
    {
        pad.resize(300, 300);
        pad.show();
        ready = QTest::qWaitForWindowExposed(&pad);
        pad.setFocus();
    }
    QPoint at(double x, double y) const // shares of the paper
    {
        const QRect paper = pad.paperRect();
        return paper.topLeft() + QPoint(qRound(x * paper.width()), qRound(y * paper.height()));
    }
    int level(double x, double y) const
    {
        const QImage& drawing = pad.drawing();
        return qGray(drawing.pixel(int(x * drawing.width()), int(y * drawing.height())));
    }
    void stroke(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&pad, button, {}, from);
        for (int i = 1; i <= 8; ++i) {
            const QPoint point = from + (to - from) * i / 8;
            QMouseEvent move(QEvent::MouseMove, point, pad.mapToGlobal(point), Qt::NoButton, button, {});
            QCoreApplication::sendEvent(&pad, &move);
        }
        QTest::mouseRelease(&pad, button, {}, to);
    }
    bool ready = false;
};

int inkOf(const QImage& image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ink += qGray(image.pixel(x, y)) > 127;
    return ink;
}

} // namespace

class DrawingPadTest : public QObject {
    Q_OBJECT
private slots:
    void theLeftButtonDrawsWhereItGoes()
    {
        Shown shown;
        QVERIFY(shown.ready);
        QVERIFY(shown.pad.isBlank());
        QSignalSpy changed(&shown.pad, &DrawingPad::changed);
        shown.stroke(shown.at(0.2, 0.5), shown.at(0.8, 0.5));
        QVERIFY(!shown.pad.isBlank());
        QVERIFY(changed.count() > 8); // while the pen moves, too
        for (double x : {0.2, 0.35, 0.5, 0.65, 0.8})
            QCOMPARE(shown.level(x, 0.5), 255);
        QCOMPARE(shown.level(0.5, 0.3), 0);
        QCOMPARE(shown.level(0.05, 0.5), 0);
    }

    void aClickLeavesADot()
    {
        Shown shown;
        QTest::mouseClick(&shown.pad, Qt::LeftButton, {}, shown.at(0.5, 0.5));
        QCOMPARE(shown.level(0.5, 0.5), 255);
        const double side = shown.pad.thickness() * shown.pad.drawing().width();
        const int ink = inkOf(shown.pad.drawing());
        QVERIFY2(std::abs(ink - 0.785 * side * side) < 0.15 * side * side, qPrintable(QString::number(ink)));
    }

    void theRightButtonAndTheEraserErase()
    {
        Shown shown;
        shown.stroke(shown.at(0.2, 0.5), shown.at(0.8, 0.5));
        shown.stroke(shown.at(0.5, 0.3), shown.at(0.5, 0.7), Qt::RightButton);
        QCOMPARE(shown.level(0.5, 0.5), 0);
        QCOMPARE(shown.level(0.3, 0.5), 255);
        shown.pad.setErases(true);
        shown.stroke(shown.at(0.3, 0.3), shown.at(0.3, 0.7));
        QCOMPARE(shown.level(0.3, 0.5), 0);
    }

    void aThickerPenLeavesMore()
    {
        Shown thin, thick;
        thin.pad.setThickness(0.04);
        thick.pad.setThickness(0.16);
        for (Shown* shown : {&thin, &thick})
            shown->stroke(shown->at(0.2, 0.5), shown->at(0.8, 0.5));
        QVERIFY(inkOf(thick.pad.drawing()) > 3 * inkOf(thin.pad.drawing()));
    }

    void aPenDrawsThickerWhenPressed()
    {
        Shown light, hard;
        const auto press = [](Shown& shown, double pressure, QPointingDevice::PointerType type) {
            const QPointingDevice pen(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus, type,
                                      QInputDevice::Capability::Pressure, 1, 1);
            const QPointF from = shown.at(0.2, 0.5), to = shown.at(0.8, 0.5);
            for (const auto& [kind, point] :
                 {std::pair(QEvent::TabletPress, from), std::pair(QEvent::TabletMove, to),
                  std::pair(QEvent::TabletRelease, to)}) {
                QTabletEvent event(kind, &pen, point, shown.pad.mapToGlobal(point), pressure, 0, 0, 0, 0, 0,
                                   {}, Qt::LeftButton, Qt::LeftButton);
                QCoreApplication::sendEvent(&shown.pad, &event);
            }
        };
        press(light, 0.1, QPointingDevice::PointerType::Pen);
        press(hard, 1, QPointingDevice::PointerType::Pen);
        QVERIFY(inkOf(light.pad.drawing()) > 0);
        QVERIFY(inkOf(hard.pad.drawing()) > 1.5 * inkOf(light.pad.drawing()));
        press(hard, 1, QPointingDevice::PointerType::Eraser);
        QVERIFY(inkOf(hard.pad.drawing()) < inkOf(light.pad.drawing()));
    }

    void aFingerDraws()
    {
        Shown shown;
        std::unique_ptr<QPointingDevice> finger(QTest::createTouchDevice());
        QTest::touchEvent(&shown.pad, finger.get()).press(0, shown.at(0.3, 0.5));
        QTest::touchEvent(&shown.pad, finger.get()).move(0, shown.at(0.5, 0.5));
        QTest::touchEvent(&shown.pad, finger.get()).move(0, shown.at(0.7, 0.5));
        QTest::touchEvent(&shown.pad, finger.get()).release(0, shown.at(0.7, 0.5));
        QCOMPARE(shown.level(0.5, 0.5), 255);
    }

    void undoTakesStrokesBackOneByOne()
    {
        Shown shown;
        const QImage blank = shown.pad.drawing();
        shown.stroke(shown.at(0.2, 0.3), shown.at(0.8, 0.3));
        const QImage one = shown.pad.drawing();
        shown.stroke(shown.at(0.2, 0.7), shown.at(0.8, 0.7));
        const QImage two = shown.pad.drawing();
        QTest::keyClick(&shown.pad, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.pad.drawing(), one);
        QTest::keyClick(&shown.pad, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.pad.drawing(), two);
        QTest::keyClick(&shown.pad, Qt::Key_Delete);
        QVERIFY(shown.pad.isBlank());
        QCOMPARE(shown.pad.drawing(), blank);
        for (const QImage& expected : {two, one, blank}) {
            QTest::keyClick(&shown.pad, Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(shown.pad.drawing(), expected);
        }
        QVERIFY(!shown.pad.canUndo());
        QVERIFY(shown.pad.isBlank());
    }

    void undoOnThePadIsNotTheWindows()
    {
        QWidget window;
        auto* pad = new DrawingPad;
        (new QVBoxLayout(&window))->addWidget(pad);
        QUndoStack stack;
        stack.push(new QUndoCommand(QStringLiteral("an edit of the network")));
        QAction* undo = stack.createUndoAction(&window);
        undo->setShortcut(QKeySequence::Undo);
        window.addAction(undo);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        pad->setFocus();
        QTest::mouseClick(pad, Qt::LeftButton);
        QVERIFY(pad->canUndo());
        QTest::keyClick(pad, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!pad->canUndo());
        QCOMPARE(stack.index(), 1);
    }

    void aPictureCanBeChangedAndTakenBack()
    {
        Shown shown;
        QImage picture(28, 28, QImage::Format_RGB32);
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x)
                picture.setPixel(x, y, qRgb(x * 9, y * 9, (x + y) * 4));
        shown.pad.setPicture(picture);
        QVERIFY(shown.pad.showsPicture());
        QCOMPARE(shown.pad.drawing().scaled(28, 28).convertToFormat(QImage::Format_RGB32), picture);
        shown.stroke(shown.at(0.2, 0.5), shown.at(0.8, 0.5));
        QVERIFY(shown.pad.showsPicture());
        shown.pad.undo();
        shown.pad.undo();
        QVERIFY(shown.pad.isBlank() && !shown.pad.showsPicture());
    }

    void colouredPicturesTakeTheColour()
    {
        Shown shown;
        shown.pad.setPictureSize({32, 32});
        shown.pad.setColor(QColor(200, 40, 10));
        shown.stroke(shown.at(0.2, 0.5), shown.at(0.8, 0.5));
        QCOMPARE(QColor(shown.pad.drawing().pixel(160, 160)), QColor(200, 40, 10));
        QCOMPARE(shown.pad.drawing().size(), QSize(320, 320));
    }

    void anOblongPictureKeepsItsShape()
    {
        Shown shown;
        shown.pad.setPictureSize({64, 32});
        QCOMPARE(shown.pad.paperRect().width(), 2 * shown.pad.paperRect().height());
        QVERIFY(shown.pad.rect().contains(shown.pad.paperRect()));
    }
};

QTEST_MAIN(DrawingPadTest)
#include "drawing_pad_test.moc"

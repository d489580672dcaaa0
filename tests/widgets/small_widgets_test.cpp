#include "widgets/elided_label.h"
#include "widgets/flow_grid.h"
#include "widgets/fold_section.h"
#include "widgets/network_picture.h"
#include "widgets/problem_label.h"
#include "widgets/progress_strip.h"
#include "widgets/segmented_switch.h"
#include "widgets/start_card.h"

#include <QHelpEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

const QList<PictureLayer> forked = {{Category::Input, 784, {}},
                                    {Category::Core, 100, {0}},
                                    {Category::Core, 100, {0}},
                                    {Category::Output, 10, {1, 2}}};

} // namespace

class SmallWidgetsTest : public QObject {
    Q_OBJECT
private slots:
    void anElidedLabelGivesWayAndTellsTheRest()
    {
        ElidedLabel label("accuracy 98.28 %, 172 wrong of 10,000");
        QVERIFY(label.minimumSizeHint().width() < 60);
        const auto tip = [&](int width) {
            label.resize(width, 24);
            QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
            QCoreApplication::sendEvent(&label, &event);
            return label.toolTip();
        };
        QCOMPARE(tip(60), label.text());
        QCOMPARE(tip(label.sizeHint().width()), QString());
    }

    void theSwitchSaysWhatWasChosen()
    {
        SegmentedSwitch choice({"Design", "Train", "Explore"});
        choice.resize(choice.sizeHint());
        QSignalSpy chosen(&choice, &SegmentedSwitch::chosen);
        QTest::mouseClick(&choice, Qt::LeftButton, {}, QPoint(choice.width() - 10, choice.height() / 2));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(choice.current(), 2);
        choice.setCurrent(0);
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(&choice, Qt::Key_Right);
        QCOMPARE(chosen[1][0].toInt(), 1);
        QTest::keyClick(&choice, Qt::Key_Left);
        QTest::keyClick(&choice, Qt::Key_Left);
        QCOMPARE(choice.current(), 0);
        QCOMPARE(chosen.count(), 3);
    }

    void durationsAreWrittenInTwoUnits_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.2 << "less than 1 s";
        QTest::newRow("seconds") << 42.4 << "42 s";
        QTest::newRow("minutes") << 82.0 << "1 min 22 s";
        QTest::newRow("rounded up to a minute") << 59.7 << "1 min 0 s";
        QTest::newRow("hours") << 7500.0 << "2 h 5 min";
    }
    void durationsAreWrittenInTwoUnits()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(durationText(seconds), text);
    }

    void theProgressBarIsAsLongAsTheShare()
    {
        ProgressStrip strip;
        strip.resize(200, strip.sizeHint().height());
        strip.setProgress({"run", Qt::red, 1, 2, 3, 4, 100, 5, 0.5});
        const QImage image = strip.grab().toImage();
        const int y = image.height() - 3 * image.devicePixelRatio();
        const QRgb done = image.pixel(20, y);
        QCOMPARE(image.pixel(image.width() / 2 - 6, y), done);
        QVERIFY(image.pixel(image.width() / 2 + 6, y) != done);
    }

    void cardsFillFourColumnsWhenThereIsRoom_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("columns");
        QTest::newRow("1600 pixel window") << 1166 << 4;
        QTest::newRow("one pixel less") << 1165 << 3;
        QTest::newRow("narrow") << 440 << 2;
    }
    void cardsFillFourColumnsWhenThereIsRoom()
    {
        QFETCH(int, width);
        QFETCH(int, columns);
        QWidget page;
        auto* grid = new FlowGrid(278, 252, 18, 2, &page);
        QList<QWidget*> cards;
        for (int i = 0; i < 9; ++i) {
            cards << new QWidget;
            grid->addWidget(cards.last());
        }
        page.resize(width, 2000);
        page.show();
        QCOMPARE(grid->columnsFor(width), columns);
        QCOMPARE(cards[columns]->x(), cards[0]->x());
        QVERIFY(cards[columns]->y() > cards[0]->y());
        QCOMPARE(cards[columns - 1]->geometry().right(), width - 1);
        cards[0]->hide(); // a filtered card leaves no hole
        grid->activate();
        QCOMPARE(cards[1]->pos(), QPoint(0, 0));
    }

    void aPictureShowsForksSideBySide()
    {
        const QList<QRectF> bars = networkBars({0, 0, 240, 100}, forked);
        QCOMPARE(bars.size(), 4);
        QCOMPARE(bars[1].left(), bars[2].left());
        QVERIFY(bars[1].bottom() < bars[2].top());
        QVERIFY(bars[0].right() < bars[1].left());
        QVERIFY(bars[3].left() > bars[1].right());
        QVERIFY(bars[0].height() > bars[3].height());
        for (const QRectF& bar : bars)
            QVERIFY(QRectF(0, 0, 240, 100).adjusted(-0.01, -0.01, 0.01, 0.01).contains(bar));
    }

    void aWrongPictureIsStillAPicture()
    {
        QVERIFY(networkBars({0, 0, 100, 100}, {}).isEmpty());
        const QList<PictureLayer> wrong = {{Category::Core, 0, {5, -1, 0}}, {Category::Core, -3, {1}}};
        QCOMPARE(networkBars({0, 0, 100, 100}, wrong).size(), 2);
        QVERIFY(!networkThumbnail(wrong, {64, 40}).isNull());
    }

    void cardsOpenByClickAndByKey()
    {
        SampleCard card({"vae", "pictures", "Variational autoencoder", "MNIST", "Learns.", "1 parameter",
                         "loss 1", forked});
        QSignalSpy clicked(&card, &SampleCard::clicked);
        QTest::mouseClick(&card, Qt::LeftButton);
        QTest::keyClick(&card, Qt::Key_Return);
        QCOMPARE(clicked.count(), 2);
        RecentRow row({"a.loom", "a", "Today", forked});
        QSignalSpy opened(&row, &RecentRow::clicked);
        QTest::keyClick(&row, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }

    void sectionsFoldByClickAndByKey()
    {
        FoldSection section("Layer");
        section.show();
        QSignalSpy folded(&section, &FoldSection::foldedChanged);
        QTest::mouseClick(section.header(), Qt::LeftButton);
        QVERIFY(section.isFolded());
        QTest::keyClick(section.header(), Qt::Key_Space);
        QVERIFY(!section.isFolded());
        QCOMPARE(folded.count(), 2);
        section.setFolded(true);
        QCOMPARE(folded.count(), 2);
    }

    void aProblemOffersItsFix()
    {
        ProblemLabel label;
        QVERIFY(label.isHidden());
        label.setProblem(ProblemLabel::Severity::Error, "Dense needs a flat input.",
                         "Put a Flatten before it");
        QVERIFY(!label.isHidden());
        QSignalSpy fixed(&label, &ProblemLabel::fixPressed);
        for (QPushButton* button : label.findChildren<QPushButton*>())
            if (!button->isHidden())
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(fixed.count(), 1);
        label.clear();
        QVERIFY(label.isHidden());
    }
};

QTEST_MAIN(SmallWidgetsTest)
#include "small_widgets_test.moc"

#include "widgets/confusion_matrix.h"

#include "widgets/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

ConfusionCounts sample()
{
    return {{"cat", "dog", "cow"}, {8, 1, 1, 2, 7, 0, 0, 0, 5}};
}

} // namespace

class ConfusionMatrixTest : public QObject {
    Q_OBJECT
private slots:
    void sumsAreRight()
    {
        const ConfusionCounts counts = sample();
        QCOMPARE(counts.total(), 24);
        QCOMPARE(counts.correct(), 20);
        QCOMPARE(counts.rowSum(0), 10);
        QCOMPARE(counts.columnSum(0), 10);
        QCOMPARE(counts.columnSum(2), 6);
        QCOMPARE(counts.largestMistake(), 2);
    }

    void theTitleSaysRateAndCount()
    {
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        QVERIFY(matrix.title().contains("83.33"));
        QVERIFY(matrix.title().contains("4"));
        QVERIFY(matrix.title().contains("24"));
    }

    void aClickSelectsItsCell_data()
    {
        QTest::addColumn<int>("truth");
        QTest::addColumn<int>("prediction");
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j)
                QTest::addRow("%d taken for %d", i, j) << i << j;
    }
    void aClickSelectsItsCell()
    {
        QFETCH(int, truth);
        QFETCH(int, prediction);
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        matrix.resize(matrix.sizeHint());
        matrix.show();
        QSignalSpy selected(&matrix, &ConfusionMatrix::cellSelected);
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(truth, prediction).center());
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0], QVariantList({truth, prediction}));
    }

    void longNamesStandAboveTheirColumns_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small dock") << QSize(380, 260);
        QTest::newRow("large dock") << QSize(900, 700);
    }
    void longNamesStandAboveTheirColumns()
    {
        QFETCH(QSize, size);
        const QStringList names{"airplane", "automobile", "bird",  "cat",  "deer",
                                "dog",      "frog",       "horse", "ship", "truck"};
        ConfusionMatrix matrix;
        matrix.setCounts({names, QVector<qint64>(100, 3)});
        matrix.resize(size.expandedTo(matrix.minimumSizeHint()));
        const QFontMetrics metrics(textFont(TextSize::Caption));
        const int widest = metrics.horizontalAdvance("automobile");
        const QRect first = matrix.cellRect(0, 0), last = matrix.cellRect(9, 9);
        QVERIFY(first.width() < widest);
        QVERIFY(first.top() >= widest); // all of it fits
        QVERIFY(first.left() >= widest + 20); // beside the rows, too
        QVERIFY(matrix.rect().contains(last));

        const int cell = first.width();
        matrix.resize(matrix.widthFor(matrix.height()), matrix.height());
        QVERIFY(matrix.cellRect(0, 0).width() >= cell); // no wider one would help
        matrix.resize(matrix.width() - 20, matrix.height());
        QVERIFY(matrix.cellRect(0, 0).width() < qMax(15, cell + 1));

        matrix.setCounts({{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, QVector<qint64>(100, 3)});
        QVERIFY(matrix.cellRect(0, 0).top() < 30); // figures need no room
    }

    void escapeAndAPressBesideLeaveTheCell()
    {
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        matrix.resize(matrix.sizeHint());
        QSignalSpy selected(&matrix, &ConfusionMatrix::cellSelected);
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(1, 2).center());
        QTest::keyClick(&matrix, Qt::Key_Escape);
        QCOMPARE(selected.last(), QVariantList({-1, -1}));
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(1, 2).center());
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(selected.last(), QVariantList({-1, -1}));
        QCOMPARE(selected.count(), 4);
        QTest::keyClick(&matrix, Qt::Key_Escape); // nothing to leave
        QCOMPARE(selected.count(), 4);
    }

    void arrowsWalkAndStopAtTheEdge()
    {
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        QSignalSpy selected(&matrix, &ConfusionMatrix::cellSelected);
        QTest::keyClick(&matrix, Qt::Key_Right);
        QCOMPARE(selected.last(), QVariantList({0, 0}));
        QTest::keyClick(&matrix, Qt::Key_Right);
        QTest::keyClick(&matrix, Qt::Key_Down);
        QCOMPARE(selected.last(), QVariantList({1, 1}));
        QTest::keyClick(&matrix, Qt::Key_Up);
        QTest::keyClick(&matrix, Qt::Key_Up);
        QCOMPARE(selected.last(), QVariantList({0, 1}));
    }

    void aClickBesideTheCellsSelectsNothing()
    {
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        matrix.resize(matrix.sizeHint());
        QSignalSpy selected(&matrix, &ConfusionMatrix::cellSelected);
        QTest::mouseClick(&matrix, Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(selected.count(), 0);
    }

    void fewerClassesForgetTheSelection()
    {
        ConfusionMatrix matrix;
        matrix.setCounts(sample());
        matrix.select(2, 2);
        matrix.setCounts({{"a", "b"}, {1, 0, 0, 1}});
        QSignalSpy selected(&matrix, &ConfusionMatrix::cellSelected);
        QTest::keyClick(&matrix, Qt::Key_Down);
        QCOMPARE(selected.last(), QVariantList({0, 0}));
        QVERIFY(!matrix.grab().isNull());
    }
};

QTEST_MAIN(ConfusionMatrixTest)
#include "confusion_matrix_test.moc"

#include "widgets/chart_decimation.h"
#include "widgets/chart_range.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace widgets;

namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

CurveStore wave(int points, int mostBins = 1 << 17)
{
    CurveStore curve(0, mostBins);
    for (int i = 0; i < points; ++i)
        curve.append(i, std::sin(i * 0.01) + (i == points / 3 ? 50 : 0) - (i == points / 2 ? 70 : 0));
    return curve;
}

std::pair<float, float> extremes(const std::vector<MinMax>& columns)
{
    MinMax all;
    for (const MinMax& column : columns)
        if (!column.empty)
            all.add(column.low, column.high);
    return {all.low, all.high};
}

} // namespace

class ChartDecimationTest : public QObject {
    Q_OBJECT
private slots:
    void extremesAreKept_data()
    {
        QTest::addColumn<int>("points");
        QTest::addColumn<int>("bins");
        QTest::newRow("short") << 100 << 131072;
        QTest::newRow("one bin each") << 5000 << 8192;
        QTest::newRow("merged once") << 5000 << 4096;
        QTest::newRow("merged many times") << 200000 << 512;
        QTest::newRow("odd number of bins") << 10000 << 333;
    }
    void extremesAreKept()
    {
        QFETCH(int, points);
        QFETCH(int, bins);
        const CurveStore curve = wave(points, bins);
        QCOMPARE(curve.pointCount(), points);
        QVERIFY(static_cast<int>(curve.bins().size()) <= bins);
        const auto columns = columnExtremes(curve, {0, double(points), 300, false});
        QCOMPARE(columns.size(), std::size_t(300));
        const auto [low, high] = extremes(columns);
        QVERIFY(high > 48);
        QVERIFY(low < -68);
    }

    void aBinCountsAllItsPoints()
    {
        const CurveStore curve = wave(100000, 256);
        qint64 sum = 0;
        for (const CurveBin& bin : curve.bins()) {
            sum += bin.count;
            QVERIFY(bin.low <= bin.mean && bin.mean <= bin.high);
        }
        QCOMPARE(sum, 100000);
    }

    void theCurveHasAtMostTwoPointsAColumn()
    {
        const CurveStore curve = wave(100000);
        const QList<QPointF> points = smoothedCurve(curve, {1000, 99000, 400, false});
        QVERIFY(points.size() <= 2 * 400 + 2);
        QVERIFY(points.constFirst().x() < 1000); // it comes in from beyond the edge
        QVERIFY(points.constLast().x() > 99000);
        double high = -1000, low = 1000;
        for (qsizetype i = 0; i < points.size(); ++i) {
            high = std::max(high, points[i].y());
            low = std::min(low, points[i].y());
            if (i > 0)
                QVERIFY(points[i].x() >= points[i - 1].x());
        }
        QVERIFY(high > 48);
        QVERIFY(low < -68);
    }

    void whatIsNoNumberIsLeftOut()
    {
        CurveStore curve(0.9);
        curve.append(1, 2);
        curve.append(2, noNumber);
        curve.append(3, std::numeric_limits<double>::infinity());
        curve.append(noNumber, 5);
        curve.append(4, 2);
        QCOMPARE(curve.pointCount(), 2);
        QCOMPARE(curve.bins().back().smooth, 2.0f);
    }

    void aLogAxisSkipsWhatItCannotShow()
    {
        CurveStore curve;
        const double values[] = {1, 0, -3, 10, 100};
        for (int i = 0; i < 5; ++i)
            curve.append(i, values[i]);
        const QList<QPointF> points = smoothedCurve(curve, {0, 4, 100, true});
        QCOMPARE(points.size(), 3);
        for (const QPointF& point : points)
            QVERIFY(point.y() > 0);
        for (const MinMax& column : columnExtremes(curve, {0, 4, 100, true}))
            QVERIFY(column.empty || column.low > 0);
        const ChartRange range = fittingRange({RangedCurve{&curve, &curve}}, true);
        QVERIFY(range.yFrom > 0);
        QVERIFY(range.yTo >= 100);
    }

    void anEmptyCurveIsNoTrouble()
    {
        const CurveStore curve;
        QVERIFY(smoothedCurve(curve, {0, 1, 10, false}).isEmpty());
        for (const MinMax& column : columnExtremes(curve, {0, 1, 10, false}))
            QVERIFY(column.empty);
        QVERIFY(smoothedCurve(wave(10), {1, 1, 10, false}).isEmpty());
        const ChartRange range = fittingRange({RangedCurve{&curve, &curve}}, false);
        QVERIFY(range.yTo > range.yFrom);
    }

    void theAverageHasNoBiasAtTheBeginning()
    {
        RunningAverage average(0.99);
        QVERIFY(qAbs(average.next(7) - 7) < 1e-12);
        QVERIFY(qAbs(average.next(7) - 7) < 1e-12);
        RunningAverage two(0.5);
        two.next(1);
        QVERIFY(qAbs(two.next(4) - (0.25 * 1 + 0.5 * 4) / 0.75) < 1e-12);
    }

    void manyEqualValuesAtOnceAreTheSameAverage()
    {
        RunningAverage single(0.9), block(0.9);
        single.next(3), block.next(3);
        double last = 0;
        for (int i = 0; i < 16; ++i)
            last = single.next(5);
        QVERIFY(qAbs(block.next(5, 16) - last) < 1e-12);
    }

    void anotherWeightGivesTheSameCurveAsFromTheStart()
    {
        CurveStore changed(0.5), fresh(0.95);
        for (int i = 0; i < 500; ++i) {
            changed.append(i, std::cos(i));
            fresh.append(i, std::cos(i));
        }
        changed.setWeight(0.95);
        for (std::size_t i = 0; i < 500; ++i)
            QVERIFY(qAbs(changed.bins()[i].smooth - fresh.bins()[i].smooth) < 1e-5f);
    }

    void goingOnFromACheckpointReplacesTheRest()
    {
        CurveStore curve;
        for (int i = 0; i < 10; ++i)
            curve.append(i, 1);
        curve.append(5.0, 2);
        QCOMPARE(curve.pointCount(), 6);
        QCOMPARE(curve.bins().back().x, 5.0);
        QCOMPARE(curve.bins().back().high, 2.0f);
    }

    void theSteepBeginningIsLeftOutAndCounted()
    {
        CurveStore curve, none;
        for (int i = 0; i < 5000; ++i)
            curve.append(i / 500.0, 100 + 400 * std::exp(-i / 60.0) + 10 * std::exp(-i / 2000.0));
        const ChartRange range = fittingRange({RangedCurve{&curve, &none}}, false);
        QVERIFY(range.cutAbove);
        QVERIFY(range.yTo < 200);
        QVERIFY(range.yFrom <= 100);
        const qint64 count = leadingPoints(curve, range.yTo, true);
        QVERIFY(count > 10 && count < 600);
        QVERIFY(static_cast<double>(curve.bins()[static_cast<std::size_t>(count)].smooth) <= range.yTo);
        QVERIFY(static_cast<double>(curve.bins()[static_cast<std::size_t>(count - 1)].smooth) > range.yTo);
    }

    void aRunThatBeginsDoesNotSpoilTheOthersRange()
    {
        CurveStore done, begun, none;
        for (int i = 0; i < 5000; ++i)
            done.append(i / 500.0, 100 + 400 * std::exp(-i / 60.0) + 10 * std::exp(-i / 2000.0));
        for (int i = 0; i < 200; ++i)
            begun.append(i / 500.0, 100 + 400 * std::exp(-i / 60.0));
        const ChartRange range =
            fittingRange({RangedCurve{&done, &none}, RangedCurve{&begun, &none, true}}, false);
        QVERIFY(range.yTo < 200);
        QVERIFY(range.yTo >= static_cast<double>(begun.bins().back().smooth)); // but its end is seen
    }

    void aRisingCurveIsCutBelow()
    {
        CurveStore curve, none;
        for (int i = 0; i < 5000; ++i)
            curve.append(i / 500.0, 0.98 - 0.8 * std::exp(-i / 60.0));
        const ChartRange range = fittingRange({RangedCurve{&curve, &none}}, false);
        QVERIFY(range.cutBelow);
        QVERIFY(!range.cutAbove);
        QVERIFY(range.yFrom > 0.5);
    }

    void fewPointsAreShownWhole()
    {
        CurveStore curve, none;
        for (int i = 1; i <= 20; ++i)
            curve.append(i, 100.0 / i);
        const ChartRange range = fittingRange({RangedCurve{&curve, &none}}, false);
        QVERIFY(!range.cutAbove);
        QVERIFY(range.yTo >= 100);
        QVERIFY(range.yFrom <= 5);
    }

    void marksAreRound_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QString>("marks");
        QTest::newRow("tens") << 98.0 << 151.0 << 6 << "100 110 120 130 140 150";
        QTest::newRow("through zero") << -1.0 << 1.0 << 4 << "-1 -0.5 0 0.5 1";
        QTest::newRow("small") << 0.0 << 0.01 << 5 << "0 0.002 0.004 0.006 0.008 0.01";
        QTest::newRow("nothing") << 1.0 << 1.0 << 5 << "";
    }
    void marksAreRound()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, wanted);
        QFETCH(QString, marks);
        QStringList texts;
        for (const double mark : niceTicks(low, high, wanted))
            texts << QString::number(mark, 'g', 6);
        QCOMPARE(texts.join(QLatin1Char(' ')), marks);
    }

    void logMarksArePositiveAndGrow()
    {
        for (const auto& [low, high] : {std::pair{80.0, 600.0}, {1e-6, 10.0}, {0.3, 0.4}, {2.0, 90.0}}) {
            const QList<double> marks = logTicks(low, high, 6);
            QVERIFY(marks.size() >= 2);
            for (qsizetype i = 0; i < marks.size(); ++i) {
                QVERIFY(marks[i] >= low * 0.999 && marks[i] <= high * 1.001);
                QVERIFY(i == 0 || marks[i] > marks[i - 1]);
            }
        }
    }
};

QTEST_GUILESS_MAIN(ChartDecimationTest)
#include "chart_decimation_test.moc"

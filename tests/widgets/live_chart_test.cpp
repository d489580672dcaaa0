#include "widgets/live_chart.h"

#include "widgets/chart_view.h"
#include "widgets/empty_state.h"

#include <QFile>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace widgets;

namespace {

struct Fixture {
    LiveChart chart;

    Fixture()
    {
        chart.setSeries({{"a", "first run", Qt::red}, {"b", "second run", Qt::blue}});
        chart.resize(700, 400);
        chart.show();
    }
    void train(const QString& run, int batches)
    {
        QList<QPointF> points;
        for (int i = 1; i <= batches; ++i)
            points << QPointF(i / 100.0, 100 + 300 * std::exp(-i / 50.0));
        chart.append(run, ChartPoints::Raw, points);
        chart.append(run, ChartPoints::Validation, {{1, 105}, {2, 104}});
    }
    ChartView* view() const { return chart.findChild<ChartView*>(); }
    void wheel(int angle) const
    {
        QWidget* target = view()->viewport();
        const QPointF at = target->rect().center();
        QWheelEvent event(at, target->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(target, &event);
    }
};

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LiveChartTest : public QObject {
    Q_OBJECT
private slots:
    void withPlacesValuesAreShownAsTheyAre()
    {
        Fixture f;
        QList<double> asked;
        f.chart.setPlaces([](double x) { return QString("row %1").arg(x); },
                          [&](double from, double to, int) {
                              asked = {from, to};
                              return QList<double>{from, to};
                          });
        QList<QPointF> points;
        for (int i = 0; i < 100; ++i) // a steep beginning, which stays in view
            points << QPointF(i, i < 4 ? 1000 - 200 * i : 100 + i % 2);
        f.chart.append("a", ChartPoints::Raw, points);
        QCOMPARE(f.chart.smoothing(), 0.0);
        QVERIFY(f.chart.range().bottom() >= 1000);
        QVERIFY(f.chart.rangeNote().isEmpty());
        f.chart.grab();
        QCOMPARE(asked, (QList<double>{0, 99}));
        for (const QSlider* slider : f.chart.findChildren<QSlider*>())
            QVERIFY(!slider->isVisible());
    }

    void anEmptyChartSaysWhatToDo()
    {
        Fixture f;
        auto* empty = f.chart.findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        QSignalSpy pressed(&f.chart, &LiveChart::emptyButtonPressed);
        QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(pressed.count(), 1);
        f.train("a", 10);
        QTRY_VERIFY(!empty->isVisible());
        QVERIFY(f.view()->isVisible());
    }

    void pointsOfOtherRunsStay()
    {
        Fixture f;
        f.train("a", 500);
        f.train("b", 300);
        f.chart.setSeries({{"b", "second run", Qt::blue}});
        QCOMPARE(f.chart.pointCount("a", ChartPoints::Raw), 0);
        QCOMPARE(f.chart.pointCount("b", ChartPoints::Raw), 300);
        QCOMPARE(f.chart.pointCount("b", ChartPoints::Validation), 2);
        f.chart.setSeries({{"c", "third", Qt::green}, {"b", "second run", Qt::blue}});
        QCOMPARE(f.chart.pointCount("b", ChartPoints::Raw), 300);
        f.chart.clear();
        QCOMPARE(f.chart.pointCount("b", ChartPoints::Raw), 0);
    }

    void theRangeLeavesTheSteepBeginningOutAndSaysSo()
    {
        Fixture f;
        f.chart.setSmoothing(0);
        f.train("a", 3000);
        const QRectF range = f.chart.range();
        QVERIFY(range.bottom() < 300);
        QVERIFY(range.right() >= 30);
        QVERIFY2(f.chart.rangeNote().contains("batches lie above"), qPrintable(f.chart.rangeNote()));
    }

    void theWheelZoomsAndADoubleClickGoesBack()
    {
        Fixture f;
        f.train("a", 3000);
        const QRectF before = f.chart.range();
        QSignalSpy zoomed(&f.chart, &LiveChart::zoomChanged);
        f.wheel(120);
        QVERIFY(f.chart.isZoomed());
        QVERIFY(f.chart.range().width() < before.width());
        f.train("b", 100);
        QVERIFY(f.chart.range().width() < before.width()); // new points do not move a chosen range
        QTest::mouseDClick(f.view()->viewport(), Qt::LeftButton);
        QVERIFY(!f.chart.isZoomed());
        QCOMPARE(f.chart.range().width(), before.width());
        QCOMPARE(zoomed.count(), 2);
    }

    void aBoxZoomsIntoItself()
    {
        Fixture f;
        f.train("a", 3000);
        const QRectF before = f.chart.range();
        QWidget* target = f.view()->viewport();
        const QPoint from(target->width() / 2, 80), to(target->width() / 2 + 120, 160);
        QTest::mousePress(target, Qt::LeftButton, {}, from);
        QTest::mouseMove(target, to);
        QMouseEvent move(QEvent::MouseMove, to, target->mapToGlobal(QPointF(to)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(target, &move);
        QTest::mouseRelease(target, Qt::LeftButton, {}, to);
        const QRectF after = f.chart.range();
        QVERIFY(after.width() < before.width() / 2);
        QVERIFY(after.left() > before.left());
        QVERIFY(after.top() > before.top());
    }

    void keysZoomToo()
    {
        Fixture f;
        f.train("a", 300);
        f.chart.range();
        QTest::keyClick(f.view(), Qt::Key_Plus);
        QVERIFY(f.chart.isZoomed());
        QTest::keyClick(f.view(), Qt::Key_0);
        QVERIFY(!f.chart.isZoomed());
    }

    void aLogAxisStaysPositive()
    {
        Fixture f;
        f.chart.append("a", ChartPoints::Raw, {{0.1, 0}, {0.2, -1}, {0.3, 1e-3}, {0.4, 10}});
        f.chart.setLogAxis(true);
        QVERIFY(f.chart.range().top() > 0);
        QVERIFY(f.chart.range().bottom() >= 10);
        QVERIFY(!f.chart.grab().isNull());
    }

    void exportsHoldTheCurves()
    {
        Fixture f;
        f.train("a", 300);
        const QTemporaryDir folder;
        QString error;
        QVERIFY(f.chart.exportPng(folder.filePath("c.png"), &error, 2));
        const QImage image(folder.filePath("c.png"));
        QCOMPARE(image.width(), 2 * f.view()->width());
        int red = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                red += image.pixelColor(x, y) == QColor(Qt::red);
        QVERIFY2(red > 100, qPrintable(QString::number(red)));

        QVERIFY(f.chart.exportSvg(folder.filePath("c.svg"), &error));
        const QByteArray svg = contents(folder.filePath("c.svg"));
        QVERIFY(svg.contains("<svg"));
        QVERIFY(svg.contains("#ff0000"));

        QVERIFY(f.chart.exportCsv(folder.filePath("c.csv"), &error));
        const QByteArray csv = contents(folder.filePath("c.csv"));
        QCOMPARE(csv.count("\"first run\",training,"), 300);
        QCOMPARE(csv.count("\"first run\",validation,"), 2);
        QVERIFY(csv.startsWith("run,kind,epoch,value,"));
    }

    void anExportThatFailsSaysWhy()
    {
        Fixture f;
        f.train("a", 30);
        QString error;
        QVERIFY(!f.chart.exportCsv("/no-such-folder/c.csv", &error));
        QVERIFY(error.contains("/no-such-folder/c.csv"));
    }
};

QTEST_MAIN(LiveChartTest)
#include "live_chart_test.moc"

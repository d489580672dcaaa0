#include "app/panels/forecast_chart.h"
#include "tests/app/workplace.h"

#include "widgets/chart_view.h"
#include "widgets/empty_state.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace app;
using app::panels::ForecastChart;
using widgets::ChartPoints;

namespace {

// The panel in a window, with all that it may touch.
struct Bench : Workplace {
    QWidget window;
    QWidget* panel = nullptr;

    Bench()
    {
        panel = createPanel("forecast", &window);
        panel->resize(1000, 420);
        window.resize(1000, 420);
        window.show();
    }
    // Flatten and Dense on a series.
    void open(const engine::Choice& dataset, int units, int epochs = 2)
    {
        engine::ProjectFile file;
        file.project.dataset = dataset;
        file.project.training.epochs = epochs;
        file.project.training.batchSize = 16;
        engine::Graph& graph = file.project.graph;
        const engine::NodeId input = graph.add("input"), flatten = graph.add("flatten"),
                             dense = graph.add("dense"), output = graph.add("output");
        graph.node(input)->attributes["column"] = std::string("window");
        graph.node(dense)->attributes = {{"units", std::int64_t{units}},
                                         {"activation", std::string("linear")}};
        graph.node(output)->attributes = {{"column", std::string("target")},
                                          {"loss", std::string("mean_squared_error")}};
        graph.links = {{input, 0, flatten, 0}, {flatten, 0, dense, 0}, {dense, 0, output, 0}};
        document.open(std::move(file), {});
    }
    bool trained(const engine::Choice& dataset, int units)
    {
        open(dataset, units);
        return train() && QTest::qWaitFor([this] { return points("test") > 0; }, 20000);
    }
    ForecastChart* chart() const { return panel->findChild<ForecastChart*>(); }
    qint64 points(const char* track) const
    {
        const bool beyond = std::string(track) == "forecast";
        return chart()->pointCount(track, beyond ? ChartPoints::Validation : ChartPoints::Raw);
    }
    // The one in view whose tooltip begins so.
    template <class Widget>
    Widget* tool(const QString& tip) const
    {
        for (Widget* widget : panel->findChildren<Widget*>())
            if (widget->isVisible() && widget->toolTip().startsWith(tip))
                return widget;
        return nullptr;
    }
    bool says(const QString& words) const
    {
        for (const QLabel* label : panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    QPushButton* button() const
    {
        return panel->findChild<widgets::EmptyState*>()->findChild<QPushButton*>();
    }
};

} // namespace

class ForecastPanelTest : public QObject {
    Q_OBJECT

private slots:
    void withoutASeriesItOffersToChooseData()
    {
        Bench bench;
        QSignalSpy wished(&bench.wishes, &Wishes::chooseData);
        QTRY_VERIFY(bench.says("This network does not read a series."));
        QTest::mouseClick(bench.button(), Qt::LeftButton);
        QCOMPARE(wished.count(), 1);
    }

    void beforeTheFirstTrainingItOffersToTrain()
    {
        Bench bench;
        bench.open({"airline-passengers"}, 1);
        QSignalSpy wished(&bench.wishes, &Wishes::train);
        QTRY_VERIFY(bench.says("The forecast appears when you train: F5."));
        QTest::mouseClick(bench.button(), Qt::LeftButton);
        QCOMPARE(wished.count(), 1);
    }

    void itShowsSeriesPredictionsAndHorizon()
    {
        Bench bench;
        QVERIFY(bench.trained({"airline-passengers"}, 1));
        QVERIFY(bench.chart()->isVisible());
        QCOMPARE(bench.points("series"), 144);
        QCOMPARE(bench.points("train"), 95);
        QCOMPARE(bench.points("validation"), 0);
        QCOMPARE(bench.points("test"), 47);
        QCOMPARE(bench.points("forecast"), 13); // from the last value on
        QCOMPARE(bench.chart()->timeOf(0), QString("1949-01"));
        QCOMPARE(bench.chart()->timeOf(145), QString("1961-02"));
        QVERIFY(bench.says("RMSE: training ") && bench.says("thousand"));
        QVERIFY(!bench.tool<QComboBox>("The variable")); // nothing to choose
        QVERIFY(!bench.tool<QSpinBox>("Of the future values"));
        const QRectF range = bench.chart()->range();
        QVERIFY(range.right() >= 155 && range.bottom() > 600); // original units
    }

    void theHorizonFollowsItsBox()
    {
        Bench bench;
        QVERIFY(bench.trained({"airline-passengers"}, 1));
        auto* box = bench.tool<QSpinBox>("Steps predicted beyond");
        QVERIFY(box);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, "3");
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(bench.points("forecast"), 4);
        box->setValue(0);
        QTRY_COMPARE(bench.points("forecast"), 0);
    }

    void stepsAheadAndVariablesCanBeChosen()
    {
        Bench bench;
        QVERIFY(bench.trained({"climate",
                               {{"days", std::int64_t(30)},
                                {"past", std::int64_t(4)},
                                {"future", std::int64_t(3)},
                                {"targets", std::string("Temperature, Wind")}}},
                              6));
        auto* ahead = bench.tool<QSpinBox>("Of the future values");
        auto* variable = bench.tool<QComboBox>("The variable");
        QVERIFY(ahead && variable);
        QCOMPARE(ahead->maximum(), 3);
        QCOMPARE(variable->count(), 2);
        QVERIFY(bench.says("°C"));
        QTest::keyClick(variable, Qt::Key_Down);
        QTRY_VERIFY(bench.says("m/s"));
        QCOMPARE(bench.points("series"), 240);
        QVERIFY(bench.chart()->range().bottom() < 15); // metres per second
        QTest::keyClick(ahead, Qt::Key_Up);
        QCOMPARE(ahead->value(), 2);
        // Humidity and pressure are read, but not predicted.
        QCOMPARE(bench.points("forecast"), 4);
        QVERIFY(bench.says("reads what it does not predict (Humidity, Pressure)"));
    }

    void theCrossHairSaysTheTime()
    {
        Bench bench;
        QVERIFY(bench.trained({"airline-passengers"}, 1));
        auto* view = bench.chart()->findChild<widgets::ChartView*>();
        bench.chart()->range(); // shows what is pending
        const QImage before = view->grab().toImage();
        QTest::mouseMove(view->viewport(), view->viewport()->rect().center());
        QTRY_VERIFY(view->grab().toImage() != before);
    }

    void theTableHoldsWhatIsShown()
    {
        Bench bench;
        QTemporaryDir folder;
        QVERIFY(bench.trained({"airline-passengers"}, 1));
        auto* button = bench.panel->findChild<QToolButton*>();
        QCOMPARE(button->menu()->actions().size(), 3);
        const QString path = folder.filePath("forecast.csv");
        QTimer::singleShot(0, [path] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            dialog->selectFile(path);
            QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
        });
        button->menu()->actions().last()->trigger();
        QFile file(path);
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 1 + 144 + 12 + 1);
        QCOMPARE(lines[0], QByteArray("time,value,train,test,forecast"));
        QVERIFY(lines[1].startsWith("1949-01,112,"));
        QVERIFY(lines[145].startsWith("1961-01,,,,"));
    }

    void itIsRaisedForNetworksThatPredictASeries()
    {
        Bench bench;
        const auto panel = std::ranges::find(allPanels(), QLatin1String("forecast"), &Panel::id);
        bench.open({"airline-passengers"}, 1);
        QVERIFY(panel->suits(bench.document.project(), bench.document.analysis()));
        bench.document.edit("Points", [](engine::Project& project) { project.dataset = {"points"}; });
        QVERIFY(!panel->suits(bench.document.project(), bench.document.analysis()));
    }
};

int main(int count, char** arguments)
{
    QApplication application(count, arguments);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    ForecastPanelTest test;
    return QTest::qExec(&test, count, arguments);
}

#include "forecast_panel_test.moc"

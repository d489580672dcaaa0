#include "engine/datasets/series.h"
#include "engine/project/project.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>

using namespace engine;

using Part = Dataset::Part;

// Bundled series and those of the user: how they are scaled, divided and cut into windows.
class SeriesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string put(const QByteArray& bytes)
    {
        static int count = 0; // another file each time: what is known of one is kept
        const QString path = m_folder.filePath(QStringLiteral("s%1.csv").arg(++count));
        QFile out(path);
        if (out.open(QIODevice::WriteOnly))
            out.write(bytes);
        return path.toStdString();
    }
    static Result<Dataset> load(const char* id, const Attributes& attributes)
    {
        return findDatasetType(id)->load(attributes, {}, {});
    }
    Result<Dataset> own(const QByteArray& bytes, Attributes attributes = {})
    {
        attributes["path"] = put(bytes);
        return load("csv-series", attributes);
    }
    // Rows "t0,0,0,1", "t1,1,100,1", ...: a step, a hundred times it, and a constant.
    static QByteArray ladder(int rows)
    {
        QByteArray bytes = "when,a,b,c\n";
        for (int i = 0; i < rows; ++i)
            bytes += "t" + QByteArray::number(i) + "," + QByteArray::number(i) + "," +
                QByteArray::number(100 * i) + ",1\n";
        return bytes;
    }
    static std::vector<float> sample(const Dataset& data, const char* column, Part part, std::size_t i)
    {
        const std::vector<std::string> columns{column};
        const Batch batch = gather(data, columns, std::vector<std::int32_t>{data.rows(part)[i]});
        const auto values = batch.at(column).values();
        return {values.begin(), values.end()};
    }
    static Attributes unscaled(Attributes more = {})
    {
        more["scaling"] = std::string("none");
        return more;
    }

private slots:
    void passengersAreThePublishedFigures()
    {
        const auto data = load("airline-passengers", {});
        QVERIFY(data && data->series);
        const Series& series = *data->series;
        QCOMPARE(series.rows(), std::int64_t(144));
        QCOMPARE(series.value(0, 0), 112.0);
        QCOMPARE(series.value(143, 0), 432.0);
        double sum = 0;
        for (const double value : series.values)
            sum += value;
        QCOMPARE(sum, 40363.0);
        QCOMPARE(series.times.front(), std::string("1949-01"));
        QCOMPARE(series.times.back(), std::string("1960-12"));
    }

    void theCoursesSplitHas95And47Pairs()
    {
        const auto data = load("airline-passengers", {});
        QCOMPARE(data->series->plan.train.size(), std::int64_t(96));
        QCOMPARE(data->series->plan.test.size(), std::int64_t(48));
        QCOMPARE(data->size(Part::Train), std::int64_t(95));
        QCOMPARE(data->size(Part::Validation), std::int64_t(0));
        QCOMPARE(data->size(Part::Test), std::int64_t(47));
        QVERIFY(data->column("window")->signal.shape == Shape({1, 1}));
        QVERIFY(data->column("target")->signal.shape == Shape({1}));
    }

    void scalingIsMeasuredOnTheTrainingPartOrOnAll_data()
    {
        QTest::addColumn<QString>("scaling");
        QTest::addColumn<QString>("fit");
        QTest::addColumn<double>("offset");
        QTest::addColumn<double>("range");
        QTest::newRow("train") << "min-max"
                               << "train" << 104.0 << 413.0 - 104.0;
        QTest::newRow("all") << "min-max"
                             << "all" << 104.0 << 622.0 - 104.0;
        QTest::newRow("standard, all") << "standard"
                                       << "all" << 40363.0 / 144 << 119.549;
        QTest::newRow("none") << "none"
                              << "train" << 0.0 << 1.0;
    }
    void scalingIsMeasuredOnTheTrainingPartOrOnAll()
    {
        QFETCH(QString, scaling);
        QFETCH(QString, fit);
        QFETCH(double, offset);
        QFETCH(double, range);
        const auto data = load("airline-passengers",
                               {{"scaling", scaling.toStdString()}, {"scaling_fit", fit.toStdString()}});
        QVERIFY(data);
        const SeriesVariable& variable = data->series->variables[0];
        QCOMPARE(variable.offset, offset);
        QVERIFY2(std::abs(variable.range - range) < 1e-3, qPrintable(QString::number(variable.range)));
        QCOMPARE(variable.original(variable.scaled(432)), 432.0);
        QCOMPARE(sample(*data, "window", Part::Train, 0)[0], float((112 - offset) / variable.range));
    }

    void windowsAreCutAsByHand()
    {
        const auto data = own(ladder(20),
                              unscaled({{"past", std::int64_t(3)},
                                        {"future", std::int64_t(2)},
                                        {"inputs", std::string("b, a")},
                                        {"targets", std::string("a")},
                                        {"train_share", 0.5}}));
        QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
        QVERIFY(data->column("window")->signal.shape == Shape({3, 2}));
        QCOMPARE(data->size(Part::Train), std::int64_t(6)); // rows 0 ... 9: the last begins at 5
        QCOMPARE(sample(*data, "window", Part::Train, 5), (std::vector<float>{500, 5, 600, 6, 700, 7}));
        QCOMPARE(sample(*data, "target", Part::Train, 5), (std::vector<float>{8, 9}));
        QCOMPARE(sample(*data, "window", Part::Test, 0), (std::vector<float>{1000, 10, 1100, 11, 1200, 12}));
        QCOMPARE(sample(*data, "target", Part::Test, 5), (std::vector<float>{18, 19}));
        QCOMPARE(data->size(Part::Test), std::int64_t(6));
    }

    void noWindowCrossesIntoAnotherPart()
    {
        const auto data = own(ladder(100),
                              {{"past", std::int64_t(4)},
                               {"future", std::int64_t(3)},
                               {"train_share", 0.7},
                               {"validation_share", 0.1},
                               {"window_step", std::int64_t(2)}});
        QVERIFY(data);
        const SeriesPlan& plan = data->series->plan;
        QCOMPARE(plan.validation.begin, std::int64_t(70));
        QCOMPARE(plan.test.begin, std::int64_t(80));
        for (const Part part : {Part::Train, Part::Validation, Part::Test}) {
            const auto& rows = data->rows(part);
            QCOMPARE(std::int64_t(rows.front()), plan.range(part).begin);
            QVERIFY(rows.back() + plan.window.length() <= plan.range(part).end);
            QVERIFY(rows.back() + plan.window.length() + 2 > plan.range(part).end);
            for (std::size_t i = 1; i < rows.size(); ++i)
                QCOMPARE(rows[i] - rows[i - 1], 2);
        }
    }

    void windowsMayLieAsFeaturesAndTargetsAsSteps()
    {
        const auto data = own(ladder(20),
                              unscaled({{"past", std::int64_t(2)},
                                        {"future", std::int64_t(2)},
                                        {"targets", std::string("a,b")},
                                        {"layout", std::string("features")},
                                        {"target_layout", std::string("steps")}}));
        QVERIFY(data);
        QVERIFY(data->column("window")->signal.shape == Shape({1, 6})); // a, b and c
        QVERIFY(data->column("target")->signal.shape == Shape({2, 2}));
        QCOMPARE(sample(*data, "window", Part::Train, 0), (std::vector<float>{0, 0, 1, 1, 100, 1}));
        QCOMPARE(sample(*data, "target", Part::Train, 0), (std::vector<float>{2, 200, 3, 300}));
    }

    void atEachStepTheTargetIsTheWindowMovedOnByOne()
    {
        const auto data = own(ladder(20),
                              unscaled({{"past", std::int64_t(3)},
                                        {"future", std::int64_t(5)}, // has no meaning here
                                        {"inputs", std::string("a")},
                                        {"target_layout", std::string("each_step")}}));
        QVERIFY(data);
        QVERIFY(data->column("target")->signal.shape == Shape({3, 1}));
        QCOMPARE(sample(*data, "window", Part::Train, 1), (std::vector<float>{1, 2, 3}));
        QCOMPARE(sample(*data, "target", Part::Train, 1), (std::vector<float>{2, 3, 4}));
        QCOMPARE(data->series->plan.train.size(), std::int64_t(13));
        QCOMPARE(data->size(Part::Train), std::int64_t(10));
    }

    void theTimeColumnIsFoundOrChosen()
    {
        const auto times = [&](const QByteArray& bytes, const char* chosen = "") {
            const auto data = own(bytes, {{"time", std::string(chosen)}, {"train_share", 1.0}});
            return data ? QString::fromStdString(data->series->times.at(1)) + "/" +
                    QString::number(data->series->variables.size())
                        : QString::fromStdString(data.problem().sentence());
        };
        QCOMPARE(times("v,when\n1,mon\n2,tue\n3,wed\n"), "tue/1");
        QCOMPARE(times("Year,v\n1999,5\n2000,6\n2001,7\n"), "2000/1");
        QCOMPARE(times("x,v\n9,5\n8,6\n7,7\n"), "2/2"); // none: numbered
        QCOMPARE(times("x,v\n9,5\n8,6\n7,7\n", "x"), "8/1");
        QVERIFY(times("x,v\n9,5\n8,6\n", "y").contains("no column “y” to tell the time"));
    }

    void whatDoesNotFitIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Attributes>("attributes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& bytes, const Attributes& attributes,
                            const char* words) {
            QTest::newRow(name) << bytes << attributes << QString(words);
        };
        const QByteArray three = "when,v,city\na,1,Oslo\nb,2,Rome\nc,3,Bern\n";
        row("empty file", "", {}, "is empty");
        row("header only", "a,b\n", {}, "no rows");
        row("only words", "a,b\nx,y\nz,w\n", {}, "no column of numbers");
        row("words wanted as numbers", three, {{"inputs", std::string("v, city")}},
            "column “city” of %1 holds words where numbers are expected");
        row("the time wanted as a number", three, {{"targets", std::string("when")}}, "holds words");
        row("unknown variable", three, {{"targets", std::string("w")}},
            "no variable “w”; choose from those it has: v");
        row("hole", "v\n1\n2\nx\n4\n", {}, "“x” in line 4, column “v” of %1 is not a number");
        row("too few rows", three, {{"past", std::int64_t(3)}},
            "has 3 rows, too few for a window of 3 past and 1");
        row("longer than the training part", three, {{"past", std::int64_t(2)}},
            "longer than the 2 values of the training part of %1");
        row("longer than the test part", three, {}, "longer than the 1 values of the test part");
        row("longer than the validation part", ladder(20), {{"validation_share", 0.05}},
            "longer than the 1 values of the validation part");
        row("shares", ladder(20), {{"train_share", 0.8}, {"validation_share", 0.3}}, "add up to more than 1");
    }
    void whatDoesNotFitIsOneSentence()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Attributes, attributes);
        QFETCH(QString, words);
        attributes["path"] = put(bytes);
        const DatasetType& type = *findDatasetType("csv-series");
        const auto data = type.load(attributes, {}, {});
        QVERIFY(!data);
        const QString sentence = QString::fromStdString(data.problem().sentence());
        words = words.replace("%1", QString::fromStdString(std::get<std::string>(attributes["path"])));
        QVERIFY2(sentence.contains(words) && sentence.endsWith('.'), qPrintable(sentence));
        const auto usable = type.usable(attributes, {});
        QVERIFY(!usable && usable.problem() == data.problem());
        QVERIFY(type.columns(attributes).empty());
    }

    void aHoleInAVariableNobodyUsesIsNoProblem()
    {
        QVERIFY(own("v,w\n1,\n2,5\n3,\n4,6\n5,7\n6,8\n", {{"inputs", std::string("v")}}));
    }

    void aChangedFileIsReadAgain()
    {
        const std::string path = put("v\n1\n2\n3\n4\n5\n6\n");
        const DatasetType& type = *findDatasetType("csv-series");
        const Attributes attributes{{"path", path}};
        QCOMPARE(type.columns(attributes)[0].signal.shape, Shape({1, 1}));
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("v,w\n1,1\n2,2\n3,3\n4,4\n5,5\n6,66\n") > 0);
        file.close();
        QCOMPARE(type.columns(attributes)[0].signal.shape, Shape({1, 2}));
    }

    void theProblemIsSaidAtEveryInput()
    {
        Project project;
        project.dataset = {"airline-passengers", {{"past", std::int64_t(60)}}};
        const NodeId input = project.graph.add("input");
        const Analysis analysis = analyse(project);
        const auto said = std::ranges::find(analysis.diagnostics, input, &Diagnostic::node);
        QVERIFY(said != analysis.diagnostics.end());
        QCOMPARE(said->severity, Diagnostic::Severity::Error);
        QVERIFY(said->problem.sentence().find("longer than the 48 values of the test part of Airline "
                                              "passengers") != std::string::npos);
        project.dataset = {"mnist", {}};
        QVERIFY(!dataProblem(project.dataset)); // whether its files are here or not
    }

    void theDescriptionAgreesWithWhatIsLoaded_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Attributes>("attributes");
        QTest::newRow("passengers") << "airline-passengers" << Attributes{{"past", std::int64_t(12)}};
        QTest::newRow("climate") << "climate"
                                 << Attributes{{"past", std::int64_t(8)},
                                               {"target_layout", std::string("each_step")}};
        QTest::newRow("own") << "csv-series" << Attributes{{"path", put(ladder(30))}};
    }
    void theDescriptionAgreesWithWhatIsLoaded()
    {
        QFETCH(QString, id);
        QFETCH(Attributes, attributes);
        const DatasetType& type = *findDatasetType(id.toStdString());
        QVERIFY(type.present(attributes, {}) && type.usable(attributes, {}));
        const auto described = type.columns(attributes);
        const auto data = type.load(attributes, {}, {});
        QVERIFY(data);
        QCOMPARE(described.size(), data->columns->size());
        for (std::size_t i = 0; i < described.size(); ++i) {
            const Column& column = data->columns->at(i);
            QCOMPARE(described[i].name, column.name);
            QVERIFY(described[i].signal == column.signal);
            for (const Part part : {Part::Train, Part::Validation, Part::Test})
                for (const std::int32_t row : data->rows(part))
                    QVERIFY(row < column.rows());
        }
    }

    void climateComesFromItsSeedAndStaysInNature()
    {
        const auto data = load("climate", {{"days", std::int64_t(365)}});
        QVERIFY(data);
        const Series& series = *data->series;
        QCOMPARE(series.rows(), std::int64_t(365 * 8));
        QCOMPARE(series.times[9], std::string("2001-01-02 03:00"));
        const double lowest[] = {-40, 15, 0, 950}, highest[] = {50, 100, 30, 1070};
        for (int v = 0; v < 4; ++v) {
            std::set<double> values;
            for (std::int64_t row = 0; row < series.rows(); ++row) {
                QVERIFY(series.value(row, v) >= lowest[v] && series.value(row, v) <= highest[v]);
                values.insert(series.value(row, v));
            }
            QVERIFY(values.size() > 50);
        }
        QVERIFY(load("climate", {{"days", std::int64_t(365)}})->series->values == series.values);
        QVERIFY(load("climate", {{"days", std::int64_t(365)}, {"seed", std::int64_t(2)}})->series->values !=
                series.values);
    }
};

QTEST_GUILESS_MAIN(SeriesTest)
#include "series_test.moc"

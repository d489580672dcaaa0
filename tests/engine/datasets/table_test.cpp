#include "engine/datasets/dataset_type.h"
#include "engine/datasets/table_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>

using namespace engine;

// Own tables, and the bundled points.
class TableTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(const QByteArray& bytes)
    {
        const QString path = m_folder.filePath("t.csv");
        QFile out(path);
        if (out.open(QIODevice::WriteOnly))
            out.write(bytes);
        return path.toStdString();
    }
    Result<Dataset> load(const QByteArray& bytes, Attributes attributes = {})
    {
        attributes["path"] = put(bytes).string();
        return findDatasetType("csv-table")->load(attributes, m_folder.path().toStdString(), {});
    }
    // All rows for training, in their order.
    static Attributes plain()
    {
        return {{"validation", 0.0}, {"test", 0.0}, {"shuffled", false}, {"scaling", std::string("none")}};
    }
    static std::vector<float> floats(const Dataset& data, const char* column)
    {
        const auto values = data.column(column)->floats();
        return {values.begin(), values.end()};
    }

private slots:
    void cellsAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << QByteArray("a,b\n1,x y\n2,z\n");
        QTest::newRow("no line end at the end") << QByteArray("a,b\n1,x y\n2,z");
        QTest::newRow("CR LF") << QByteArray("a,b\r\n1,x y\r\n2,z\r\n");
        QTest::newRow("CR") << QByteArray("a,b\r1,x y\r2,z\r");
        QTest::newRow("quotes") << QByteArray("\"a\",\"b\"\n\"1\",\"x y\"\n2,\"z\"\n");
        QTest::newRow("empty lines") << QByteArray("\n\na,b\n\n1,x y\n \n2,z\n\n");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a,b\n1,x y\n2,z\n");
        QTest::newRow("semicolons") << QByteArray("a;b\n1;x y\n2;z\n");
        QTest::newRow("tabs") << QByteArray("a\tb\n1\tx y\n2\tz\n");
        QTest::newRow("bars") << QByteArray("a|b\n1|x y\n2|z\n");
    }
    void cellsAreReadAsPeopleWriteThem()
    {
        QFETCH(QByteArray, bytes);
        const auto table = readTable(put(bytes), {});
        QVERIFY2(table, table ? "" : table.problem().sentence().c_str());
        QCOMPARE(table->header, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(table->cells, (std::vector<std::string>{"1", "x y", "2", "z"}));
    }

    void quotedCellsMayHoldAnything()
    {
        const auto table = readTable(put("a,b\n\"x,\"\"y\"\"\nz\",1\nw,2\n"), {});
        QVERIFY(table);
        QCOMPARE(table->cell(0, 0), std::string("x,\"y\"\nz"));
        QCOMPARE(table->lines, (std::vector<std::int64_t>{2, 4}));
    }

    void withoutAHeaderColumnsGetNumbers()
    {
        const auto table = readTable(put("1,2\n3,4\n"), {});
        QVERIFY(table);
        QCOMPARE(table->header, (std::vector<std::string>{"column 1", "column 2"}));
        QCOMPARE(table->rows(), std::size_t(2));
        TableReading names;
        names.header = TableReading::HeaderLine::Yes;
        QCOMPARE(readTable(put("1,2\n3,4\n"), names)->header, (std::vector<std::string>{"1", "2"}));
    }

    void numbersAreReadWithTheDotOnly()
    {
        QCOMPARE(parseNumber(" +1.5e2 ").value_or(0), 150.0);
        for (const char* text : {"", " ", "1,5", "1.5x", "nan", "inf", "1e999", "0x10", "--1", "+-1"})
            QVERIFY2(!parseNumber(text), text);
    }

    void brokenTablesNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray() << "is empty";
        QTest::newRow("blank") << QByteArray("\n \r\n") << "is empty";
        QTest::newRow("header only") << QByteArray("a,b\n") << "no rows";
        QTest::newRow("cell missing") << QByteArray("a,b\n1,2\n3\n") << "Line 3";
        QTest::newRow("cell too many") << QByteArray("a,b\n1,2,3\n") << "Line 2";
        QTest::newRow("open quote") << QByteArray("a,b\n1,2\n\"3,4\n5,6\n") << "line 3";
        QTest::newRow("open quote in the header") << QByteArray("a,\"b\n1,2\n") << "line 1";
        QTest::newRow("text among numbers")
            << QByteArray("a,b,c\n1,2,3\n4,five,6\n") << "“five” in line 3, column “b”";
        QTest::newRow("number missing") << QByteArray("a,b,c\n1,2,3\n4,,6\n") << "“” in line 3, column “b”";
        QTest::newRow("no numbers") << QByteArray("a,b\nx,y\n") << "no column of numbers";
        QTest::newRow("one column") << QByteArray("a\n1\n2\n") << "no column of numbers";
    }
    void brokenTablesNameTheLine()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const auto data = load(bytes);
        QVERIFY(!data);
        const QString sentence = QString::fromStdString(data.problem().sentence());
        QVERIFY2(sentence.contains(words) && sentence.endsWith('.'), qPrintable(sentence));
    }

    void aTargetThatIsNotThereIsNamed()
    {
        const auto data = load("a,b\n1,2\n", {{"target", std::string("price")}});
        QVERIFY(!data && data.problem().sentence().find("“price”") != std::string::npos);
    }

    void numbersBecomeFeaturesAndTheLastColumnTheTarget()
    {
        const auto data = load("name,x,y,price\nann,1,2,0.5\nbob,3,4,1.5\n", plain());
        QVERIFY2(data, data ? "" : data.problem().sentence().c_str());
        QCOMPARE(floats(*data, "features"), (std::vector<float>{1, 2, 3, 4}));
        QCOMPARE(floats(*data, "target"), (std::vector<float>{0.5f, 1.5f}));
        QVERIFY(data->column("features")->signal.shape == Shape({2}));
    }

    void textTargetsBecomeClassIds()
    {
        Attributes attributes = plain();
        attributes["target"] = std::string("kind");
        const auto data = load("kind,x\npear,1\napple,2\npear,3\n", attributes);
        QVERIFY(data);
        const Column& label = *data->column("label");
        QCOMPARE(label.classes, (std::vector<std::string>{"apple", "pear"}));
        QVERIFY(std::ranges::equal(label.ids(), std::vector<std::int32_t>{1, 0, 1}));
    }

    void classesThatAreNumbersAreInNumericOrder()
    {
        const auto data = load("x,k\n1,10\n2,9\n3,10\n", plain());
        QVERIFY(data && data->column("label"));
        QCOMPARE(data->column("label")->classes, (std::vector<std::string>{"9", "10"}));
    }

    void scalingIsMeasuredOnTheTrainingPart_data()
    {
        QTest::addColumn<QString>("scaling");
        QTest::newRow("min-max") << "min-max";
        QTest::newRow("standard") << "standard";
    }
    void scalingIsMeasuredOnTheTrainingPart()
    {
        QFETCH(QString, scaling);
        QByteArray bytes = "x,same,price\n";
        for (int i = 0; i < 100; ++i)
            bytes += QByteArray::number(i) + ",7,0.5\n";
        const auto data = load(bytes, {{"scaling", scaling.toStdString()}, {"shuffled", false}});
        QVERIFY(data);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(70));
        QCOMPARE(data->rows(Dataset::Part::Test).front(), 85);
        const auto x = floats(*data, "features");
        const bool unit = scaling == "min-max";
        QCOMPARE(x[0], unit ? 0.0f : float(-34.5 / std::sqrt((70.0 * 70 - 1) / 12)));
        QCOMPARE(x[2 * 69], unit ? 1.0f : -x[0]);
        QVERIFY(x[2 * 99] > x[2 * 69]);
        QCOMPARE(x[1], 0.0f);
    }

    void everyRowIsInExactlyOnePart()
    {
        QByteArray bytes = "x,y\n";
        for (int i = 0; i < 101; ++i)
            bytes += QByteArray::number(i) + ",0.5\n";
        const auto data = load(bytes);
        QVERIFY(data);
        std::multiset<std::int32_t> rows;
        for (const auto part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test})
            rows.insert(data->rows(part).begin(), data->rows(part).end());
        QCOMPARE(rows.size(), std::size_t(101));
        QCOMPARE(std::set(rows.begin(), rows.end()).size(), std::size_t(101));
        QVERIFY(data->rows(Dataset::Part::Test).back() - data->rows(Dataset::Part::Test).front() >
                15); // shuffled
    }

    void theDescriptionAgreesWithWhatIsLoaded()
    {
        const DatasetType& type = *findDatasetType("csv-table");
        QVERIFY(type.columns({}).empty());
        QVERIFY(!type.present({}, {}));
        const Attributes attributes = {{"path", put("x,y,kind\n1,2,a\n3,4,b\n5,6,a\n").string()}};
        QVERIFY(type.present(attributes, {}));
        const auto described = type.columns(attributes);
        const auto data = type.load(attributes, {}, {});
        QVERIFY(data);
        QCOMPARE(described.size(), data->columns->size());
        for (std::size_t i = 0; i < described.size(); ++i) {
            QCOMPARE(described[i].name, data->columns->at(i).name);
            QVERIFY(described[i].signal == data->columns->at(i).signal);
        }
    }

    void relativePathsAreLookedForInTheDataFolder()
    {
        put("x,y\n1,2\n");
        QVERIFY(findDatasetType("csv-table")
                    ->present({{"path", std::string("t.csv")}}, m_folder.path().toStdString()));
    }

    void pointsHaveTheClassesAndCountAskedFor_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<int>("classes");
        QTest::newRow("moons") << "moons" << 2;
        QTest::newRow("circles") << "circles" << 4;
        QTest::newRow("spirals") << "spirals" << 3;
        QTest::newRow("clusters") << "clusters" << 10;
    }
    void pointsHaveTheClassesAndCountAskedFor()
    {
        QFETCH(QString, shape);
        QFETCH(int, classes);
        const DatasetType& type = *findDatasetType("points");
        const Attributes attributes = {
            {"shape", shape.toStdString()}, {"classes", std::int64_t(classes)}, {"noise", 0.0}};
        const auto data = type.load(attributes, {}, {});
        QVERIFY(data);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(1400));
        QCOMPARE(data->column("point")->rows(), std::int64_t(2000));
        const auto ids = data->column("label")->ids();
        QCOMPARE(int(std::set(ids.begin(), ids.end()).size()), classes);
        QCOMPARE(int(type.columns(attributes)[1].classes.size()), classes);
        for (const float x : data->column("point")->floats())
            QVERIFY(std::abs(x) < 1.1f);
        QVERIFY(floats(*type.load(attributes, {}, {}), "point") == floats(*data, "point"));
    }
};

QTEST_GUILESS_MAIN(TableTest)
#include "table_test.moc"

#include "engine/base/json.h"
#include "engine/base/text.h"

#include <QtTest>

#include <limits>

using namespace engine;

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void fillReplacesPlaceholders_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("expected");
        QTest::newRow("in order") << "%1 and %2"
                                  << "a and b";
        QTest::newRow("out of order, twice") << "%2%1%2"
                                             << "bab";
        QTest::newRow("beyond the arguments") << "%3 stays"
                                              << "%3 stays";
        QTest::newRow("a digit after a placeholder") << "%10"
                                                     << "a0";
        QTest::newRow("a lone sign") << "100 % of %"
                                     << "100 % of %";
        QTest::newRow("zero is no placeholder") << "%0"
                                                << "%0";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void fillReplacesPlaceholders()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(fill(pattern.toStdString(), {"a", "b"})), expected);
    }

    void fillDoesNotReadArgumentsAsPatterns() { QCOMPARE(fill("%1", {"%1%2", "x"}), std::string("%1%2")); }

    void fillKnowsTenArguments()
    {
        const std::vector<std::string> ten{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        QCOMPARE(fill("%10%1", ten), std::string("ja"));
    }

    void numbersAreShortAndReadBackTheSame()
    {
        QCOMPARE(number(0.001), std::string("0.001"));
        QCOMPARE(number(0.1f), std::string("0.1"));
        QCOMPARE(number(-3.0), std::string("-3"));
        QCOMPARE(number(std::int64_t{-42}), std::string("-42"));
        for (double value : {1.0 / 3, 1e-300, -2.5e17, std::numeric_limits<double>::max()})
            QCOMPARE(std::stod(number(value)), value);
    }

    void groupsThousands_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("small") << qint64(999) << "999";
        QTest::newRow("one group") << qint64(32832) << "32,832";
        QTest::newRow("exact groups") << qint64(123456) << "123,456";
        QTest::newRow("negative") << qint64(-1000000) << "-1,000,000";
        QTest::newRow("negative, small") << qint64(-100) << "-100";
        QTest::newRow("zero") << qint64(0) << "0";
    }
    void groupsThousands()
    {
        QFETCH(qint64, value);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(grouped(value)), expected);
    }

    void jsonKeepsTheOrderOfMembers()
    {
        const Result<Json> json = parseJson("{\"b\": [1, \"]{\"], \"a\": 2.5}", "x.json");
        QVERIFY(bool(json));
        QCOMPARE(json->dump(), std::string("{\"b\":[1,\"]{\"],\"a\":2.5}"));
    }

    void badJsonIsAProblemThatNamesTheFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2");
        QTest::newRow("a stray bracket") << QByteArray("]");
        QTest::newRow("an open string") << QByteArray("\"abc\\");
        QTest::newRow("not UTF-8") << QByteArray("\"\xff\xfe\"");
        QTest::newRow("a huge number") << QByteArray("1e999999");
        QTest::newRow("two values") << QByteArray("1 2");
        QTest::newRow("a zero byte") << QByteArray("[1,\0 2]", 7);
        QTest::newRow("deep arrays") << QByteArray(100000, '[');
        QTest::newRow("65 levels") << QByteArray(65, '[') + QByteArray(65, ']');
        QByteArray members = "{";
        for (int i = 0; i < 20000; ++i)
            members += "\"" + QByteArray::number(i) + "\":0,";
        QTest::newRow("many members") << members + "\"last\":0}";
    }
    void badJsonIsAProblemThatNamesTheFile()
    {
        QFETCH(QByteArray, text);
        const Result<Json> json = parseJson(text.toStdString(), "x.json");
        QVERIFY(!json);
        QVERIFY(json.problem().sentence().find("x.json") != std::string::npos);
        QVERIFY(json.problem().sentence().find('%') == std::string::npos);
    }

    void sixtyFourLevelsAreFine()
    {
        QVERIFY(bool(parseJson(std::string(64, '[') + std::string(64, ']'), "x.json")));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"

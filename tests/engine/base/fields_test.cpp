#include "engine/base/fields.h"
#include "engine/base/json.h"

#include <QTest>

#include <cmath>

using namespace engine;

namespace {

const Field on{"on", "On", true};
const Field count{"count", "Count", std::int64_t{5}, {.min = 1, .max = 10}};
const Field rate{"rate", "Rate", 0.5, {.min = 0, .max = 1}};
const Field kind{"kind", "Kind", std::string("a"), {.choices = {"a", "b"}, .choiceTitles = {"A", "B"}}};
const Field name{"name", "Name", std::string()};
const Field sizes{
    "sizes", "Sizes", std::vector<int>{1, 2}, {.min = -1, .max = 100, .minCount = 1, .maxCount = 3}};

std::string sentenceOf(const Field& field, const Value& value)
{
    const auto result = check({field}, {{field.key, value}});
    return result ? "" : result.problem().sentence();
}

} // namespace

class FieldsTest : public QObject {
    Q_OBJECT

private slots:
    void checkNamesLabelAndLimits();
    void checkLetsUnknownKeysPass();
    void valuesSurviveTextAndJson_data();
    void valuesSurviveTextAndJson();
    void textIsReadAsPeopleWriteIt();
    void badTextIsAProblem_data();
    void badTextIsAProblem();
    void badJsonIsAProblem_data();
    void badJsonIsAProblem();
    void wholeNumbersServeAsNumbersAndBack();
    void aFieldShowsWithItsConditionOnly();
    void fieldsTieValuesToOptions();
};

void FieldsTest::checkNamesLabelAndLimits()
{
    QCOMPARE(sentenceOf(count, std::int64_t{11}), std::string("Count must lie between 1 and 10."));
    QCOMPARE(sentenceOf(count, 2.0), std::string("Count must be a whole number."));
    QCOMPARE(sentenceOf(rate, 1.5), std::string("Rate must lie between 0 and 1."));
    QCOMPARE(sentenceOf(rate, std::nan("")), std::string("Rate must lie between 0 and 1."));
    QCOMPARE(sentenceOf(kind, std::string("c")), std::string("Kind cannot be c; choose one of these: a, b."));
    QCOMPARE(sentenceOf(sizes, std::vector<int>{}), std::string("Sizes must have 1 to 3 numbers."));
    QCOMPARE(sentenceOf(sizes, std::vector<int>{1, 101}), std::string("Sizes must lie between -1 and 100."));
    QCOMPARE(sentenceOf(on, std::int64_t{1}), std::string("On must be true or false."));
    QCOMPARE(sentenceOf(name, std::string("anything at all")), std::string());
    QCOMPARE(sentenceOf(count, std::int64_t{10}), std::string());
}

void FieldsTest::checkLetsUnknownKeysPass()
{
    QVERIFY(check({count}, {{"from the future", true}}));
}

void FieldsTest::valuesSurviveTextAndJson_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < 9; ++i)
        QTest::addRow("%d", i) << i;
}

void FieldsTest::valuesSurviveTextAndJson()
{
    QFETCH(const int, which);
    const std::vector<std::pair<Field, Value>> all{{on, false},
                                                   {count, std::int64_t{-7}},
                                                   {rate, 0.1},
                                                   {rate, 1e-300},
                                                   {rate, 3.0},
                                                   {kind, std::string("b")},
                                                   {name, std::string(" two words, \"quoted\" ")},
                                                   {sizes, std::vector<int>{}},
                                                   {sizes, std::vector<int>{28, 28, -1}}};
    const auto& [field, value] = all[std::size_t(which)];
    QVERIFY(*valueFromText(field, toText(value)) == value);
    QVERIFY(*valueFromJson(field, Json::parse(toJson(value).dump())) == value);
}

void FieldsTest::textIsReadAsPeopleWriteIt()
{
    const Value shape = std::vector<int>{28, 28, 1};
    for (const char* text : {"28, 28, 1", "28 28 1", "28 × 28 × 1", "28x28x1", "[28,28,1]", " (28, 28, 1) "})
        QVERIFY2(*valueFromText(sizes, text) == shape, text);
    QVERIFY(*valueFromText(rate, " 1e-3 ") == Value(0.001));
    QVERIFY(*valueFromText(rate, "2") == Value(2.0));
    QVERIFY(*valueFromText(on, "true ") == Value(true));
}

void FieldsTest::badTextIsAProblem_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("text");
    QTest::newRow("bool") << 0 << "yes";
    QTest::newRow("empty") << 1 << "";
    QTest::newRow("fraction for a whole number") << 1 << "1.5";
    QTest::newRow("too long") << 1 << "99999999999999999999";
    QTest::newRow("comma in a number") << 2 << "0,5";
    QTest::newRow("unit") << 2 << "0.5 %";
    QTest::newRow("too large") << 2 << "1e999";
    QTest::newRow("word in a list") << 3 << "1, two";
    QTest::newRow("fraction in a list") << 3 << "1.5, 2";
}

void FieldsTest::badTextIsAProblem()
{
    QFETCH(const int, which);
    QFETCH(const QString, text);
    const Field fields[]{on, count, rate, sizes};
    const auto value = valueFromText(fields[which], text.toStdString());
    QVERIFY(!value);
    QVERIFY(value.problem().sentence().ends_with('.'));
}

void FieldsTest::badJsonIsAProblem_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("number for a bool") << 0 << QByteArray("1");
    QTest::newRow("fraction for a whole number") << 1 << QByteArray("1.5");
    QTest::newRow("too large") << 1 << QByteArray("18446744073709551615");
    QTest::newRow("much too large") << 1 << QByteArray("1e300");
    QTest::newRow("text for a number") << 2 << QByteArray("\"0.5\"");
    QTest::newRow("null") << 2 << QByteArray("null");
    QTest::newRow("number for a list") << 3 << QByteArray("3");
    QTest::newRow("list of lists") << 3 << QByteArray("[[1]]");
    QTest::newRow("beyond int") << 3 << QByteArray("[4294967296]");
}

void FieldsTest::badJsonIsAProblem()
{
    QFETCH(const int, which);
    QFETCH(const QByteArray, json);
    const Field fields[]{on, count, rate, sizes};
    const auto value = valueFromJson(fields[which], Json::parse(json.toStdString()));
    QVERIFY(!value);
    QVERIFY(value.problem().sentence().ends_with('.'));
}

void FieldsTest::wholeNumbersServeAsNumbersAndBack()
{
    QVERIFY(*valueFromJson(rate, Json(3)) == Value(3.0));
    QVERIFY(*valueFromJson(count, Json(3.0)) == Value(std::int64_t{3}));
}

void FieldsTest::aFieldShowsWithItsConditionOnly()
{
    Field inner{"inner", "Inner", 0.0}, deepest{"deepest", "Deepest", 0.0};
    inner.shownWhenKey = "kind";
    inner.shownWhenValues = {"b"};
    deepest.shownWhenKey = "inner";
    deepest.shownWhenValues = {"0"};
    const std::vector<Field> fields{kind, inner, deepest};
    QVERIFY(isShown(kind, fields, {}));
    QVERIFY(!isShown(inner, fields, {}));
    QVERIFY(!isShown(deepest, fields, {})); // hidden with what it depends on
    QVERIFY(isShown(inner, fields, {{"kind", std::string("b")}}));
    QVERIFY(isShown(deepest, fields, {{"kind", std::string("b")}}));
    QVERIFY(!isShown(deepest, fields, {{"kind", std::string("b")}, {"inner", 1.0}}));
}

void FieldsTest::fieldsTieValuesToOptions()
{
    struct Inner {
        int size = 3;
    };
    struct Options {
        double rate = 0.25;
        Inner inner;
    };
    const std::vector<BoundField<Options>> fields{field("rate", &Options::rate, "Rate"),
                                                  part("size", &Options::inner, &Inner::size, "Size")};
    QVERIFY(fields[0].initial == Value(0.25));
    QVERIFY(fields[1].initial == Value(std::int64_t{3}));
    const Options read = readOptions(fields, {{"size", std::int64_t{9}}, {"unknown", true}});
    QCOMPARE(read.rate, 0.25);
    QCOMPARE(read.inner.size, 9);
    QVERIFY(fields[1].load(read) == Value(std::int64_t{9}));
}

QTEST_GUILESS_MAIN(FieldsTest)
#include "fields_test.moc"

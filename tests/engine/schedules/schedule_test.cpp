#include "engine/schedules/schedule_type.h"

#include <QTest>

#include <cmath>

using namespace engine;

namespace {

double factorOf(const char* id, const Attributes& attributes, std::int64_t step,
                std::int64_t stepsPerEpoch = 10, std::int64_t epochs = 10)
{
    return findScheduleType(id)
        ->build(attributes)
        ->factor({step, step / stepsPerEpoch, stepsPerEpoch, epochs});
}

} // namespace

class ScheduleTest : public QObject {
    Q_OBJECT

private slots:
    void factorsFollowTheFormula_data();
    void factorsFollowTheFormula();
    void factorsStayBetweenZeroAndOne();
    void plateauWaitsThenShrinks();
    void plateauStopsAtItsLowest();
    void plateauGoesOnFromItsState();
    void plateauKeepsNothingElse();
    void everyTextIsThere();
};

void ScheduleTest::factorsFollowTheFormula_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<int>("step");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* id, const QStringList& settings, int step, double expected) {
        QTest::addRow("%s %s at %d", id, qPrintable(settings.join(' ')), step)
            << id << settings << step << expected;
    };
    row("constant", {}, 57, 1);
    row("step", {"every", "3", "gamma", "0.5"}, 29, 1);
    row("step", {"every", "3", "gamma", "0.5"}, 30, 0.5);
    row("step", {"every", "3", "gamma", "0.5"}, 95, 0.125);
    row("exponential", {"gamma", "0.9"}, 0, 1);
    row("exponential", {"gamma", "0.9"}, 10, 0.9);
    row("exponential", {"gamma", "0.9"}, 25, std::pow(0.9, 2.5));
    row("cosine", {}, 0, 1);
    row("cosine", {}, 50, 0.5);
    row("cosine", {}, 25, 0.5 + 0.5 * std::cos(std::acos(-1.0) / 4));
    row("cosine", {}, 100, 0);
    row("cosine", {}, 500, 0);
    row("cosine", {"end", "0.2"}, 50, 0.6);
    row("cosine", {"end", "0.2"}, 100, 0.2);
    row("cosine", {"warm_up", "20"}, 0, 1.0 / 21);
    row("cosine", {"warm_up", "20"}, 19, 20.0 / 21);
    row("cosine", {"warm_up", "20"}, 20, 1);
    row("cosine", {"warm_up", "20"}, 60, 0.5);
    row("plateau", {}, 57, 1);
}

void ScheduleTest::factorsFollowTheFormula()
{
    QFETCH(const QString, id);
    QFETCH(const QStringList, settings);
    QFETCH(const int, step);
    QFETCH(const double, expected);
    const ScheduleType& type = *findScheduleType(id.toStdString());
    Attributes attributes;
    for (const Field& field : type.fields)
        if (const auto at = settings.indexOf(QString::fromStdString(field.key)); at >= 0)
            attributes[field.key] = *valueFromText(field, settings[at + 1].toStdString());
    QCOMPARE(attributes.size(), std::size_t(settings.size()) / 2);
    QVERIFY(std::abs(factorOf(type.id.c_str(), attributes, step) - expected) < 1e-12);
}

void ScheduleTest::factorsStayBetweenZeroAndOne()
{
    for (const ScheduleType& type : scheduleTypes())
        for (const std::int64_t step : {0, 1, 7, 99, 100, 101, 100000})
            for (const std::int64_t epochs : {1, 10}) {
                const double factor = factorOf(type.id.c_str(), {}, step, 10, epochs);
                QVERIFY2(factor >= 0 && factor <= 1, type.id.c_str());
            }
}

void ScheduleTest::plateauWaitsThenShrinks()
{
    const auto plateau = findScheduleType("plateau")->build({{"patience", std::int64_t{2}}, {"factor", 0.5}});
    const std::vector<std::pair<double, double>> course{{1.0, 1},    {0.9, 1},    {0.95, 1},      {0.9, 0.5},
                                                        {0.9, 0.5},  {0.8, 0.5},  {0.79995, 0.5}, {0.9, 0.25},
                                                        {NAN, 0.25}, {NAN, 0.125}};
    for (const auto& [watched, factor] : course) {
        plateau->epochEnded(watched);
        QCOMPARE(plateau->factor({}), factor);
    }
}

void ScheduleTest::plateauStopsAtItsLowest()
{
    const auto plateau =
        findScheduleType("plateau")->build({{"patience", std::int64_t{1}}, {"factor", 0.1}, {"min", 0.05}});
    for (int epoch = 0; epoch < 9; ++epoch)
        plateau->epochEnded(1);
    QCOMPARE(plateau->factor({}), 0.05);
}

void ScheduleTest::plateauGoesOnFromItsState()
{
    const Attributes settings{{"patience", std::int64_t{3}}, {"factor", 0.5}};
    const auto whole = findScheduleType("plateau")->build(settings);
    const auto resumed = findScheduleType("plateau")->build(settings);
    const std::vector<double> losses{1, 0.8, 0.9, 0.9, 0.9, 0.7, 0.9, 0.9, 0.9, 0.9};
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (i == 4)
            resumed->restore(whole->state());
        whole->epochEnded(losses[i]);
        if (i >= 4)
            resumed->epochEnded(losses[i]);
    }
    QCOMPARE(resumed->factor({}), whole->factor({}));
    QCOMPARE(resumed->state(), whole->state());
    QVERIFY(whole->factor({}) < 1);
}

void ScheduleTest::plateauKeepsNothingElse()
{
    const auto plateau = findScheduleType("plateau")->build({});
    plateau->restore({1}); // from a file that lies
    QCOMPARE(plateau->factor({}), 1.0);
    for (const double value : plateau->state())
        QVERIFY(std::isfinite(value));
}

void ScheduleTest::everyTextIsThere()
{
    for (const ScheduleType& type : scheduleTypes()) {
        QVERIFY2(!type.title.empty() && type.summary.ends_with('.'), type.id.c_str());
        for (const Field& field : type.fields) {
            QVERIFY(!field.label.empty() && (field.help.empty() || field.help.ends_with('.')));
            QVERIFY(check(type.fields, {{field.key, field.initial}}));
        }
    }
    QVERIFY(!findScheduleType("no such schedule"));
}

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"

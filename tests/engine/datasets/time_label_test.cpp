#include "engine/datasets/time_label.h"

#include <QTest>

using namespace engine;

// What rows are called, on the axis and beyond the end.
class TimeLabelTest : public QObject {
    Q_OBJECT

private slots:
    void timeGoesOnAsItDid_data()
    {
        QTest::addColumn<QStringList>("times");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QStringList& times, int steps, const char* expected) {
            QTest::newRow(name) << times << steps << QString(expected);
        };
        row("month", {"1960-11", "1960-12"}, 1, "1961-01");
        row("months", {"1960-11", "1960-12"}, 14, "1962-02");
        row("quarters", {"2000-01", "2000-04"}, 3, "2001-01");
        row("days", {"2000-02-27", "2000-02-28"}, 2, "2000-03-01"); // a leap year
        row("weeks", {"2021-12-20", "2021-12-27"}, 1, "2022-01-03");
        row("months with days", {"2001-01-31", "2001-02-28"}, 1, "2001-03-28"); // four weeks
        row("first of the month", {"2001-01-01", "2001-02-01"}, 11, "2002-01-01");
        row("hours", {"2001-12-31 18:00", "2001-12-31 21:00"}, 1, "2002-01-01 00:00");
        row("minutes", {"2001-01-01T10:15:00", "2001-01-01T10:30:00"}, 3, "2001-01-01T11:15:00");
        row("years", {"1999", "2000"}, 5, "2005");
        row("numbers", {"10", "8"}, 2, "4");
        row("words", {"mon", "tue"}, 2, "+2");
        row("no such day", {"2001-02-30", "2001-02-31"}, 1, "+1");
        row("one row", {"1999-01"}, 1, "+1");
        row("mixed", {"1999-01", "tue"}, 1, "+1");
    }
    void timeGoesOnAsItDid()
    {
        QFETCH(QStringList, times);
        QFETCH(int, steps);
        QFETCH(QString, expected);
        std::vector<std::string> labels;
        for (const QString& time : times)
            labels.push_back(time.toStdString());
        QCOMPARE(QString::fromStdString(timeAfter(labels, steps)), expected);
    }

    void marksStandAtRoundPlaces()
    {
        const std::vector<std::string> numbers{"1", "2"};
        QCOMPARE(timeMarks(numbers, 0, 100, 5), (std::vector<std::int64_t>{0, 20, 40, 60, 80, 100}));
        QCOMPARE(timeMarks(numbers, 7, 31, 6), (std::vector<std::int64_t>{10, 15, 20, 25, 30}));
        QCOMPARE(timeMarks(numbers, 3, 3, 4), (std::vector<std::int64_t>{3}));
        QVERIFY(timeMarks(numbers, 3, 2, 4).empty());
    }

    void monthsAreMarkedAtTheBeginningsOfYears()
    {
        const std::vector<std::string> months{"1949-01", "1949-02"};
        QCOMPARE(timeMarks(months, 0, 60, 6), (std::vector<std::int64_t>{0, 12, 24, 36, 48, 60}));
        const std::vector<std::string> fromNovember{"1949-11", "1949-12"};
        QCOMPARE(timeMarks(fromNovember, 0, 30, 3), (std::vector<std::int64_t>{2, 14, 26}));
        QCOMPARE(timeMarks(months, 0, 5, 6), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5}));
    }
};

QTEST_GUILESS_MAIN(TimeLabelTest)
#include "time_label_test.moc"
